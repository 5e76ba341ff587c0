package io.perfectorder.app;

import io.perfectorder.security.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the route of a request, with the patterns and the parser of the handlers, so that both read a path alike. */
final class RouteTable {
    private record Row(PathPattern pattern, Route route) {}

    private final List<Row> rows;

    RouteTable(List<Route> routes) {
        this.rows = routes.stream()
                .map(route -> new Row(PathPatternParser.defaultInstance.parse(route.path()), route))
                .toList();
    }

    /** All routes of the most specific pattern that fits: one for each method. */
    List<Route> at(PathContainer path) {
        Optional<PathPattern> best = rows.stream()
                .map(Row::pattern)
                .filter(pattern -> pattern.matches(path))
                .min(PathPattern.SPECIFICITY_COMPARATOR);
        return best.stream()
                .flatMap(pattern -> rows.stream().filter(row -> row.pattern().equals(pattern)))
                .map(Row::route)
                .toList();
    }

    /** HEAD goes where GET goes; OPTIONS, which does nothing, needs what any of the routes needs. */
    static Optional<Route> of(List<Route> routes, HttpMethod method) {
        String name = method.equals(HttpMethod.HEAD) ? "GET" : method.name();
        Stream<Route> fitting = method.equals(HttpMethod.OPTIONS)
                ? routes.stream()
                : routes.stream().filter(route -> route.method().equals(name));
        return fitting.findFirst();
    }
}
