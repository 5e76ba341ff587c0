package io.perfectorder.alerting;

import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.servicelevel.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The figures of an alert in the JSON of the store and of the API. A new kind or field may be added; none changes its meaning. */
public final class EvidenceText {
    private EvidenceText() {}

    public static Map<String, Object> of(Evidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (evidence) {
            case Evidence.Level(Measure measure, long numerator, long denominator, double limit) -> {
                json.put("kind", "level");
                putRate(json, measure, numerator, denominator);
                json.put("limit", limit);
            }
            case Evidence.Significance e -> {
                json.put("kind", "significance");
                putRate(json, e.measure(), e.numerator(), e.denominator());
                json.put("target", e.target());
                json.put("p", e.p());
                json.put("adjusted", e.adjusted());
            }
            case Evidence.Burn(Measure measure, double longRate, double shortRate, double factor) -> {
                json.put("kind", "burn");
                json.put("measure", measure.key());
                json.put("longRate", longRate);
                json.put("shortRate", shortRate);
                json.put("factor", factor);
            }
            case Evidence.Drift(Measure measure, double sum, double limit) -> {
                json.put("kind", "drift");
                json.put("measure", measure.key());
                json.put("sum", sum);
                json.put("limit", limit);
            }
            case Evidence.Missed(Measure measure, long orders) -> {
                json.put("kind", "missed");
                json.put("measure", measure.key());
                json.put("orders", orders);
            }
            case Evidence.Late(String orderId, Instant deadline, Optional<Instant> estimated) -> {
                json.put("kind", "late");
                json.put("order", orderId);
                json.put("deadline", deadline.toString());
                estimated.ifPresent(arrival -> json.put("estimatedArrival", arrival.toString()));
            }
            case Evidence.Silence(StalenessRule.Source source, Optional<Instant> last, Duration limit) -> {
                json.put("kind", "silence");
                json.put("source", source.name());
                last.ifPresent(heard -> json.put("last", heard.toString()));
                json.put("limit", limit.toString());
            }
        }
        return json;
    }

    public static Evidence read(JsonNode json) {
        String kind = json.path("kind").asString();
        return switch (kind) {
            case "level" ->
                new Evidence.Level(
                        measure(json), whole(json, "numerator"), whole(json, "denominator"), number(json, "limit"));
            case "significance" ->
                new Evidence.Significance(
                        measure(json),
                        whole(json, "numerator"),
                        whole(json, "denominator"),
                        number(json, "target"),
                        number(json, "p"),
                        number(json, "adjusted"));
            case "burn" ->
                new Evidence.Burn(
                        measure(json), number(json, "longRate"), number(json, "shortRate"), number(json, "factor"));
            case "drift" -> new Evidence.Drift(measure(json), number(json, "sum"), number(json, "limit"));
            case "missed" -> new Evidence.Missed(measure(json), whole(json, "orders"));
            case "late" ->
                new Evidence.Late(
                        json.path("order").asString(),
                        Instant.parse(json.path("deadline").asString()),
                        instant(json, "estimatedArrival"));
            case "silence" ->
                new Evidence.Silence(
                        StalenessRule.Source.valueOf(json.path("source").asString()),
                        instant(json, "last"),
                        Duration.parse(json.path("limit").asString()));
            default -> throw new IllegalStateException("evidence of kind '" + kind + "'");
        };
    }

    private static void putRate(Map<String, Object> json, Measure measure, long numerator, long denominator) {
        json.put("measure", measure.key());
        json.put("numerator", numerator);
        json.put("denominator", denominator);
    }

    private static Measure measure(JsonNode json) {
        String key = json.path("measure").asString();
        return Measure.ofKey(key).orElseThrow(() -> new IllegalStateException("measure '" + key + "'"));
    }

    private static long whole(JsonNode json, String name) {
        return json.path(name).asLong();
    }

    private static double number(JsonNode json, String name) {
        return json.path(name).asDouble();
    }

    private static Optional<Instant> instant(JsonNode json, String name) {
        return json.has(name) ? Optional.of(Instant.parse(json.path(name).asString())) : Optional.empty();
    }
}
