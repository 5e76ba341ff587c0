package io.perfectorder.api;

import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.json.JsonMapper;

/** What a request has changed, from one value to another, as the audit is told it. */
public final class Changed {
    private static final String SUBJECT = Changed.class.getName() + ".subject";
    private static final String BEFORE = Changed.class.getName() + ".before";
    private static final String AFTER = Changed.class.getName() + ".after";
    private static final JsonMapper JSON = new JsonMapper();

    private Changed() {}

    /** Names what was made, when the path cannot. */
    static void subject(ServerWebExchange exchange, String subject) {
        exchange.getAttributes().put(SUBJECT, subject);
    }

    static void from(ServerWebExchange exchange, Object before) {
        exchange.getAttributes().put(BEFORE, JSON.writeValueAsString(before));
    }

    static void to(ServerWebExchange exchange, Object after) {
        exchange.getAttributes().put(AFTER, JSON.writeValueAsString(after));
    }

    public static Optional<String> subject(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(SUBJECT));
    }

    public static Optional<String> before(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(BEFORE));
    }

    public static Optional<String> after(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(AFTER));
    }
}
