package io.perfectorder.alerting;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes in order: the first that matches takes an alert. */
public record Routes(List<Route> all) {
    public Routes {
        all = List.copyOf(all);
    }

    Optional<Route> of(Map<String, String> labels) {
        return all.stream().filter(route -> route.matchers().matches(labels)).findFirst();
    }

    public Optional<Route> named(String name) {
        return all.stream().filter(route -> route.name().equals(name)).findFirst();
    }
}
