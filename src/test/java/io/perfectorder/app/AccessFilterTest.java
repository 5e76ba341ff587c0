package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.security.ConfiguredKeys;
import io.perfectorder.security.KeyRing;
import io.perfectorder.security.OpenReading;
import io.perfectorder.security.Permission;
import io.perfectorder.security.Role;
import io.perfectorder.security.Route;
import io.perfectorder.security.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Mono;

/** Who may come in: every route with every role, with a stranger's key and with none, on open loopback and elsewhere. */
class AccessFilterTest {
    private static final String NOBODY = "";
    private static final String STRANGER = "Bearer stranger";
    private static final String PRODUCER = "Bearer the-producer";
    private static final String VIEWER = "Bearer the-viewer";
    private static final int PASSED = 200;

    private final ConfiguredKeys keys = ConfiguredKeys.of(
            Arrays.stream(Role.values()).collect(Collectors.toMap(Function.identity(), role -> "the-" + role.text())));

    @TestFactory
    Stream<DynamicTest> everyRoute_letsInWhoHasItsPermission_andNobodyElse() {
        return Routes.API.stream()
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> {
                    HttpMethod method = HttpMethod.valueOf(route.method());
                    String path = example(route);
                    for (Role role : Role.values()) {
                        boolean may = route.needs().map(role::may).orElse(true);
                        assertThat(answer(false, method, path, "Bearer the-" + role.text()))
                                .as(role.text())
                                .isEqualTo(may ? PASSED : 403);
                    }
                    boolean everybody = route.needs().isEmpty();
                    assertThat(answer(false, method, path, NOBODY)).isEqualTo(everybody ? PASSED : 401);
                    assertThat(answer(false, method, path, STRANGER)).isEqualTo(everybody ? PASSED : 401);
                }));
    }

    @TestFactory
    Stream<DynamicTest> onOpenLoopback_onlyReadingIsOpen() {
        return Routes.API.stream()
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.path(), () -> {
                    HttpMethod method = HttpMethod.valueOf(route.method());
                    boolean reading = route.needs()
                            .map(needs -> needs == Permission.READ || needs == Permission.OBSERVE)
                            .orElse(true);

                    assertThat(reading && !route.method().equals("GET")).isFalse();
                    assertThat(answer(true, method, example(route), NOBODY)).isEqualTo(reading ? PASSED : 401);
                    assertThat(answer(true, method, example(route), STRANGER)).isEqualTo(reading ? PASSED : 401);
                }));
    }

    @Test
    void whatTheTableDoesNotName_doesNotExistForAnybody() {
        for (String path : List.of(
                "/",
                "/nowhere",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/healthy",
                "/actuator/health2",
                "/api",
                "/api/orders/1/2")) {
            for (String caller : List.of(NOBODY, STRANGER, PRODUCER, "Bearer the-admin")) {
                assertThat(answer(true, HttpMethod.GET, path, caller)).as(path).isEqualTo(404);
                assertThat(answer(false, HttpMethod.POST, path, caller))
                        .as(path)
                        .isEqualTo(404);
            }
        }
        for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.TRACE)) {
            assertThat(answer(true, method, "/api/orders", "Bearer the-admin")).isEqualTo(405);
            assertThat(answer(true, method, "/api/orders", NOBODY)).isEqualTo(401);
        }
    }

    @Test
    void headAndOptions_needWhatGetNeeds() {
        for (HttpMethod method : List.of(HttpMethod.HEAD, HttpMethod.OPTIONS)) {
            assertThat(answer(false, method, "/api/orders", NOBODY)).isEqualTo(401);
            assertThat(answer(false, method, "/api/orders", VIEWER)).isEqualTo(PASSED);
        }
    }

    @Test
    void aPageOfAnotherName_cannotReadThroughOpenLoopback() {
        for (String host : List.of("evil.example:8081", "localhost.evil.example", "127.0.0.1.nip.io")) {
            assertThat(answerTo(host, NOBODY)).as(host).isEqualTo(401);
            assertThat(answerTo(host, VIEWER)).as(host).isEqualTo(PASSED);
        }
        for (String host : List.of("localhost:8081", "127.0.0.1:8081", "[::1]:8081", "localhost")) {
            assertThat(answerTo(host, NOBODY)).as(host).isEqualTo(PASSED);
        }
    }

    @Test
    void aPathInDisguise_needsWhatItsHandlerNeeds() {
        for (String path : List.of("/api//orders", "/api/orders/", "/api/./orders", "/API/orders", "/api/orders;x=y")) {
            assertThat(answer(false, HttpMethod.GET, path, NOBODY)).as(path).isNotEqualTo(PASSED);
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
        assertThat(refusal(HttpMethod.POST, "/api/events", NOBODY).getDetail()).contains("role producer");
        assertThat(refusal(HttpMethod.POST, "/api/events", VIEWER).getDetail()).contains("role producer");
        assertThat(refusal(HttpMethod.PUT, "/api/alerts/rules/x", VIEWER).getDetail())
                .contains("role manager");
        assertThat(refusal(HttpMethod.GET, "/api/orders", STRANGER).getDetail()).doesNotContain("stranger");
        assertThat(challenge(NOBODY)).isEqualTo("Bearer realm=\"perfect-order-monitor\"");
        assertThat(challenge(STRANGER)).contains("invalid_token");
        assertThat(challenge(VIEWER)).contains("insufficient_scope");
    }

    private static String example(Route route) {
        return route.path().replaceAll("\\{\\*?\\w+}", "1");
    }

    private int answer(boolean open, HttpMethod method, String path, String authorization) {
        return status(filter(open, request(method, path, authorization)));
    }

    private int answerTo(String host, String authorization) {
        return status(filter(
                true, request(HttpMethod.GET, "/api/orders", authorization).header("Host", host)));
    }

    private static int status(Mono<Void> filtered) {
        return filtered.thenReturn(PASSED)
                .onErrorResume(refused ->
                        Mono.just(((ErrorResponse) refused).getStatusCode().value()))
                .blockOptional()
                .orElseThrow();
    }

    private ProblemDetail refusal(HttpMethod method, String path, String authorization) {
        return failure(request(method, path, authorization)).getBody();
    }

    private String challenge(String authorization) {
        return String.valueOf(failure(request(HttpMethod.POST, "/api/events", authorization))
                .getHeaders()
                .getFirst("WWW-Authenticate"));
    }

    private ErrorResponseException failure(MockServerHttpRequest.BodyBuilder request) {
        return filter(false, request)
                .cast(Throwable.class)
                .onErrorResume(Mono::just)
                .cast(ErrorResponseException.class)
                .blockOptional()
                .orElseThrow();
    }

    private static MockServerHttpRequest.BodyBuilder request(HttpMethod method, String path, String authorization) {
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(method, path);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request;
    }

    private Mono<KeyRing.Answer> answer(String key) {
        return Mono.just(keys.callerOf(key)
                .map(caller -> (KeyRing.Answer) new KeyRing.Answer.Known(caller))
                .orElse(KeyRing.UNKNOWN));
    }

    private Mono<Void> filter(boolean open, MockServerHttpRequest.BaseBuilder<?> request) {
        OpenReading reading = () -> open;
        return new AccessFilter(this::answer, reading).filter(MockServerWebExchange.from(request), _ -> Mono.empty());
    }
}
