package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.perfectorder.pipeline.SnapshotFeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.SignalType;
import tools.jackson.databind.JsonNode;

/** A producer that dies in the middle of its stream: no error of ours, and no event that was stored goes uncounted. */
@ExtendWith(OutputCaptureExtension.class)
@Import(ClientDeathOverHttpTest.Ends.class)
class ClientDeathOverHttpTest extends ReadingHttp {
    private static final int DEATHS = 10;
    private static final int LINES = 3_000;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private SnapshotFeed feed;

    @Autowired
    private BlockingQueue<SignalType> ends;

    @Test
    void aStreamThatIsTornOff_isNoErrorAndItsEventsAreCounted(CapturedOutput output) throws Exception {
        ends.clear();
        for (int death = 0; death < DEATHS; death++) {
            dieAfter(lines(death));
            assertThat(ends.poll(1, TimeUnit.MINUTES)).isNotNull();
        }
        for (int death = 0; death < DEATHS; death++) {
            JsonNode again = post(lines(death));
            assertThat(again.path("accepted").asLong()
                            + again.path("duplicates").asLong())
                    .isEqualTo(LINES);
        }

        assertThat(counted("accepted"))
                .isEqualTo(feed.snapshots()
                        .filter(snapshot -> snapshot.accepted() >= counted("accepted"))
                        .next()
                        .block(java.time.Duration.ofMinutes(1))
                        .accepted());
        assertThat(counted("received")).isEqualTo(counted("accepted") + counted("duplicate") + counted("rejected"));
        assertThat(output.getAll().lines()).noneMatch(line -> line.contains(" ERROR ") || line.contains("Exception"));
    }

    private void dieAfter(String body) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "POST /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key.value()
                    + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(bytes.length + 1000) + "\r\n";
            client.setTcpNoDelay(true);
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write(bytes);
            client.getOutputStream().flush();
            client.setSoLinger(true, 0);
        }
    }

    private JsonNode post(String body) {
        return JSON.readTree(http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer " + key.value())
                .header("Content-Type", "application/x-ndjson")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private static String lines(int death) {
        return IntStream.range(0, LINES)
                .mapToObj(number -> placed("dead-" + death + "-" + number, "dead", "2026-05-01T00:00:00Z"))
                .collect(Collectors.joining("\n7\n", "", "\n{\"cut"));
    }

    private long counted(String what) {
        return (long) Search.in(meters).name("perfect_order_events_" + what).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Tells when a request is over, whatever its end. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Ends {
        @Bean
        BlockingQueue<SignalType> ends() {
            return new LinkedBlockingQueue<>();
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter endFilter(BlockingQueue<SignalType> ends) {
            return (exchange, chain) -> chain.filter(exchange).doFinally(ends::add);
        }
    }
}
