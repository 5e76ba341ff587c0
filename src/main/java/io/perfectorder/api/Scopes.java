package io.perfectorder.api;

import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.security.Caller;
import io.perfectorder.security.ViewScope;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the caller of a request may see. */
final class Scopes {
    private Scopes() {}

    /** Everything, when nobody was asked for a key. */
    static Mono<ViewScope> of(ServerWebExchange exchange) {
        return exchange.getPrincipal().ofType(Caller.class).map(Caller::scope).defaultIfEmpty(ViewScope.ALL);
    }

    static Map<GroupBy, Set<String>> dimensions(ViewScope scope) {
        Map<GroupBy, Set<String>> dimensions = new HashMap<>();
        scope.allowed()
                .forEach((name, values) -> dimensions.put(GroupBy.ofKey(name).orElseThrow(), values));
        return dimensions;
    }
}
