package io.perfectorder.dashboard.orders;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.verdict.FailureCause;
import io.perfectorder.pipeline.Causes;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrderListSort;
import io.perfectorder.pipeline.OrderQuery.Wanted;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the address of a list asks for, by the names of the reading API. What is not allowed is left out, and named in {@code wrong}.
 *
 * @param asOf the pinned end of the window; empty: the list follows the clock
 * @param knownAt what had been recorded by then; empty: all that is known
 * @param page from 0
 * @param wrong the parameters that say something that is not allowed, with what they say
 */
record OrdersRequest(
        Duration window,
        Optional<Instant> asOf,
        Optional<Instant> knownAt,
        Measure measure,
        Wanted outcome,
        Map<GroupBy, String> filters,
        Causes causes,
        OrderListSort sort,
        int page,
        Map<String, String> wrong) {
    static final Duration DEFAULT_WINDOW = Duration.ofHours(24);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(4000);
    private static final int LONGEST_FILTER = 200;
    private static final int MOST_PAGES = 1_000_000;

    OrdersRequest {
        filters = Map.copyOf(filters);
    }

    static OrdersRequest of(Map<String, List<String>> query) {
        Reader reader = new Reader(query);
        Map<GroupBy, String> filters = new EnumMap<>(GroupBy.class);
        for (GroupBy by : GroupBy.values()) {
            if (by != GroupBy.ALL) {
                reader.read(by.key(), OrdersRequest::filter).ifPresent(value -> filters.put(by, value));
            }
        }
        Set<FailureCause> causes = reader.read("cause", OrdersRequest::causes).orElse(Set.of());
        return new OrdersRequest(
                reader.read("window", OrdersRequest::window).orElse(DEFAULT_WINDOW),
                reader.read("asOf", OrdersRequest::minute),
                reader.read("knownAt", OrdersRequest::instant),
                reader.read("measure", Measure::ofKey).orElse(Measure.PERFECT_ORDER),
                reader.read("outcome", OrdersRequest::outcome).orElse(Wanted.ALL),
                filters,
                new Causes(
                        causes,
                        reader.read("alone", OrdersRequest::truth)
                                .map(Causes::companyOf)
                                .orElse(Causes.Company.ANY)),
                reader.read("sort", OrderListSort::parse).orElse(OrderListSort.BY_DEADLINE),
                reader.read("page", OrdersRequest::page).orElse(1) - 1,
                reader.wrong);
    }

    boolean pinned() {
        return asOf.isPresent();
    }

    /** The address of the same list with these parameters changed; an empty text takes one out. It begins on the first page. */
    String with(Map<String, String> changes) {
        Map<String, String> query = query();
        query.remove("page");
        query.putAll(changes);
        return "orders" + text(query);
    }

    /** The query of the export of this list, as of these instants. */
    String export(Instant end, Instant known) {
        Map<String, String> query = query();
        query.remove("page");
        query.put("asOf", end.toString());
        query.put("knownAt", known.toString());
        return text(query);
    }

    private Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("measure", measure.key());
        query.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
        query.put("window", window.toString());
        query.put("asOf", asOf.map(Instant::toString).orElse(""));
        query.put("knownAt", knownAt.map(Instant::toString).orElse(""));
        for (GroupBy by : GroupBy.values()) {
            query.put(by.key(), filters.getOrDefault(by, ""));
        }
        query.put("cause", causes.all().stream().sorted().map(FailureCause::key).collect(Collectors.joining(",")));
        query.put(
                "alone",
                switch (causes.company()) {
                    case ANY -> "";
                    case NONE -> "true";
                    case SOME -> "false";
                });
        query.put("sort", sort.equals(OrderListSort.BY_DEADLINE) ? "" : sort.text());
        query.put("page", page == 0 ? "" : String.valueOf(page + 1));
        return query;
    }

    private static String text(Map<String, String> query) {
        return query.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static Optional<Duration> window(String text) {
        try {
            Duration window = Duration.parse(text);
            boolean whole = window.getSeconds() % 60 == 0 && window.getNano() == 0;
            return Optional.of(window)
                    .filter(_ -> whole && window.toMinutes() >= 1 && window.compareTo(LONGEST_WINDOW) <= 0);
        } catch (DateTimeException | ArithmeticException notADuration) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> minute(String text) {
        return instant(text).filter(instant -> instant.getEpochSecond() % 60 == 0 && instant.getNano() == 0);
    }

    private static Optional<Instant> instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', '+').toUpperCase(Locale.ROOT));
            return time.getYear() >= 1 && time.getYear() <= 9998 ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Wanted> outcome(String text) {
        return switch (text) {
            case "met" -> Optional.of(Wanted.MET);
            case "missed" -> Optional.of(Wanted.MISSED);
            case "all" -> Optional.of(Wanted.ALL);
            default -> Optional.empty();
        };
    }

    private static Optional<String> filter(String text) {
        boolean allowed = text.indexOf('\0') < 0 && text.codePointCount(0, text.length()) <= LONGEST_FILTER;
        return allowed ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Set<FailureCause>> causes(String text) {
        Set<FailureCause> causes = EnumSet.noneOf(FailureCause.class);
        for (String key : text.split(",", -1)) {
            Optional<FailureCause> cause = FailureCause.ofKey(key);
            if (cause.isEmpty()) {
                return Optional.empty();
            }
            causes.add(cause.get());
        }
        return Optional.of(causes);
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> page(String text) {
        return text.matches("[0-9]{1,7}")
                ? Optional.of(Integer.parseInt(text)).filter(page -> page >= 1 && page <= MOST_PAGES)
                : Optional.empty();
    }

    private static final class Reader {
        private final Map<String, List<String>> query;
        private final Map<String, String> wrong = new LinkedHashMap<>();

        Reader(Map<String, List<String>> query) {
            this.query = query;
        }

        <T> Optional<T> read(String name, Function<String, Optional<T>> parse) {
            List<String> given = query.getOrDefault(name, List.of());
            String text = given.isEmpty() ? "" : given.getFirst();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Optional<T> value = parse.apply(text);
            if (value.isEmpty()) {
                wrong.put(name, text);
            }
            return value;
        }
    }
}
