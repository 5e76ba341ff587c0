package io.perfectorder.alerting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes in order: the first that matches takes an alert. */
public record Routes(List<Route> all) {
    public Routes {
        all = List.copyOf(all);
    }

    /** These routes; when there are none, one that takes everything to all these channels. */
    public Routes orAllTo(Set<String> channels) {
        return all.isEmpty() && !channels.isEmpty() ? new Routes(List.of(everything(channels))) : this;
    }

    private static Route everything(Set<String> channels) {
        return new Route(
                "everything",
                Matchers.ALL,
                channels.stream().sorted().toList(),
                List.of("rule"),
                Route.USUAL_GATHER,
                Optional.empty(),
                Optional.empty(),
                Locale.ENGLISH);
    }

    Optional<Route> of(Map<String, String> labels) {
        return all.stream().filter(route -> route.matchers().matches(labels)).findFirst();
    }

    public Optional<Route> named(String name) {
        return all.stream().filter(route -> route.name().equals(name)).findFirst();
    }
}
