package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files that start the monitor elsewhere; checked by their own tools too, where those are installed. */
class OpsFilesTest {
    private static final Path COMPOSE = Path.of("docker-compose.yml");
    private static final Path SCRAPE = Path.of("src/main/ops/prometheus/prometheus.yml");

    @Test
    void theComposeFile_hasTheApplicationItsDatabaseAndPrometheus() throws IOException {
        Map<String, Object> compose = load(COMPOSE);

        assertThat(compose).doesNotContainKey("name");
        assertThat(compose.get("services"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("monitor", "postgres", "prometheus");
        assertThat(Files.readString(COMPOSE))
                .contains("image: postgres:18", "src/main/docker/Dockerfile", SCRAPE.toString());
    }

    @Test
    void theImage_isLayeredAndRunsAsNobodySpecial() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/main/docker/Dockerfile"));

        assertThat(lines).contains("FROM eclipse-temurin:25-jre", "USER 10001");
        assertThat(lines).anyMatch(line -> line.contains("extract --layers"));
    }

    @Test
    void prometheus_asksTheRightPath() throws IOException {
        assertThat(load(SCRAPE).toString()).contains("metrics_path=/actuator/prometheus", "monitor:8081");
    }

    @Test
    void theirOwnTools_findNothingWrong_whereTheyAreInstalled() throws Exception {
        check("docker-compose", "-f", COMPOSE.toString(), "config", "-q");
        check("promtool", "check", "config", "--syntax-only", SCRAPE.toString());
    }

    private static void check(String tool, String... arguments) throws Exception {
        Optional<Path> installed = Stream.of("/usr/bin", "/usr/local/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
        if (installed.isEmpty()) {
            System.out.println(tool + " is not installed: its files were only read");
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(installed.get().toString()), Stream.of(arguments))
                                .toList())
                .redirectErrorStream(true);
        builder.environment().put("POSTGRES_PASSWORD", "for-this-check");
        builder.environment().put("VIEWER_KEY", "for-this-check");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).describedAs(said).isZero();
    }

    private static Map<String, Object> load(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }
}
