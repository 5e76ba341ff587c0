package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients, listeners and receivers that misbehave by being many, endless, slow or silent: the honest producer beside them loses nothing
 * and the counts are exact. {@code -Dfaults.body=1024} for a body of so many megabytes.
 */
class HostileClientsIT {
    private static final int MEGABYTES = Integer.getInteger("faults.body", 100);
    private static final int IDLE = 1_000;
    private static final int LISTENERS = 50;
    private static final int SLOW = 20;
    private static final int CLIENTS = 4;
    private static final int EVENTS = 15_000;
    private static final long SEED = Long.getLong("faults.seed", 42);

    @TempDir
    private static Path data;

    private static final BlockingQueue<String> TOLD = new LinkedBlockingQueue<>();
    private static ServerSocket silent;
    private static HttpServer healthy;
    private static RunningMonitor monitor;

    @BeforeAll
    static void start() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        silent.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
        healthy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        healthy.createContext("/", exchange -> {
            TOLD.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        healthy.start();
        var alerts = data.resolve("alerts.yaml");
        Files.writeString(alerts, """
                rules: [{id: miss, kind: any-failure, owner: test, window: P1D}]
                routes: [{name: all, channels: [silent, healthy], gather: 0s}]
                """);
        monitor = RunningMonitor.start(
                data,
                "--monitor.alerts=" + alerts,
                "--monitor.channels.silent.kind=webhook",
                "--monitor.channels.silent.url=http://127.0.0.1:" + silent.getLocalPort() + "/",
                "--monitor.channels.silent.key=a-shared-key-of-some-length",
                "--monitor.channels.healthy.kind=webhook",
                "--monitor.channels.healthy.url=http://127.0.0.1:"
                        + healthy.getAddress().getPort() + "/",
                "--monitor.channels.healthy.key=a-shared-key-of-some-length",
                "--monitor.outgoing.allow=127.0.0.1");
    }

    @AfterAll
    static void stop() throws IOException {
        monitor.close();
        healthy.stop(0);
        silent.close();
    }

    @Test
    void aThousandIdleConnections_takeNothingFromAProducer() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                var socket = connect();
                if (i % 2 == 0) {
                    write(socket, "POST /api/events HTTP/1.1\r\nHost: local");
                }
                idle.add(socket);
            }
            sendAndCheck("idle-");
        } finally {
            close(idle);
        }
    }

    @Test
    void anEndlessLine_isRejectedAloneInConstantMemory() throws IOException {
        var before = History.made("endless-", 3_000);
        var body = Stream.concat(
                before.events().stream().map(HostileClientsIT::line),
                Stream.concat(megabytes(), Stream.of("\n".getBytes(StandardCharsets.UTF_8))));

        var answer = post("application/x-ndjson", body.iterator());

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.body().path("accepted").asInt())
                .isEqualTo(before.events().size());
        assertThat(answer.body().path("rejected").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/problems/0/code").asString()).isEqualTo("too-large");
        before.check(monitor);
    }

    @Test
    void aHugeBodyThatMustBeWhole_isRefusedBeforeItIsThere() throws IOException {
        for (String type : List.of("application/cloudevents-batch+json", "application/cloudevents+json")) {
            assertThat(statusBeforeTheEnd(type)).isEqualTo(413);
        }
        sendAndCheck("huge-");
    }

    @Test
    void slowClients_keepNobodyWaitingAndLoseNothing() throws Exception {
        var slow = History.made("slow-", 9_000);
        var others = new CountDownLatch(1);
        List<Future<RunningMonitor.Answer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < SLOW; client++) {
                int from = client * slow.events().size() / SLOW;
                int to = (client + 1) * slow.events().size() / SLOW;
                var own = slow.events().subList(from, to);
                answers.add(threads.submit(() -> monitor.post(
                        "application/x-ndjson", BodyPublishers.ofInputStream(() -> LineStream.halting(own, others)))));
            }
            sendAndCheck("beside-slow-");
            others.countDown();
            long accepted = 0;
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
                accepted += answer.get().body().path("accepted").asLong();
            }
            assertThat(accepted).isEqualTo(slow.events().size());
        } finally {
            others.countDown();
        }
        slow.check(monitor);
    }

    @Test
    void dashboardsThatStopReading_holdNothingUp() throws IOException {
        List<Socket> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < LISTENERS; i++) {
                var socket = new Socket();
                socket.setReceiveBufferSize(1);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), monitor.port()));
                write(
                        socket,
                        "GET /api/service-levels/stream?window=P30D&by=carrier HTTP/1.1\r\nHost: localhost\r\n\r\n");
                listeners.add(socket);
            }
            sendAndCheck("unread-");
            assertThat(monitor.firstFrame("/api/service-levels/stream?window=P30D&by=carrier")
                            .path("groups")
                            .isArray())
                    .isTrue();
        } finally {
            close(listeners);
        }
    }

    @Test
    void aWebhookThatNeverAnswers_keepsNeitherEventsNorOtherChannelsWaiting() throws Exception {
        var now = Instant.now();
        var missed = new Ledger(
                List.of(EventTexts.placed("missed", "gold", "k", now.minusSeconds(9_000), now.minusSeconds(300), 1)),
                SEED);
        missed.sendAll(monitor, 1);

        try (var waiting = silent.accept()) {
            sendAndCheck("unanswered-");
            assertThat(TOLD.poll(1, TimeUnit.MINUTES)).contains("miss", "firing");
            assertThat(waiting.isClosed()).isFalse();
            assertThat(monitor.isReady()).isTrue();
        }
    }

    private static void sendAndCheck(String prefix) throws IOException {
        var history = History.made(prefix, EVENTS);
        var ledger = new Ledger(Ledger.shuffled(history.events(), SEED), SEED);
        ledger.sendAll(monitor, CLIENTS);
        assertThat(ledger.accepted()).isEqualTo(ledger.total());
        history.check(monitor);
    }

    private static RunningMonitor.Answer post(String type, Iterator<byte[]> body) throws IOException {
        var stream = new LineStream(body);
        return monitor.post(type, BodyPublishers.ofInputStream(() -> stream));
    }

    /** Sends until there is an answer, which a client that only reads in the end would miss. */
    private static int statusBeforeTheEnd(String type) throws IOException {
        try (var socket = connect()) {
            write(
                    socket,
                    "POST /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + Files.readString(data.resolve("producer.key")).strip() + "\r\nContent-Type: " + type
                            + "\r\nContent-Length: " + ((long) MEGABYTES << 20) + "\r\n\r\n[");
            var out = socket.getOutputStream();
            for (var pieces = megabytes().iterator();
                    pieces.hasNext() && socket.getInputStream().available() == 0; ) {
                out.write(pieces.next());
            }
            var start =
                    new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            return Integer.parseInt(start.substring(start.length() - 3));
        }
    }

    private static Stream<byte[]> megabytes() {
        var megabyte = "7,7,7,7,".repeat(1 << 17).getBytes(StandardCharsets.UTF_8);
        return Stream.generate(() -> megabyte).limit(MEGABYTES);
    }

    private static byte[] line(String event) {
        return (event + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), monitor.port());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
