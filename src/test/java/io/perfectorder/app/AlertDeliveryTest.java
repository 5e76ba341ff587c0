package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.alerting.Decision;
import io.perfectorder.alerting.DecisionReason;
import io.perfectorder.alerting.EpisodeRecord;
import io.perfectorder.alerting.KeptDecision;
import io.perfectorder.alerting.Occasion;
import io.perfectorder.alerting.Rules;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.ingest.Reception;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From an event to a receiver over HTTP, with a restart between the first attempt and the last, on a real PostgreSQL. */
class AlertDeliveryTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    static Path data;

    private final LinkedBlockingQueue<JsonNode> asked = new LinkedBlockingQueue<>();
    private volatile int status = 503;
    private final HttpServer receiver = server();

    @BeforeEach
    void listen() {
        receiver.createContext("/", this::answer);
        receiver.start();
    }

    @AfterEach
    void hangUp() {
        receiver.stop(0);
    }

    @Test
    void anAlertThatTheReceiverRefusedBeforeARestart_isToldOnceAfterIt_andSoIsItsEnd() throws Exception {
        Files.writeString(data.resolve("alerts.yaml"), "routes: [{name: all, channels: [hook], gather: 0s}]");
        JsonNode before;
        try (ConfigurableApplicationContext monitor = start()) {
            monitor.getBean(Reception.class).receive(List.of(missedOrder())).block(LIMIT);
            monitor.getBean(Rules.class)
                    .save(RuleReader.read("{id: miss, kind: any-failure, owner: test, window: P1D}"), "test")
                    .block(LIMIT);
            before = next();
            // The second try: the first is on record, or the server could end before it is.
            assertThat(next()).isEqualTo(before);
        }
        asked.clear();
        status = 204;
        try (ConfigurableApplicationContext monitor = start()) {
            JsonNode told = next();
            monitor.getBean(Rules.class).delete("miss").block(LIMIT);
            JsonNode end = next();
            List<Decision> decisions =
                    decisions(monitor, told.path("fingerprint").asString());

            assertThat(told).isEqualTo(before);
            assertThat(told.path("phase").asString()).isEqualTo("firing");
            assertThat(end.path("phase").asString()).isEqualTo("resolved");
            assertThat(end.path("startsAt")).isEqualTo(told.path("startsAt"));
            assertThat(decisions).extracting(Decision::occasion).containsExactly(Occasion.FIRED, Occasion.RESOLVED);
            assertThat(decisions.getFirst().reason()).isEqualTo(DecisionReason.DELIVERED);
            assertThat(decisions.getFirst().attempts()).isGreaterThanOrEqualTo(2);
        }
        assertThat(asked).isEmpty();
    }

    private static List<Decision> decisions(ConfigurableApplicationContext monitor, String fingerprint) {
        EpisodeRecord record = Objects.requireNonNull(
                monitor.getBean(AlertDesk.class).newest(fingerprint).block(LIMIT));
        return record.decisions().stream().map(KeptDecision::decision).toList();
    }

    /** The one alert of the next message. */
    private JsonNode next() throws InterruptedException {
        JsonNode message = Objects.requireNonNull(asked.poll(LIMIT.toSeconds(), TimeUnit.SECONDS), "no message");
        assertThat(message.path("alerts")).hasSize(1);
        return message.path("alerts").get(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode message = new JsonMapper().readTree(exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
        asked.add(message);
    }

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(
                PerfectOrderMonitor.class,
                "--server.port=0",
                "--ui.enabled=false",
                "--monitor.demo=false",
                "--monitor.data-dir=" + data,
                "--monitor.alerts=" + data.resolve("alerts.yaml"),
                "--monitor.channels.hook.kind=webhook",
                "--monitor.channels.hook.url=http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/",
                "--monitor.channels.hook.key=a-shared-key-of-some-length",
                "--monitor.outgoing.allow=127.0.0.1");
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    private static String missedOrder() {
        return """
                {"specversion":"1.0","id":"m","source":"test","type":"order.placed","subject":"m","time":"%s",\
                "data":{"customerId":"c","tier":"gold","promisedBy":"%s","lines":[{"line":1,"sku":"s","quantity":1}]}}""".formatted(Instant.now().minusSeconds(9_000), Instant.now().minusSeconds(300));
    }
}
