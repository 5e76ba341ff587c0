package io.perfectorder.app;

import io.perfectorder.security.KeyHash;
import io.perfectorder.security.RateLimits;
import io.perfectorder.security.Routes;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Bounds how often an address and a key may ask, and harder how often an address may be refused for its key. Requests count, however many
 * events they bring. Before everything else, so that a refusal costs next to nothing. What is open to everybody, the probes of liveness and
 * readiness, is not bounded: a supervisor that is refused would end a process that is well.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 90)
final class LimitFilter implements WebFilter {
    private final RouteTable table = new RouteTable(Routes.API);
    private final RateLimits addresses;
    private final RateLimits keys;
    private final RateLimits failures;

    LimitFilter(RateLimits addresses, RateLimits keys, RateLimits failures) {
        this.addresses = addresses;
        this.keys = keys;
        this.failures = failures;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (isOpen(exchange)) {
            return chain.filter(exchange);
        }
        String address = addressOf(exchange);
        String key = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        Optional<Duration> wait = failures.waitFor(address)
                .or(() -> addresses.take(address))
                .or(() -> key == null
                        ? Optional.empty()
                        : keys.take(KeyHash.of(key).hex()));
        if (wait.isPresent()) {
            return Mono.error(tooMany(wait.get()));
        }
        return chain.filter(exchange)
                .doOnError(ErrorResponseException.class, refused -> countFailure(refused, address));
    }

    private boolean isOpen(ServerWebExchange exchange) {
        return RouteTable.of(
                        table.at(exchange.getRequest().getPath().pathWithinApplication()),
                        exchange.getRequest().getMethod())
                .filter(route -> route.needs().isEmpty())
                .isPresent();
    }

    private void countFailure(ErrorResponse refused, String address) {
        if (refused.getStatusCode().equals(HttpStatus.UNAUTHORIZED)) {
            failures.take(address);
        }
    }

    private static String addressOf(ServerWebExchange exchange) {
        InetSocketAddress from = exchange.getRequest().getRemoteAddress();
        return from == null || from.getAddress() == null
                ? ""
                : from.getAddress().getHostAddress();
    }

    private static ErrorResponseException tooMany(Duration wait) {
        ErrorResponseException refusal = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS);
        refusal.setDetail("too many requests; try again later");
        refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
        return refusal;
    }
}
