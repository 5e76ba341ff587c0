package io.perfectorder.api;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Tally;
import java.time.Instant;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Service levels in the shape of the contract. */
final class LevelsJson {
    private LevelsJson() {}

    /** A group is there when it has an order that is due; without any, there are no groups and the total has no rates. */
    static Map<String, Object> levels(
            Instant asOf, String window, String by, SortedMap<String, Tally> groups, Tally total) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asOf", asOf.toString());
        json.put("window", window);
        json.put("by", by);
        json.put("groups", new GroupsJson(groups));
        json.put("total", tally(total));
        return json;
    }

    /** The groups, each made when it is written and forgotten then: as many as there are, they never lie in memory at once. */
    private static final class GroupsJson extends AbstractList<Map<String, Object>> {
        private final List<Map.Entry<String, Tally>> groups;

        GroupsJson(SortedMap<String, Tally> all) {
            groups = all.entrySet().stream()
                    .filter(entry -> entry.getValue().due() > 0)
                    .toList();
        }

        @Override
        public Map<String, Object> get(int index) {
            Map.Entry<String, Tally> entry = groups.get(index);
            return group(entry.getKey(), entry.getValue());
        }

        @Override
        public int size() {
            return groups.size();
        }
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
            measure.of(tally).ifPresent(rate -> rates.put(measure.key(), rate(rate)));
        }
        json.put("rates", rates);
        return json;
    }

    private static Map<String, Object> rate(Rate rate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", rate.value());
        json.put("low", rate.low());
        json.put("high", rate.high());
        return json;
    }
}
