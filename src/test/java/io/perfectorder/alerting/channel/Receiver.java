package io.perfectorder.alerting.channel;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A real HTTP server on the loopback that keeps what it is sent. */
final class Receiver implements AutoCloseable {
    /** A request as it came. */
    record Got(String uri, HttpHeaders headers, String body) {}

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    private Receiver(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> answer) {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString(StandardCharsets.UTF_8)
                        .defaultIfEmpty("")
                        .doOnNext(body -> got.add(new Got(request.uri(), request.requestHeaders(), body)))
                        .thenMany(Mono.defer(() -> Mono.from(answer.apply(request, response))))
                        .then())
                .bindNow(Duration.ofSeconds(10));
    }

    static Receiver answering(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> answer) {
        return new Receiver(answer);
    }

    static Receiver answering(int status, String body, Map<String, String> headers) {
        return new Receiver((_, response) -> {
            headers.forEach(response::header);
            return response.status(status).sendString(Mono.just(body)).then();
        });
    }

    static Receiver answering(int status, String body) {
        return answering(status, body, Map.of());
    }

    Target target(String path) {
        return Target.of("http://127.0.0.1:" + server.port() + path);
    }

    int port() {
        return server.port();
    }

    List<Got> got() {
        return got;
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
    }
}
