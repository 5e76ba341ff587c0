package io.perfectorder.dashboard.breakdown;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.pipeline.GroupBy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the address of a breakdown asks for, beside the window: by what, of which tier (empty: all) and which measure. */
record BreakdownRequest(GroupBy by, String tier, Measure measure, String window, Map<String, String> wrong) {
    static final List<GroupBy> DIMENSIONS =
            List.of(GroupBy.CARRIER, GroupBy.DISTRIBUTION_CENTRE, GroupBy.REGION, GroupBy.CUSTOMER, GroupBy.CHANNEL);

    static BreakdownRequest of(Map<String, List<String>> query, String window) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String by = first(query, "by");
        Optional<GroupBy> dimension = GroupBy.ofKey(by).filter(DIMENSIONS::contains);
        String measureText = first(query, "measure");
        Optional<Measure> measure = Measure.ofKey(measureText);
        if (dimension.isEmpty() && !by.isEmpty()) {
            wrong.put("by", by);
        }
        if (measure.isEmpty() && !measureText.isEmpty()) {
            wrong.put("measure", measureText);
        }
        return new BreakdownRequest(
                dimension.orElse(GroupBy.CARRIER),
                first(query, "tier").replace("\0", ""),
                measure.orElse(Measure.PERFECT_ORDER),
                window,
                wrong);
    }

    Map<GroupBy, String> filters() {
        return tier.isEmpty() ? Map.of() : Map.of(GroupBy.TIER, tier);
    }

    /** The address of the same breakdown with one thing changed. */
    String with(String name, String value) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("by", by.key());
        query.put("tier", tier);
        query.put("measure", measure.key());
        query.put("window", window);
        query.put(name, value);
        return query.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "breakdown?", ""));
    }

    private static String first(Map<String, List<String>> query, String name) {
        List<String> given = query.getOrDefault(name, List.of());
        return given.isEmpty() ? "" : given.getFirst();
    }
}
