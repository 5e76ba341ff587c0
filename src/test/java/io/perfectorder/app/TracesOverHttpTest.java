package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.trace.v1.Span;
import io.perfectorder.faults.Await;
import io.perfectorder.ingest.ProducerKey;
import io.perfectorder.testing.OtlpReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Hooks;

/** Traces of a running application as a receiver of OTLP gets them, and the lines of the log that belong to them. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ui.enabled=false",
            "monitor.demo=false",
            "monitor.traces.sampled=0",
            "monitor.manager-key=a-manager-key-of-the-test",
            "monitor.outgoing.allow=127.0.0.0/8",
            "management.opentelemetry.tracing.export.schedule-delay=50ms",
            "logging.structured.format.console=ecs"
        })
@AutoConfigureWebTestClient(timeout = "PT1M")
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class TracesOverHttpTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String ENDPOINT = "monitor.traces.endpoint";
    private static final OtlpReceiver RECEIVER = new OtlpReceiver();
    private static final HttpServer HOOK = hook();

    // What a test registers later comes after the switch has been looked at.
    static {
        System.setProperty(ENDPOINT, RECEIVER.address());
    }

    @TempDir
    static Path data;

    @Autowired
    private WebTestClient http;

    @Autowired
    private ProducerKey key;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
        registry.add("monitor.channels.hook.kind", () -> "webhook");
        registry.add("monitor.channels.hook.key", () -> "a-shared-key-of-some-length");
        registry.add(
                "monitor.channels.hook.url",
                () -> "http://127.0.0.1:" + HOOK.getAddress().getPort() + "/a-secret-path");
    }

    @AfterAll
    static void close() {
        System.clearProperty(ENDPOINT);
        RECEIVER.close();
        HOOK.stop(0);
        // The switch is the process's, and the other tests share it.
        Hooks.disableAutomaticContextPropagation();
    }

    /** Says a line before and after the events are stored, on whatever thread that is. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Talking {
        private static final Logger LOG = LoggerFactory.getLogger("talking");

        @Bean
        WebFilter talking() {
            return (exchange, chain) -> {
                LOG.info("event=comes");
                return chain.filter(exchange).doOnSuccess(_ -> LOG.info("event=goes"));
            };
        }
    }

    @Test
    void aRequestOfATracedProducer_isFollowedToTheSnapshot_andInTheLog(CapturedOutput output) {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        send(trace, "01", "traced-order");

        Await.until(
                "the snapshot is published",
                LIMIT,
                () -> !RECEIVER.named("publish").isEmpty());
        Span request = of(trace);
        assertThat(request.getName()).isEqualTo("http post /api/events");
        assertThat(OtlpReceiver.hex(request.getParentSpanId())).isEqualTo(PARENT);
        Span commit = RECEIVER.named("commit").getFirst();
        assertThat(commit.getParentSpanId().isEmpty()).isTrue();
        assertThat(commit.getLinksList()).singleElement().satisfies(link -> {
            assertThat(OtlpReceiver.hex(link.getTraceId())).isEqualTo(trace);
            assertThat(link.getSpanId()).isEqualTo(request.getSpanId());
        });
        for (String step : List.of("apply", "publish")) {
            assertThat(RECEIVER.named(step))
                    .singleElement()
                    .satisfies(
                            span -> assertThat(span.getParentSpanId()).as(step).isEqualTo(commit.getSpanId()));
        }
        assertThat(output.toString()
                        .lines()
                        .filter(line -> line.contains("event=comes") || line.contains("event=goes")))
                .hasSizeGreaterThanOrEqualTo(2)
                .anySatisfy(line -> assertThat(line).contains("event=comes", "\"trace.id\":\"" + trace + "\""))
                .anySatisfy(line ->
                        assertThat(line).contains("event=goes", "\"trace.id\":\"" + trace + "\"", "\"span.id\":\""));
    }

    @Test
    void whatIsNotWanted_isNotSent_andNoSecretEverIs() {
        String left = "0af7651916cd43dd8448eb211c80319c";
        String wanted = "1af7651916cd43dd8448eb211c80319d";

        send(left, "00", "left-out");
        http.get()
                .uri("/api/orders/hidden-order?token=a-secret-token")
                .header("traceparent", "00-" + wanted + "-" + PARENT + "-01")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody();
        http.get()
                .uri("/actuator/health")
                .header("traceparent", "00-2af7651916cd43dd8448eb211c80319d-" + PARENT + "-01")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
        http.post()
                .uri("/api/alerts/channels/hook/test")
                .header("Authorization", "Bearer a-manager-key-of-the-test")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();

        Await.until(
                "the test and its end are there",
                LIMIT,
                () -> RECEIVER.named("alert delivery").size() == 2);
        assertThat(of(wanted).getAttributesList())
                .extracting(attribute ->
                        attribute.getKey() + "=" + attribute.getValue().getStringValue())
                .contains("method=GET", "status=400", "uri=/api/orders/{id}");
        assertThat(RECEIVER.named("alert delivery"))
                .allSatisfy(delivery -> assertThat(delivery.getAttributesList())
                        .extracting(attribute ->
                                attribute.getKey() + "=" + attribute.getValue().getStringValue())
                        .contains("perfect_order.channel=hook", "perfect_order.outcome=delivered"));
        assertThat(RECEIVER.spans())
                .extracting(span -> OtlpReceiver.hex(span.getTraceId()))
                .doesNotContain(left, "2af7651916cd43dd8448eb211c80319d");
        assertThat(RECEIVER.raw())
                .contains("perfect-order-monitor")
                .doesNotContain("hidden-order", "traced-order", "left-out", "of-traces", "secret", key.value())
                .doesNotContain("a-manager-key", "a-shared-key", "Bearer");
    }

    private void send(String trace, String flags, String order) {
        Instant now = Instant.now();
        http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer " + key.value())
                .header("traceparent", "00-" + trace + "-" + PARENT + "-" + flags)
                .contentType(MediaType.APPLICATION_NDJSON)
                .bodyValue("""
                        {"specversion":"1.0","id":"%s","source":"of-traces","type":"order.placed","subject":"%s","time":"%s",\
                        "data":{"customerId":"of-traces","promisedBy":"%s","lines":[{"line":1,"sku":"s","quantity":1}]}}""".formatted(order, order, now, now.plusSeconds(60)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.accepted")
                .isEqualTo(1);
    }

    /** The one request of a trace. */
    private static Span of(String trace) {
        Await.until(
                "the request is there",
                LIMIT,
                () -> RECEIVER.spans().stream()
                        .anyMatch(span -> OtlpReceiver.hex(span.getTraceId()).equals(trace)));
        return RECEIVER.spans().stream()
                .filter(span -> OtlpReceiver.hex(span.getTraceId()).equals(trace))
                .reduce((_, _) -> {
                    throw new AssertionError("more than one span of " + trace);
                })
                .orElseThrow();
    }

    private static HttpServer hook() {
        try {
            HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            hook.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            hook.start();
            return hook;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
