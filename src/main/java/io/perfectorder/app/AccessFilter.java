package io.perfectorder.app;

import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a request pass when its bearer key has the role that it needs: whatever changes something needs a producer; reading is open on
 * loopback and needs a viewer elsewhere; health is open to everybody. Made to be replaced by accounts and many keys.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class AccessFilter implements WebFilter {
    private static final String SCHEME = "Bearer ";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final AccessKeys keys;
    private final boolean readingIsOpen;

    AccessFilter(AccessKeys keys, boolean readingIsOpen) {
        this.keys = keys;
        this.readingIsOpen = readingIsOpen;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Optional<Role> needed = needed(exchange);
        if (needed.isEmpty()) {
            return chain.filter(exchange);
        }
        Optional<String> key = key(exchange);
        Optional<Role> role = key.flatMap(keys::roleOf);
        if (role.equals(needed)) {
            return chain.filter(exchange);
        }
        return Mono.error(role.isPresent() ? forbidden(needed.get()) : unauthorized(needed.get(), key.isPresent()));
    }

    private Optional<Role> needed(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        boolean reads = READING.contains(method);
        if (!reads) {
            return Optional.of(Role.PRODUCER);
        }
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        boolean health = path.equals("/actuator/health") || path.startsWith("/actuator/health/");
        return readingIsOpen || health ? Optional.empty() : Optional.of(Role.VIEWER);
    }

    private static Optional<String> key(ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static ErrorResponseException unauthorized(Role needed, boolean given) {
        ErrorResponseException refusal = refusal(
                HttpStatus.UNAUTHORIZED,
                given ? "the key is not known" : "a bearer key with the role " + name(needed) + " is needed");
        refusal.getHeaders()
                .set(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"perfect-order-monitor\"" + (given ? ", error=\"invalid_token\"" : ""));
        return refusal;
    }

    private static ErrorResponseException forbidden(Role needed) {
        ErrorResponseException refusal =
                refusal(HttpStatus.FORBIDDEN, "the key does not have the role " + name(needed));
        refusal.getHeaders()
                .set(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"perfect-order-monitor\", error=\"insufficient_scope\"");
        return refusal;
    }

    private static ErrorResponseException refusal(HttpStatus status, String detail) {
        ErrorResponseException refusal = new ErrorResponseException(status);
        refusal.setDetail(detail);
        return refusal;
    }

    private static String name(Role role) {
        return switch (role) {
            case VIEWER -> "viewer";
            case PRODUCER -> "producer";
        };
    }
}
