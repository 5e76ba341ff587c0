package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfectorder.alerting.declared.DeclaredAlerts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import reactor.core.publisher.Mono;

/** The file that {@code monitor.alerts} names. */
class AlertsFilePropertyTest {
    @TempDir
    Path folder;

    @Test
    void theExample_isAFileWithoutMistakes() {
        DeclaredAlerts declared = declared(Path.of("src/main/ops/alerts.yaml"));

        assertThat(declared.rules()).hasSizeGreaterThan(5);
        assertThat(declared.routes().all()).isNotEmpty();
    }

    @Test
    void aWrongFile_stopsTheStartWithAllThatIsWrongInIt() throws IOException {
        Path file = folder.resolve("alerts.yaml");
        Files.writeString(file, """
                rules:
                  - {id: a, kind: staleness, owner: o, source: moon, limit: 5m}
                routes:
                  - {name: r, channels: [nowhere]}
                """);

        assertThatThrownBy(() -> declared(file))
                .isInstanceOf(WrongProperty.class)
                .hasMessageStartingWith("monitor.alerts is '" + file + "'")
                .hasMessageContaining("line 2: rule: 'source' is 'moon'; allowed: events, snapshots")
                .hasMessageContaining("line 4: route: 'channels' is 'nowhere'; allowed: chat");
    }

    @Test
    void aFileThatIsNotThere_isAWrongProperty() {
        assertThatThrownBy(() -> properties("no-such-file"))
                .hasMessageContaining("monitor.alerts is 'no-such-file'; allowed: a file that exists");
    }

    private static DeclaredAlerts declared(Path file) {
        AlertChannels channels = new AlertChannels(Map.of("chat", _ -> Mono.empty()));
        return new AlertingWiring().declaredAlerts(properties(file.toString()), channels);
    }

    private static MonitorProperties properties(String file) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("monitor.alerts", file)));
        ConfigurationPropertySources.attach(environment);
        return PropertiesCheck.read(environment);
    }
}
