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
 * Every door of the board's own server and what it needs. A path that is not here does not exist for anybody; a test holds it against the
 * pages and handlers. A path that ends with {@code /**} stands for everything below it.
 */
public final class BoardRoutes {
    /** Pages of Vaadin: they take {@code POST} for what is done on any of them. */
    public static final List<Route> PAGES = List.of(
            needing(READ, "GET", "/"),
            needing(READ, "GET", "/orders"),
            needing(READ, "GET", "/orders/**"),
            needing(READ, "GET", "/breakdown"),
            needing(READ, "GET", "/at-risk"),
            needing(READ, "GET", "/alerts"),
            needing(ACT, "GET", "/import"),
            needing(ADMINISTER, "GET", "/admin"));

    /** Everything else. */
    public static final List<Route> OTHERS = List.of(
            open("GET", "/login"),
            open("POST", "/login"),
            open("GET", "/login/code"),
            open("POST", "/login/code"),
            open("POST", "/logout"),
            open("GET", "/setup"),
            open("POST", "/setup"),
            open("GET", "/wall"),
            open("GET", "/icon.svg"),
            open("GET", "/styles/**"),
            needing(READ, "GET", "/password"),
            needing(READ, "POST", "/password"),
            needing(READ, "GET", "/factor"),
            needing(READ, "POST", "/factor"),
            needing(READ, "POST", "/factor/remove"),
            needing(READ, "GET", "/pulse"),
            needing(READ, "POST", "/"),
            needing(READ, "GET", "/VAADIN/build/**"),
            needing(READ, "GET", "/VAADIN/static/**"),
            needing(READ, "GET", "/VAADIN/push"),
            needing(READ, "POST", "/VAADIN/push"),
            needing(ACT, "POST", "/VAADIN/dynamic/resource/**"),
            needing(READ, "GET", "/aura/**"));

    private BoardRoutes() {}

    /** The door at a path; the most exact one that fits. Empty when there is none for this method. */
    public static Optional<Route> at(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return Stream.concat(PAGES.stream(), OTHERS.stream())
                .filter(route -> route.method().equals(asked) && fits(route.path(), path))
                .max(Comparator.comparingInt(route -> route.path().length()));
    }

    /** What the page of Vaadin at this path needs; empty when there is no such page. */
    public static Optional<Permission> ofPage(String path) {
        return PAGES.stream()
                .filter(route -> fits(route.path(), path))
                .max(Comparator.comparingInt(route -> route.path().length()))
                .flatMap(Route::needs);
    }

    private static boolean fits(String pattern, String path) {
        return pattern.endsWith("/**")
                ? path.startsWith(pattern.substring(0, pattern.length() - 2))
                : pattern.equals(path);
    }
}
