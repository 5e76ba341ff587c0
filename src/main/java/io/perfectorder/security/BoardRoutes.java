package io.perfectorder.security;

import static io.perfectorder.security.Permission.ACT;
import static io.perfectorder.security.Permission.ADMINISTER;
import static io.perfectorder.security.Permission.READ;
import static io.perfectorder.security.Route.needing;
import static io.perfectorder.security.Route.open;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every door of the board's own server, what it needs, and whether it keeps to the scope of who looks: a page that does not is shut to a
 * visitor with a scope. A path that is not here does not exist for anybody; a test holds it against the pages and handlers. A path that ends with {@code /**} stands for everything below it.
 */
public final class BoardRoutes {
    /** Pages of Vaadin: they take {@code POST} for what is done on any of them. */
    public static final List<Route> PAGES = List.of(
            needing(READ, "GET", "/").keepingScopes(),
            needing(READ, "GET", "/orders").keepingScopes(),
            needing(READ, "GET", "/orders/**").keepingScopes(),
            needing(READ, "GET", "/breakdown").keepingScopes(),
            needing(READ, "GET", "/at-risk").keepingScopes(),
            needing(READ, "GET", "/alerts"),
            needing(ACT, "GET", "/import"),
            needing(ADMINISTER, "GET", "/admin"));

    /** Everything else. */
    public static final List<Route> OTHERS = List.of(
            open("GET", "/login"),
            open("POST", "/login"),
            open("GET", "/login/code"),
            open("POST", "/login/code"),
            open("GET", "/login/openid"),
            open("GET", "/login/openid/back"),
            open("POST", "/logout"),
            open("GET", "/setup"),
            open("POST", "/setup"),
            open("GET", "/wall"),
            open("GET", "/icon.svg"),
            open("GET", "/styles/**"),
            needing(READ, "GET", "/password").keepingScopes(),
            needing(READ, "POST", "/password").keepingScopes(),
            needing(READ, "GET", "/factor").keepingScopes(),
            needing(READ, "POST", "/factor").keepingScopes(),
            needing(READ, "POST", "/factor/remove").keepingScopes(),
            needing(READ, "GET", "/pulse").keepingScopes(),
            needing(READ, "POST", "/").keepingScopes(),
            needing(READ, "GET", "/VAADIN/build/**").keepingScopes(),
            needing(READ, "GET", "/VAADIN/static/**").keepingScopes(),
            needing(READ, "GET", "/VAADIN/push").keepingScopes(),
            needing(READ, "POST", "/VAADIN/push").keepingScopes(),
            needing(ACT, "POST", "/VAADIN/dynamic/resource/**"),
            needing(READ, "GET", "/aura/**").keepingScopes());

    private BoardRoutes() {}

    /** The door at a path; the most exact one that fits. Empty when there is none for this method. */
    public static Optional<Route> at(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return Stream.concat(PAGES.stream(), OTHERS.stream())
                .filter(route -> route.method().equals(asked) && fits(route.path(), path))
                .max(Comparator.comparingInt(route -> route.path().length()));
    }

    /** The page of Vaadin at this path; empty when there is none. */
    public static Optional<Route> page(String path) {
        return PAGES.stream()
                .filter(route -> fits(route.path(), path))
                .max(Comparator.comparingInt(route -> route.path().length()));
    }

    private static boolean fits(String pattern, String path) {
        return pattern.endsWith("/**")
                ? path.startsWith(pattern.substring(0, pattern.length() - 2))
                : pattern.equals(path);
    }
}
