package io.perfectorder.app;

import io.perfectorder.security.Caller;
import io.perfectorder.security.KeyRing;
import io.perfectorder.security.OpenReading;
import io.perfectorder.security.Permission;
import io.perfectorder.security.Role;
import io.perfectorder.security.Route;
import io.perfectorder.security.Routes;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Denies every request that {@link Routes} does not allow: a path that it does not name does not exist, and every other needs the
 * permission that stands beside it, from a bearer key or token; reading is open on loopback for as long as {@link OpenReading} says.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class AccessFilter implements WebFilter {
    private static final String SCHEME = "Bearer ";
    private static final String REALM = "Bearer realm=\"perfect-order-monitor\"";

    private final RouteTable table = new RouteTable(Routes.API);
    private final KeyRing keys;
    private final OpenReading open;

    AccessFilter(KeyRing keys, OpenReading open) {
        this.keys = keys;
        this.open = open;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        List<Route> here = table.at(exchange.getRequest().getPath().pathWithinApplication());
        if (here.isEmpty()) {
            return Mono.error(refusal(HttpStatus.NOT_FOUND, "there is nothing at this path"));
        }
        Optional<Route> route = RouteTable.of(here, method);
        Optional<Permission> needs = route.flatMap(Route::needs);
        if (route.isPresent() && openTo(needs, exchange)) {
            return chain.filter(exchange);
        }
        Optional<String> key = key(exchange);
        return key.map(keys::ask)
                .orElseGet(() -> Mono.error(() -> unauthorized(needs)))
                .flatMap(answer -> switch (answer) {
                    case KeyRing.Answer.Known(Caller caller) -> Mono.just(caller);
                    case KeyRing.Answer.Refused(String why) -> Mono.<Caller>error(() -> unknown(why));
                })
                .flatMap(caller -> {
                    if (route.isEmpty()) {
                        return Mono.error(new MethodNotAllowedException(method, methodsOf(here)));
                    }
                    if (!caller.scope().isAll() && !route.get().keepsScopes()) {
                        return Mono.error(refusal(HttpStatus.FORBIDDEN, "this is not for a caller with a scope"));
                    }
                    return needs.map(caller::may).orElse(true)
                            ? chain.filter(exchange.mutate()
                                    .principal(Mono.just(caller))
                                    .build())
                            : Mono.error(forbidden(needs.orElseThrow()));
                });
    }

    private static Set<HttpMethod> methodsOf(List<Route> routes) {
        return routes.stream().map(route -> HttpMethod.valueOf(route.method())).collect(Collectors.toSet());
    }

    private boolean openTo(Optional<Permission> needs, ServerWebExchange exchange) {
        InetSocketAddress host = exchange.getRequest().getHeaders().getHost();
        return needs.isEmpty()
                || (needs.filter(Caller.ON_LOOPBACK::may).isPresent()
                        && open.to(host == null ? "" : host.getHostString()));
    }

    private static Optional<String> key(ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static ErrorResponseException unknown(String why) {
        ErrorResponseException refusal = refusal(HttpStatus.UNAUTHORIZED, why);
        refusal.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, REALM + ", error=\"invalid_token\"");
        return refusal;
    }

    private static ErrorResponseException unauthorized(Optional<Permission> needed) {
        String role = needed.map(permission ->
                        " with the role " + Role.leastWith(permission).text())
                .orElse("");
        ErrorResponseException refusal = refusal(HttpStatus.UNAUTHORIZED, "a bearer key" + role + " is needed");
        refusal.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, REALM);
        return refusal;
    }

    private static ErrorResponseException forbidden(Permission needed) {
        ErrorResponseException refusal = refusal(
                HttpStatus.FORBIDDEN,
                "the key does not have the role " + Role.leastWith(needed).text());
        refusal.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, REALM + ", error=\"insufficient_scope\"");
        return refusal;
    }

    private static ErrorResponseException refusal(HttpStatus status, String detail) {
        ErrorResponseException refusal = new ErrorResponseException(status);
        refusal.setDetail(detail);
        return refusal;
    }
}
