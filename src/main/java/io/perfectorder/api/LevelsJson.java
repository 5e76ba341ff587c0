package io.perfectorder.api;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.pipeline.GroupBy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Service levels in the shape of the contract. */
final class LevelsJson {
    private LevelsJson() {}

    static Map<String, Object> levels(Instant asOf, Duration window, GroupBy by, SortedMap<String, Tally> groups) {
        Tally total = groups.values().stream().reduce(Tally.ZERO, Tally::plus);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asOf", asOf.toString());
        json.put("window", window.toString());
        json.put("by", by.key());
        json.put(
                "groups",
                groups.entrySet().stream()
                        .map(entry -> group(entry.getKey(), entry.getValue()))
                        .toList());
        json.put("total", tally(total));
        return json;
    }

    private static Map<String, Object> group(String key, Tally tally) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        json.putAll(tally(tally));
        return json;
    }

    private static Map<String, Object> tally(Tally tally) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("due", tally.due());
        json.put("delivered", tally.delivered());
        json.put("onTime", tally.onTime());
        json.put("inFull", tally.inFull());
        json.put("otif", tally.otif());
        json.put("errorFree", tally.errorFree());
        json.put("damageFree", tally.damageFree());
        json.put("documentsRight", tally.documentsRight());
        json.put("perfect", tally.perfect());
        json.put("complained", tally.complained());
        Map<String, Object> rates = new LinkedHashMap<>();
        for (Measure measure : List.of(Measure.values())) {
            measure.of(tally)
                    .ifPresent(rate -> rates.put(
                            measure.key(), Map.of("value", rate.value(), "low", rate.low(), "high", rate.high())));
        }
        json.put("rates", rates);
        return json;
    }
}
