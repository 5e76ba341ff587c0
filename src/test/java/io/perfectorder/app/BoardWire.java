package io.perfectorder.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests to the board as they go over the wire, whoever sends them. */
final class BoardWire {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private BoardWire() {}

    static HttpResponse<String> exchange(URI address, String method, String cookie, String origin, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/x-www-form-urlencoded");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
    /** The status line that answers the opening of a WebSocket. */
    static String socket(int port, String origin, String cookie) {
        List<String> lines = new ArrayList<>(List.of(
                "GET /VAADIN/push?v-r=push&v-uiId=0 HTTP/1.1",
                "Host: localhost:" + port,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="));
        if (!origin.isEmpty()) {
            lines.add("Origin: " + origin);
        }
        if (!cookie.isEmpty()) {
            lines.add("Cookie: " + cookie);
        }
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
