package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files that start the monitor elsewhere and watch it there, checked by the programs that read them. */
class OpsFilesTest {
    private static final Path COMPOSE = Path.of("docker-compose.yml");
    private static final Path OPS = Path.of("src/main/ops");
    private static final Path SCRAPE = OPS.resolve("prometheus/prometheus.yml");
    private static final Path DASHBOARD = OPS.resolve("grafana/dashboards/perfect-order-monitor.json");
    private static final Pattern VARIABLE = Pattern.compile("\\$(__rate_interval|\\w+)");

    @TempDir
    Path folder;

    @Test
    void theComposeFile_startsEverythingWithItsFiles() throws IOException {
        Map<String, Object> compose = load(COMPOSE);

        assertThat(compose).doesNotContainKey("name");
        assertThat(compose.get("services"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("monitor", "simulator", "postgres", "prometheus", "alertmanager", "grafana");
        String text = Files.readString(COMPOSE);
        assertThat(text).contains("image: postgres:18", "src/main/docker/Dockerfile");
        List<String> mounted = Pattern.compile("- \\./(src/main/ops\\S+?):")
                .matcher(text)
                .results()
                .map(mount -> mount.group(1))
                .toList();
        assertThat(mounted)
                .hasSize(5)
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
        assertThat(text.lines().filter(line -> line.matches("\\s+- \"[\\d.:]+\"")))
                .allMatch(port -> port.contains("\"127.0.0.1:"));
    }

    @Test
    void everyContainer_isReadOnlyBoundedAndHoldsNoSecretInItsEnvironment() throws IOException {
        Map<String, Map<String, Object>> services = services();

        assertThat(services).allSatisfy((name, service) -> {
            assertThat(service).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(String.valueOf(service.get("deploy"))).contains("cpus=", "memory=");
            assertThat(service.containsKey("healthcheck") || service.containsKey("build"))
                    .isTrue();
        });
        assertThat(Files.readString(COMPOSE)).doesNotContainPattern("(PASSWORD|KEY): ");
        assertThat(services.get("simulator")).containsEntry("profiles", List.of("demo"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() throws IOException {
        return (Map<String, Map<String, Object>>) load(COMPOSE).get("services");
    }

    @Test
    void theImage_isLayeredAndRunsAsNobodySpecial() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/main/docker/Dockerfile"));

        assertThat(lines).contains("FROM eclipse-temurin:25-jre", "USER 10001");
        assertThat(lines).anyMatch(line -> line.contains("extract --layers"));
    }

    @Test
    void prometheus_asksTheRightPathAndTellsAlertmanager() throws IOException {
        assertThat(load(SCRAPE).toString())
                .contains("metrics_path=/actuator/prometheus", "monitor:8081", "alertmanager:9093", "rules/*.yml");
    }

    @Test
    void composeFindsTheFileRight_whereItIsInstalled() {
        if (!Program.DOCKER_COMPOSE.isInstalled()) {
            System.out.println("docker-compose is not installed: its file was only read");
            return;
        }
        succeeds(Program.DOCKER_COMPOSE, Map.of(), "-f", COMPOSE.toString(), "--profile", "demo", "config", "-q");
    }

    @Test
    void promtoolFindsTheConfigurationAndTheRulesRight() {
        succeeds(Program.PROMTOOL, Map.of(), "check", "config", "--syntax-only", SCRAPE.toString());
        succeeds(
                Program.PROMTOOL,
                Map.of(),
                "check",
                "rules",
                OPS.resolve("prometheus/rules/service-levels.yml").toString(),
                OPS.resolve("prometheus/rules/monitor.yml").toString());
    }

    @Test
    void everyAlert_hasItsPageInTheRunbook() throws IOException {
        List<String> alerts = Pattern.compile("- alert: (\\w+)")
                .matcher(Files.readString(OPS.resolve("prometheus/rules/monitor.yml")))
                .results()
                .map(alert -> "## " + alert.group(1))
                .toList();

        assertThat(alerts).isNotEmpty();
        assertThat(Files.readAllLines(Path.of("src/docs/runbook.md"))).containsAll(alerts);
    }

    @Test
    void theRules_doWhatTheirUnitTestsSay() {
        succeeds(
                Program.PROMTOOL,
                Map.of(),
                "test",
                "rules",
                OPS.resolve("prometheus/rules-test.yml").toString());
    }

    @Test
    void amtoolFindsTheConfigurationOfAlertmanagerRight() {
        succeeds(
                Program.AMTOOL,
                Map.of(),
                "check-config",
                OPS.resolve("alertmanager/alertmanager.yml").toString());
    }

    @Test
    void everyQueryOfTheDashboard_isOneForPrometheus() throws IOException {
        List<String> queries = dashboardQueries();
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (int i = 0; i < queries.size(); i++) {
            String query = VARIABLE.matcher(queries.get(i)).replaceAll("5m");
            rules.append("      - record: query:%d\n        expr: '%s'\n".formatted(i, query.replace("'", "''")));
        }
        Path file = Files.writeString(folder.resolve("dashboard.yml"), rules);

        assertThat(queries).hasSizeGreaterThan(15);
        succeeds(Program.PROMTOOL, Map.of(), "check", "rules", file.toString());
    }

    @Test
    void theDashboard_asksTheProvisionedSourceOnly() throws IOException {
        String source = load(OPS.resolve("grafana/provisioning/datasources/prometheus.yml"))
                .toString();
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));

        assertThat(source).contains("uid=prometheus", "url=http://prometheus:9090");
        assertThat(dashboard.findValues("uid").stream().map(JsonNode::asString).distinct())
                .containsExactlyInAnyOrder("prometheus", "perfect-order-monitor");
        assertThat(dashboard
                        .path("panels")
                        .valueStream()
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
    }

    /** The queries of all panels, annotations and variables excepted. */
    static List<String> dashboardQueries() throws IOException {
        List<String> queries = new ArrayList<>();
        JsonMapper.shared()
                .readTree(Files.readString(DASHBOARD))
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .forEach(target -> queries.add(target.path("expr").asString()));
        return queries;
    }

    /** The texts of all files of rules. */
    static String rules() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(OPS.resolve("prometheus/rules"))) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static void succeeds(Program program, Map<String, String> environment, String... arguments) {
        Program.Ended ended = program.run("", environment, arguments);

        assertThat(ended.code()).describedAs(ended.said()).isZero();
    }

    private static Map<String, Object> load(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }
}
