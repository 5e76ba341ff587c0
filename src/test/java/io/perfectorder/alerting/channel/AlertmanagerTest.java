package io.perfectorder.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.faults.Await;
import io.perfectorder.testing.FreePort;
import io.perfectorder.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real Alertmanager receives what the channel sends, groups it, tells its own receiver, and resolves it. */
class AlertmanagerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    private final Receiver receiver = Receiver.answering(200, "");
    private Process program;
    private Target root;

    @BeforeEach
    void start() throws IOException {
        Path configuration = Files.writeString(folder.resolve("alertmanager.yml"), """
                route:
                  receiver: webhook
                  group_by: [alertname]
                  group_wait: 1s
                  group_interval: 1s
                receivers:
                  - name: webhook
                    webhook_configs:
                      - url: http://127.0.0.1:%d/told
                        send_resolved: true
                """.formatted(receiver.port()));
        int port = FreePort.next();
        root = Target.of("http://127.0.0.1:" + port);
        program = Program.ALERTMANAGER.start(
                folder.resolve("log"),
                List.of(
                        "--config.file=" + configuration,
                        "--storage.path=" + folder.resolve("storage"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="));
        Await.until("Alertmanager is ready", LIMIT, () -> get("/-/ready").isPresent());
    }

    @AfterEach
    void stop() {
        program.destroy();
        program.onExit().join();
        receiver.close();
    }

    @Test
    void alerts_areReceivedGroupedAndResolved() {
        Instant start = Instant.now().minusSeconds(60);
        Alert dhl = alert(Samples.firing(), start, Optional.empty());
        Alert hostile = alert(Samples.hostile(), start, Optional.empty());

        send(dhl, hostile);
        JsonNode told = told("firing");
        JsonNode groups = JSON.readTree(get("/api/v2/alerts/groups").orElseThrow());
        send(alert(Samples.resolved(), start, Optional.of(Instant.now())));
        JsonNode resolved = told("resolved");

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).path("labels").path("alertname").asString()).isEqualTo("gold-otif");
        assertThat(groups.get(0).path("alerts")).hasSize(2);
        assertThat(told.path("alerts")).hasSize(2);
        assertThat(told.path("commonAnnotations").path("description").asString())
                .isEqualTo("On time and in full: 41 of 50 orders, 82.0 %; the limit is 95.0 %.");
        assertThat(resolved.path("alerts")
                        .valueStream()
                        .filter(alert -> alert.path("status").asString().equals("resolved"))
                        .map(alert -> alert.path("labels").path("carrier").asString()))
                .containsExactly("DHL");
        assertThat(JSON.readTree(get("/api/v2/alerts").orElseThrow())).hasSize(1);
    }

    @Test
    void aMessageThatIsSentAgain_isOneAlert() {
        Alert alert = alert(Samples.firing(), Instant.now().minusSeconds(60), Optional.empty());

        send(alert);
        send(alert);

        assertThat(JSON.readTree(get("/api/v2/alerts").orElseThrow())).hasSize(1);
    }

    private void send(Alert... alerts) {
        AlertmanagerChannel channel = new AlertmanagerChannel(
                new ChannelSettings.Alertmanager(root), Samples.courier(LIMIT), InstantSource.system());

        StepVerifier.create(channel.send(new Message(List.of(alerts), "all", Locale.ENGLISH)))
                .expectNext(new Sent.Delivered())
                .expectComplete()
                .verify(LIMIT);
    }

    /** What Alertmanager told its own receiver, as soon as one of the alerts in it has the status. */
    private JsonNode told(String status) {
        Await.until(
                "its receiver is told: " + status, LIMIT, () -> latest(status).isPresent());
        return latest(status).orElseThrow();
    }

    private Optional<JsonNode> latest(String status) {
        return receiver.got().stream()
                .map(got -> JSON.readTree(got.body()))
                .filter(body -> body.path("alerts")
                        .valueStream()
                        .anyMatch(alert -> alert.path("status").asString().equals(status)))
                .reduce((_, later) -> later);
    }

    private Optional<String> get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root.uri() + path)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Alert alert(Alert like, Instant start, Optional<Instant> end) {
        return new Alert(
                like.fingerprint(),
                like.rule(),
                like.group(),
                like.phase(),
                start,
                end,
                like.evidence(),
                like.telling(),
                like.link(),
                like.take());
    }
}
