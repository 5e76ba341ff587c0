package io.perfectorder.security;

import static io.perfectorder.security.Permission.ACT;
import static io.perfectorder.security.Permission.ADMINISTER;
import static io.perfectorder.security.Permission.MANAGE;
import static io.perfectorder.security.Permission.OBSERVE;
import static io.perfectorder.security.Permission.READ;
import static io.perfectorder.security.Permission.SEND;
import static io.perfectorder.security.Route.needing;
import static io.perfectorder.security.Route.open;

import java.util.List;

/**
 * Every door of the HTTP API, what it needs, and whether it keeps to the scope of who asks. A path that is not here does not exist for
 * anybody; a test holds it against the handlers.
 */
public final class Routes {
    public static final List<Route> API = List.of(
            open("GET", "/actuator/health/liveness"),
            open("GET", "/actuator/health/readiness"),
            needing(OBSERVE, "GET", "/actuator/health"),
            needing(OBSERVE, "GET", "/actuator/health/{*path}"),
            needing(READ, "GET", "/actuator"),
            needing(READ, "GET", "/actuator/info"),
            needing(OBSERVE, "GET", "/actuator/prometheus"),
            needing(READ, "GET", "/openapi.json").keepingScopes(),
            needing(SEND, "POST", "/api/events"),
            needing(READ, "GET", "/api/service-levels").keepingScopes(),
            needing(READ, "GET", "/api/service-levels/stream").keepingScopes(),
            needing(READ, "GET", "/api/orders").keepingScopes(),
            needing(READ, "GET", "/api/orders.csv").keepingScopes(),
            needing(READ, "GET", "/api/orders/{id}").keepingScopes(),
            needing(READ, "GET", "/api/dead-letters"),
            needing(READ, "GET", "/api/dead-letters.ndjson"),
            needing(READ, "GET", "/api/dead-letters/{id}"),
            needing(ACT, "POST", "/api/dead-letters/{id}/replay"),
            needing(READ, "GET", "/api/alerts").keepingScopes(),
            needing(READ, "GET", "/api/alerts/stream").keepingScopes(),
            needing(READ, "GET", "/api/alerts/history"),
            needing(READ, "GET", "/api/alerts/{fingerprint}/why"),
            needing(ACT, "POST", "/api/alerts/{fingerprint}/acknowledge"),
            needing(READ, "GET", "/api/alerts/silences"),
            needing(ACT, "POST", "/api/alerts/silences"),
            needing(ACT, "DELETE", "/api/alerts/silences/{number}"),
            needing(READ, "GET", "/api/alerts/rules"),
            needing(READ, "GET", "/api/alerts/rules/{id}"),
            needing(MANAGE, "PUT", "/api/alerts/rules/{id}"),
            needing(MANAGE, "DELETE", "/api/alerts/rules/{id}"),
            needing(MANAGE, "POST", "/api/alerts/back-test"),
            needing(READ, "GET", "/api/alerts/channels"),
            needing(MANAGE, "POST", "/api/alerts/channels/{name}/test"),
            needing(ADMINISTER, "GET", "/api/keys"),
            needing(ADMINISTER, "POST", "/api/keys"),
            needing(ADMINISTER, "DELETE", "/api/keys/{id}"),
            needing(ADMINISTER, "GET", "/api/erasures"),
            needing(ADMINISTER, "POST", "/api/erasures"),
            needing(ADMINISTER, "GET", "/api/audit"),
            needing(ADMINISTER, "GET", "/api/audit.ndjson"));

    private Routes() {}
}
