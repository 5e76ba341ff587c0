package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PropertiesCheckTest {
    @TempDir
    Path folder;

    @Test
    void withoutAnyProperty_theDefaultsOfTheContractHold() {
        MonitorProperties properties = read();

        assertThat(properties.dataDir()).isEqualTo("./data");
        assertThat(properties.demo()).isFalse();
        assertThat(properties.demoRate()).isEqualTo(20);
        assertThat(properties.clock()).isEqualTo(MonitorProperties.Clock.WALL);
        assertThat(properties.fileToImport()).isEmpty();
        assertThat(properties.speed()).isEqualTo(3600);
        assertThat(properties.tiers()).isEmpty();
    }

    @Test
    void theTiersOfACustomer_areReadByName() {
        MonitorProperties properties = read(
                "monitor.tiers.gold.grace=30m",
                "monitor.tiers.gold.targets.on-time=0.99",
                "monitor.tiers.Silver Plus.targets.otif=0");

        assertThat(properties.tiers()).containsKey("gold");
        assertThat(properties.tiers().get("gold"))
                .isEqualTo(new MonitorProperties.Tier(Duration.ofMinutes(30), Map.of("on-time", 0.99)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            monitor.speed=fast                      | speed is 'fast'; allowed: how many times
            monitor.speed=0.5                       | speed is '0.5'; allowed: how many times
            monitor.speed=NaN                       | speed is 'NaN'
            monitor.speed=1e12                      | speed is '1.0E12'
            monitor.clock=sun                       | clock is 'sun'; allowed: wall or event-time
            monitor.admin-password=password1234     | admin-password is a hidden value; allowed: from 12 to 128 characters
            monitor.demo=perhaps                    | demo is 'perhaps'; allowed: true or false
            monitor.demo-rate=0                     | demo-rate is '0.0'; allowed: events a second, from 1 to 100000
            monitor.demo-rate=100001                | demo-rate is '100001.0'
            monitor.demo-seed=x                     | demo-seed is 'x'; allowed: a whole number
            monitor.simulate-events=0               | simulate-events is '0'; allowed: a whole number
            monitor.import=no-such-file             | import is 'no-such-file'; allowed: a file that exists
            monitor.replay=.                        | replay is '.'; allowed: a file that exists
            monitor.tiers.gold.grace=soon           | tiers.gold.grace is 'soon'; allowed: a duration
            monitor.tiers.gold.grace=-1s            | tiers.gold.grace is 'PT-1S'; allowed: a duration from 0s
            monitor.tiers.gold.targets.on-time=95   | tiers.gold.targets.on-time is '95.0'; allowed: a number from 0 to 1
            monitor.tiers.gold.targets.on-time=x    | tiers.gold.targets.on-time is 'x'; allowed: a number from 0 to 1
            monitor.tiers.gold.targets.speed=0.9    | tiers.gold.targets.speed is '0.9'; allowed: a number from 0 to 1, for one of perfect-order
            monitor.retention.notes=1h              | retention.notes is 'PT1H'; allowed: a duration from 1d to 36500d
            monitor.retention.alerts=-1d            | retention.alerts is 'PT-24H'; allowed: a duration from 1d
            monitor.retention.journal=400d          | retention.journal is unknown
            monitor.oidc.issuer=http://login.example | oidc.issuer is 'http://login.example'; allowed: an address with https
            monitor.oidc.issuer=https://login.example | oidc.client-id is ''; allowed: the name by which
            monitor.oidc.scopes=profile             | oidc.scopes is '[profile]'; allowed: words
            monitor.oidc.isuer=x                    | oidc.isuer is unknown; allowed under monitor.oidc.: client-id
            monitor.jwt.issuer=https://login.example | jwt.audience is ''; allowed: the audience
            monitor.roles.manger=x                  | roles.manger is unknown; allowed under monitor.roles.: claim
            monitor.traces.sampled=2                | traces.sampled is '2.0'; allowed: the share
            monitor.traces.endpoint=collector:4318  | traces.endpoint is 'collector:4318'; allowed: the address of an OTLP receiver
            monitor.deom=true                       | deom is unknown; allowed under monitor.: data-dir
            monitor.tiers.gold.gracee=1m            | tiers.gold.gracee is unknown
            """)
    void aWrongProperty_isNamedWithItsValueAndWhatIsAllowed(String property, String message) {
        assertThatThrownBy(() -> read(property))
                .isInstanceOf(WrongProperty.class)
                .hasMessageContaining("monitor." + message);
    }

    @Test
    void aProviderOrIssuer_withoutAnyRole_isRefused() {
        String issuer = "monitor.oidc.issuer=https://login.example/realms/shop";

        assertThatThrownBy(() -> read(issuer, "monitor.oidc.client-id=monitor"))
                .hasMessageContaining("monitor.roles gives nobody a role; allowed: for at least one of");
        assertThat(read(issuer, "monitor.oidc.client-id=monitor", "monitor.roles.viewer=staff,temps"))
                .isNotNull();
    }

    @Test
    void theUiPort_isCheckedToo() {
        assertThatThrownBy(() -> read("ui.port=70000"))
                .hasMessage("ui.port is '70000'; allowed: a port from 0 to 65535");
        assertThatThrownBy(() -> read("ui.port=x")).hasMessage("ui.port is 'x'; allowed: a port from 0 to 65535");
    }

    @Test
    void aFileThatExists_isTaken() throws Exception {
        Path file = Files.createFile(folder.resolve("events.ndjson"));

        assertThat(read("monitor.import=" + file).fileToImport()).contains(file);
        assertThatThrownBy(() -> read("monitor.replay=" + file, "monitor.exit=true"))
                .hasMessageContaining("monitor.exit is 'true'; allowed:");
    }

    @Test
    void everyName_isExplained() {
        for (String name : MonitorProperties.names().split(", ")) {
            assertThat(MonitorProperties.allowed(name)).describedAs(name).isNotBlank();
        }
        assertThat(Arrays.stream(MonitorProperties.class.getRecordComponents())
                        .map(component -> component.getName().equals("importFile") ? "import" : component.getName())
                        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT)))
                .allSatisfy(name -> assertThat(MonitorProperties.names()).contains(name));
    }

    @Test
    void aReplay_impliesTheEventTimeClockAndNoDemo() {
        assertThat(implied("monitor.replay=x", "monitor.demo=true"))
                .containsEntry("monitor.clock", "event-time")
                .containsEntry("monitor.demo", "false");
        assertThat(implied("monitor.replay=x", "monitor.clock=wall")).containsEntry("monitor.clock", "wall");
        assertThat(implied("monitor.exit=true"))
                .containsEntry("ui.enabled", "false")
                .containsEntry("server.port", "0");
    }

    private static Map<String, String> implied(String... properties) {
        StandardEnvironment environment = environment(properties);
        new ImpliedProperties().postProcessEnvironment(environment, new SpringApplication());
        Map<String, String> values = new HashMap<>();
        Stream.of("monitor.clock", "monitor.demo", "ui.enabled", "server.port")
                .forEach(name -> values.put(name, environment.getProperty(name, "")));
        return values;
    }

    private static MonitorProperties read(String... properties) {
        return PropertiesCheck.read(environment(properties));
    }

    private static StandardEnvironment environment(String... properties) {
        Map<String, Object> values = new HashMap<>();
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
