package io.perfectorder.alerting;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who is told of which alerts.
 *
 * @param groupBy labels; alerts that have the same values of them are told in one message
 * @param gather how long an alert waits for others to be told with it
 * @param repeatEvery how often it is told again while it fires and nobody acknowledged it; empty: never
 * @param locale the language of its messages
 */
public record Route(
        String name,
        Matchers matchers,
        List<String> channels,
        List<String> groupBy,
        Duration gather,
        Optional<Duration> repeatEvery,
        Optional<Escalation> escalation,
        Locale locale) {
    /** When nobody acknowledged an alert {@code after} it came to this route, it goes on to the route {@code to} as well. */
    public record Escalation(Duration after, String to) {}

    public Route {
        channels = List.copyOf(channels);
        groupBy = List.copyOf(groupBy);
    }

    String groupKey(Map<String, String> labels) {
        return groupBy.stream()
                .map(label -> label + "=" + labels.getOrDefault(label, ""))
                .collect(Collectors.joining(",", name + "{", "}"));
    }
}
