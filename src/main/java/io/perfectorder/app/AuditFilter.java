package io.perfectorder.app;

import io.perfectorder.api.Changed;
import io.perfectorder.security.Audit;
import io.perfectorder.security.AuditEntry;
import io.perfectorder.security.Caller;
import io.perfectorder.security.Route;
import io.perfectorder.security.Routes;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Writes every change that the API makes into the audit, before the answer leaves: who has an answer knows that the change is told. A new
 * door is audited unless it is named here as one that changes nothing.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 110)
final class AuditFilter implements WebFilter {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Events are the journal's to keep. */
    private static final Set<String> CHANGING_NOTHING = Set.of("/api/events", "/api/alerts/back-test");

    private final RouteTable table = new RouteTable(Routes.API);
    private final Audit audit;
    private final InstantSource wall;

    AuditFilter(Audit audit, InstantSource wall) {
        this.audit = audit;
        this.wall = wall;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        Optional<Route> route =
                RouteTable.of(table.at(exchange.getRequest().getPath().pathWithinApplication()), method);
        if (READING.contains(method)
                || route.filter(door -> !CHANGING_NOTHING.contains(door.path())).isEmpty()) {
            return chain.filter(exchange);
        }
        String action = route.orElseThrow().method() + " " + route.orElseThrow().path();
        exchange.getResponse().beforeCommit(() -> {
            HttpStatusCode status = exchange.getResponse().getStatusCode();
            return status == null || status.is2xxSuccessful() ? written(exchange, action) : Mono.empty();
        });
        return chain.filter(exchange);
    }

    private Mono<Void> written(ServerWebExchange exchange, String action) {
        return exchange.getPrincipal()
                .ofType(Caller.class)
                .flatMap(caller -> audit.add(new AuditEntry(
                        wall.instant().truncatedTo(ChronoUnit.MICROS),
                        caller,
                        addressOf(exchange),
                        action,
                        Changed.subject(exchange).orElseGet(() -> subjectOf(exchange)),
                        Changed.before(exchange),
                        Changed.after(exchange))));
    }

    /** The path behind the resource. */
    private static String subjectOf(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().pathWithinApplication().value();
    }

    private static String addressOf(ServerWebExchange exchange) {
        InetSocketAddress from = exchange.getRequest().getRemoteAddress();
        return from == null || from.getAddress() == null
                ? ""
                : from.getAddress().getHostAddress();
    }
}
