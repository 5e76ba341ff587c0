package io.perfectorder.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An open board without a browser: to the server a real session with a real page, begun with the requests that Vaadin's client sends, and
 * fed by push over a WebSocket. It draws nothing and only counts what it gets. It can stop to read, as a machine that hangs does.
 */
public final class LightBoard implements AutoCloseable, WebSocket.Listener {
    private static final String SCREEN =
            "v-sh=1080&v-sw=1920&v-wh=1080&v-ww=1920&v-bh=1080&v-bw=1920&v-tzo=0&v-dstd=0&v-rtzo=0&v-dston=false"
                    + "&v-tzid=UTC&v-wn=light&v-td=false&v-pr=1&v-np=Linux&v-cs=light&v-pv=VISIBLE&v-tn=aura";

    private final CountDownLatch first;
    private final AtomicLong updates = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private boolean startOfMessage = true;
    private boolean reading = true;
    private @Nullable WebSocket socket;

    private LightBoard(int awaited) {
        first = new CountDownLatch(awaited);
    }

    /** Opens the board at this address, such as {@code http://localhost:8080/}; {@link #awaitUpdates} waits for so many updates. */
    public static LightBoard open(HttpClient http, String root, String query, int awaited)
            throws IOException, InterruptedException {
        var board = new LightBoard(awaited);
        board.start(http, root, query);
        return board;
    }

    private void start(HttpClient http, String root, String query) throws IOException, InterruptedException {
        var index = http.send(get(root + "?" + query), BodyHandlers.ofString());
        String cookie = index.headers().allValues("set-cookie").stream()
                .filter(each -> each.startsWith("JSESSIONID"))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];
        String encoded = query.replace("=", "%3D").replace("&", "%26");
        var begun = http.send(
                HttpRequest.newBuilder(URI.create(root + "?v-r=init&location=&query=" + encoded + "&" + SCREEN
                                + "&v-curdate=" + System.currentTimeMillis()))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofString());
        JsonNode page = new JsonMapper().readTree(begun.body()).path("appConfig");
        String ui = page.path("v-uiId").asString();
        JsonNode uidl = page.path("uidl");
        socket = http.newWebSocketBuilder()
                .header("Origin", origin(root))
                .header("Cookie", cookie)
                .buildAsync(
                        URI.create(root.replaceFirst("http", "ws") + "VAADIN/push?v-r=push&v-uiId=" + ui + "&v-pushId="
                                + uidl.path("Vaadin-Push-ID").asString()
                                + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0.1&X-Atmosphere-Transport=websocket"
                                + "&X-Atmosphere-TrackMessageSize=true&Content-Type=application/json;%20charset=UTF-8"
                                + "&X-atmo-protocol=true&X-Vaadin-LastSeenServerSyncId=0"),
                        this)
                .join();
        var shown = http.send(
                HttpRequest.newBuilder(URI.create(root + "?v-r=uidl&v-uiId=" + ui))
                        .header("Origin", origin(root))
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/json; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                """
                                {"csrfToken":"%s","rpc":[{"type":"event","node":1,"event":"ui-navigate","data":{"route":"/",\
                                "query":"%s","appShellTitle":"","historyState":{"idx":0},"trigger":""}}],"syncId":0,"clientId":0}""".formatted(uidl.path("Vaadin-Security-Key").asString(), query)))
                        .build(),
                BodyHandlers.ofString());
        if (shown.statusCode() != 200 || !shown.body().contains("level-tile")) {
            throw new IOException("the board did not open: " + shown.statusCode() + " " + shown.body());
        }
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        // What belongs to the protocol of push alone is short, an update of a board never is.
        if (startOfMessage && part.length() > 40) {
            updates.incrementAndGet();
            first.countDown();
        }
        startOfMessage = last;
        bytes.addAndGet(part.length());
        if (reading) {
            from.request(1);
        }
        return java.util.concurrent.CompletableFuture.completedStage(null);
    }

    /** Takes nothing from the network any more; what the server sends piles up before it. */
    public synchronized void stopReading() {
        reading = false;
    }

    public synchronized void readOn() {
        reading = true;
        if (socket != null) {
            socket.request(1);
        }
    }

    public void awaitUpdates() throws InterruptedException {
        if (!first.await(60, java.util.concurrent.TimeUnit.SECONDS)) {
            throw new IllegalStateException("a board got " + updates + " updates in a minute");
        }
    }

    public long updates() {
        return updates.get();
    }

    /** Characters received, which for this text are bytes but for a few. */
    public long bytes() {
        return bytes.get();
    }

    /** The board takes what changes something, and sockets, only from pages of its own. */
    private static String origin(String root) {
        return root.replaceAll("/$", "");
    }

    private static HttpRequest get(String address) {
        return HttpRequest.newBuilder(URI.create(address)).build();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
