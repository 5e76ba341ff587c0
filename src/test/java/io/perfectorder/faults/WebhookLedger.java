package io.perfectorder.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receiver of webhooks that keeps its own books. Of ten messages it refuses about one, and takes about one without an answer that
 * arrives, as receivers do.
 */
final class WebhookLedger implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double REFUSED = 0.1;
    private static final double UNANSWERED = 0.1;

    /** What a message says of an alert. */
    record Told(String fingerprint, String startsAt, String phase) {}

    /** How a message was answered. */
    enum Answered {
        REFUSED,
        NOT_AT_ALL,
        OK
    }

    /**
     * A message as it came.
     *
     * @param path of the address that it was sent to
     * @param life how often the monitor had been killed before
     */
    record Got(String path, String key, List<Told> told, Answered answered, int life) {
        Got {
            told = List.copyOf(told);
        }
    }

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random;
    private final HttpServer server;
    private volatile int life;

    WebhookLedger(long seed) {
        random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** What comes from now on comes from another process. */
    void nextLife() {
        life++;
    }

    List<Got> got() {
        return got;
    }

    private void take(HttpExchange exchange) throws IOException {
        int now = life;
        JsonNode body = JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        List<Told> told = new ArrayList<>();
        body.path("alerts")
                .forEach(alert -> told.add(new Told(
                        alert.path("fingerprint").asString(),
                        alert.path("startsAt").asString(),
                        alert.path("phase").asString())));
        Answered answer = answer(exchange);
        got.add(new Got(exchange.getRequestURI().getPath(), key, told, answer, now));
    }

    private Answered answer(HttpExchange exchange) throws IOException {
        double luck = random.nextDouble();
        if (luck < UNANSWERED) {
            exchange.close();
            return Answered.NOT_AT_ALL;
        }
        boolean refused = luck < UNANSWERED + REFUSED;
        try (exchange) {
            exchange.sendResponseHeaders(refused ? 503 : 200, -1);
        }
        return refused ? Answered.REFUSED : Answered.OK;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
