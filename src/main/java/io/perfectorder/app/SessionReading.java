package io.perfectorder.app;

import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes the session cookie of the board as a bearer key, for reading only: an export opens in the browser, and no other site can make a
 * browser change anything with it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 85)
final class SessionReading implements WebFilter {
    private static final String COOKIE = "board-session";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpCookie cookie = request.getCookies().getFirst(COOKIE);
        if (cookie == null
                || !READING.contains(request.getMethod())
                || request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) != null) {
            return chain.filter(exchange);
        }
        String key = "Bearer " + cookie.getValue();
        return chain.filter(exchange.mutate()
                .request(request.mutate().header(HttpHeaders.AUTHORIZATION, key).build())
                .build());
    }
}
