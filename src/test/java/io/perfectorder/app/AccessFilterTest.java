package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.ingest.ProducerKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Mono;

/** Who may come in: every kind of request with every kind of key, on loopback and elsewhere. */
class AccessFilterTest {
    private static final String NOBODY = "";
    private static final String STRANGER = "Bearer stranger";
    private static final String PRODUCER = "Bearer the-producer";
    private static final String VIEWER = "Bearer the-viewer";
    private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final List<HttpMethod> CHANGING =
            List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final int PASSED = 200;

    private final AccessKeys keys = new AccessKeys(new ProducerKey("the-producer"), new ViewerKey("the-viewer"));

    @Test
    void changing_needsAProducerEverywhere() {
        for (boolean loopback : new boolean[] {true, false}) {
            for (HttpMethod method : CHANGING) {
                for (String path :
                        List.of("/api/events", "/api/dead-letters/1/replay", "/actuator/health", "/nowhere")) {
                    assertThat(answer(loopback, method, path, NOBODY)).isEqualTo(401);
                    assertThat(answer(loopback, method, path, STRANGER)).isEqualTo(401);
                    assertThat(answer(loopback, method, path, VIEWER)).isEqualTo(403);
                    assertThat(answer(loopback, method, path, PRODUCER)).isEqualTo(PASSED);
                }
            }
        }
    }

    @Test
    void reading_isOpenOnLoopbackAndNeedsAViewerElsewhere() {
        for (HttpMethod method : READING) {
            for (String path :
                    List.of("/api/orders", "/actuator/prometheus", "/actuator/healthy", "/actuator/health2/x")) {
                assertThat(answer(true, method, path, NOBODY)).isEqualTo(PASSED);
                assertThat(answer(true, method, path, STRANGER)).isEqualTo(PASSED);
                assertThat(answer(false, method, path, NOBODY)).isEqualTo(401);
                assertThat(answer(false, method, path, STRANGER)).isEqualTo(401);
                assertThat(answer(false, method, path, PRODUCER)).isEqualTo(403);
                assertThat(answer(false, method, path, VIEWER)).isEqualTo(PASSED);
            }
        }
    }

    @Test
    void health_isOpenToEverybody() {
        for (String path : List.of("/actuator/health", "/actuator/health/readiness")) {
            assertThat(answer(false, HttpMethod.GET, path, NOBODY)).isEqualTo(PASSED);
        }
    }

    @Test
    void aKey_isTakenOnlyWhole() {
        for (String given : List.of(
                "the-producer",
                "Basic the-producer",
                "Bearer",
                "Bearer ",
                "Bearer the-produce",
                "Bearer the-producer2",
                "Bearer THE-PRODUCER",
                "Bearerthe-producer",
                "Bearer the-producer, Bearer x")) {
            assertThat(answer(true, HttpMethod.POST, "/api/events", given))
                    .as(given)
                    .isEqualTo(401);
        }
        assertThat(answer(true, HttpMethod.POST, "/api/events", "bEARER  the-producer "))
                .isEqualTo(PASSED);
    }

    @Test
    void aRefusal_saysWhatIsNeededAndNotWhatWasGiven() {
        assertThat(refusal(HttpMethod.POST, NOBODY).getBody().getDetail()).contains("role producer");
        assertThat(refusal(HttpMethod.POST, VIEWER).getBody().getDetail()).contains("role producer");
        assertThat(refusal(HttpMethod.GET, STRANGER).getBody().getDetail()).doesNotContain("stranger");
        assertThat(refusal(HttpMethod.POST, NOBODY).getHeaders().getFirst("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"perfect-order-monitor\"");
        assertThat(refusal(HttpMethod.POST, STRANGER).getHeaders().getFirst("WWW-Authenticate"))
                .contains("invalid_token");
        assertThat(refusal(HttpMethod.POST, VIEWER).getHeaders().getFirst("WWW-Authenticate"))
                .contains("insufficient_scope");
    }

    private int answer(boolean loopback, HttpMethod method, String path, String authorization) {
        return filter(loopback, method, path, authorization)
                .thenReturn(PASSED)
                .onErrorResume(
                        ErrorResponseException.class,
                        refusal -> Mono.just(refusal.getStatusCode().value()))
                .block();
    }

    private ErrorResponseException refusal(HttpMethod method, String authorization) {
        return (ErrorResponseException) filter(false, method, "/api/orders", authorization)
                .cast(Throwable.class)
                .onErrorResume(Mono::just)
                .block();
    }

    private Mono<Void> filter(boolean loopback, HttpMethod method, String path, String authorization) {
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(method, path);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return new AccessFilter(keys, loopback).filter(MockServerWebExchange.from(request), _ -> Mono.empty());
    }
}
