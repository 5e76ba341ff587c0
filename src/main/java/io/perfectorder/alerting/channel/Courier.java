package io.perfectorder.alerting.channel;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Posts over HTTP to receivers that nobody trusts: addresses are checked at each connection, redirections are not followed, nothing is
 * sent twice by itself, and an answer may take neither more time nor more memory than set here.
 */
public final class Courier {
    static final int LONGEST_ANSWER_BYTES = 64 * 1024;

    private final WebClient client;
    private final Duration patience;
    private final InstantSource clock;
    private final Scheduler timer;

    /**
     * @param patience for one post, from the look-up of the name to the end of the answer
     * @param blocking looks names up, and measures the patience
     */
    public Courier(
            OutgoingAddresses outgoing, HostNames names, Duration patience, InstantSource clock, Scheduler blocking) {
        HttpClient http = HttpClient.create(ConnectionProvider.newConnection())
                .resolver(new CheckedAddresses(outgoing, names, blocking))
                .followRedirect(false)
                .disableRetry(true)
                .responseTimeout(patience)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(patience.toMillis()));
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .build();
        this.patience = patience;
        this.clock = clock;
        this.timer = blocking;
    }

    /** Posts when subscribed to, and says what became of it in the receiver's own terms. */
    Mono<Sent> post(Posting posting, Function<Answer, Sent> meaning) {
        return client.post()
                .uri(posting.target().uri())
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> posting.headers().forEach(headers::set))
                .bodyValue(posting.json().getBytes(StandardCharsets.UTF_8))
                .exchangeToMono(this::answer)
                .timeout(patience, timer)
                .map(meaning)
                .onErrorResume(WebClientRequestException.class, failed -> Mono.just(unsent(failed)))
                .onErrorResume(TimeoutException.class, _ -> Mono.just(tooSlow()))
                .onErrorResume(IOException.class, _ -> Mono.just(again(Phrase.CONNECTION_BROKE.say())));
    }

    private Mono<Answer> answer(ClientResponse response) {
        int status = response.statusCode().value();
        Optional<Duration> after =
                RetryAfter.of(response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER), clock.instant());
        return DataBufferUtils.join(response.bodyToFlux(DataBuffer.class), LONGEST_ANSWER_BYTES)
                .map(buffer -> {
                    String text = buffer.toString(StandardCharsets.UTF_8);
                    DataBufferUtils.release(buffer);
                    return Optional.of(text);
                })
                .defaultIfEmpty(Optional.of(""))
                .onErrorReturn(DataBufferLimitException.class, Optional.empty())
                .map(body -> new Answer(status, after, body));
    }

    /** In words of our own: those of the exceptions name the whole address. */
    private Sent unsent(WebClientRequestException failed) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ForbiddenAddress forbidden -> {
                    return new Sent.Refused(String.valueOf(forbidden.getMessage()));
                }
                case UnknownHostException _ -> {
                    return again(Phrase.HOST_UNKNOWN.say());
                }
                case SSLException _ -> {
                    return again(Phrase.NOT_SECURE.say());
                }
                case TimeoutException _, io.netty.handler.timeout.TimeoutException _ -> {
                    return tooSlow();
                }
                default -> {
                    // The next cause may tell.
                }
            }
        }
        return again(Phrase.NO_CONNECTION.say());
    }

    private Sent tooSlow() {
        return again(Phrase.NO_ANSWER_WITHIN.say(patience.toMillis()));
    }

    private static Sent again(String reason) {
        return new Sent.TryAgain(reason, Optional.empty());
    }
}
