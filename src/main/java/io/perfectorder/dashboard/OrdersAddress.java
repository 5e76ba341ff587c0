package io.perfectorder.dashboard;

import io.perfectorder.core.servicelevel.Measure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of the orders behind a count: the list at {@code /orders} with the names of the reading API.
 *
 * @param outcome {@code met}, {@code missed} or {@code all}
 * @param asOf the end of the window, and
 * @param knownAt the recorded time up to which the count was complete, so that the list stays what was clicked while events keep coming;
 *     left out where it changes with every snapshot: then the page adds it when the link is used
 * @param filters by the names of the reading API, such as {@code tier}
 */
public record OrdersAddress(
        Measure measure,
        String outcome,
        Duration window,
        Instant asOf,
        @Nullable Instant knownAt,
        Map<String, String> filters) {
    public OrdersAddress {
        filters = Map.copyOf(filters);
    }

    /** Relative to the root of the board. */
    public String href() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("measure", measure.key());
        query.put("outcome", outcome);
        query.put(WindowParameter.NAME, window.toString());
        query.put("asOf", asOf.toString());
        if (knownAt != null) {
            query.put("knownAt", knownAt.toString());
        }
        filters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(filter -> query.put(filter.getKey(), filter.getValue()));
        return query.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "orders?", ""));
    }
}
