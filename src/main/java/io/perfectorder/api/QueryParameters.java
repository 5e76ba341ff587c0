package io.perfectorder.api;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrderQuery;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/** The query parameters of a reading, checked: anything wrong is a {@link WrongParameter}. */
final class QueryParameters {
    private static final Duration LONGEST_WINDOW = Duration.ofDays(4000);
    private static final int MAX_LIMIT = 1000;

    private final MultiValueMap<String, String> values;

    QueryParameters(MultiValueMap<String, String> values, Set<String> allowed) {
        this.values = values;
        values.forEach((name, given) -> {
            if (!allowed.contains(name)) {
                throw new WrongParameter("parameter '" + name + "' is unknown; allowed: "
                        + allowed.stream().sorted().collect(Collectors.joining(", ")));
            }
            if (given.size() > 1) {
                throw new WrongParameter("parameter '" + name + "' is given " + given.size() + " times; allowed: once");
            }
        });
    }

    Duration window() {
        String allowed = "an ISO 8601 duration of whole minutes from PT1M to P4000D, such as PT24H";
        String text = text("window").orElse("PT24H");
        try {
            Duration window = Duration.parse(text);
            boolean whole = window.getSeconds() % 60 == 0 && window.getNano() == 0;
            if (whole && window.compareTo(Duration.ofMinutes(1)) >= 0 && window.compareTo(LONGEST_WINDOW) <= 0) {
                return window;
            }
        } catch (DateTimeException | ArithmeticException notADuration) {
            throw new WrongParameter("window", text, allowed);
        }
        throw new WrongParameter("window", text, allowed);
    }

    /** The whole minute asked for, in minutes since the epoch. */
    Optional<Long> asOfMinute() {
        return text("asOf").map(text -> {
            Instant instant = instant("asOf", text);
            if (instant.getEpochSecond() % 60 != 0 || instant.getNano() != 0) {
                throw new WrongParameter("asOf", text, "a whole minute, such as 2026-11-23T10:00:00Z");
            }
            return Panes.lastMinuteOf(instant);
        });
    }

    Optional<Instant> knownAt() {
        return text("knownAt").map(text -> instant("knownAt", text));
    }

    GroupBy by() {
        return text("by")
                .map(text -> GroupBy.ofKey(text)
                        .orElseThrow(() -> new WrongParameter("by", text, keys(GroupBy.values(), GroupBy::key))))
                .orElse(GroupBy.TIER);
    }

    Measure measure() {
        return text("measure")
                .map(text -> Measure.ofKey(text)
                        .orElseThrow(() -> new WrongParameter("measure", text, keys(Measure.values(), Measure::key))))
                .orElse(Measure.PERFECT_ORDER);
    }

    OrderQuery.Wanted outcome() {
        String text = text("outcome").orElse("all");
        return switch (text) {
            case "met" -> OrderQuery.Wanted.MET;
            case "missed" -> OrderQuery.Wanted.MISSED;
            case "all" -> OrderQuery.Wanted.ALL;
            default -> throw new WrongParameter("outcome", text, "met, missed, all");
        };
    }

    int limit() {
        return text("limit")
                .map(text -> {
                    if (text.matches("[0-9]{1,4}")) {
                        int limit = Integer.parseInt(text);
                        if (limit >= 1 && limit <= MAX_LIMIT) {
                            return limit;
                        }
                    }
                    throw new WrongParameter("limit", text, "a whole number from 1 to 1000");
                })
                .orElse(100);
    }

    Optional<OrderCursor> cursor() {
        return text("cursor")
                .map(text -> OrderCursor.parse(text)
                        .orElseThrow(() -> new WrongParameter("cursor", text, "the 'next' of an earlier page")));
    }

    Map<GroupBy, String> filters() {
        Map<GroupBy, String> filters = new EnumMap<>(GroupBy.class);
        for (GroupBy by : GroupBy.values()) {
            if (by != GroupBy.ALL) {
                text(by.key()).ifPresent(value -> filters.put(by, filterValue(by, value)));
            }
        }
        return filters;
    }

    static Set<String> names(String... own) {
        Set<String> names = Arrays.stream(GroupBy.values())
                .filter(by -> by != GroupBy.ALL)
                .map(GroupBy::key)
                .collect(Collectors.toSet());
        names.addAll(List.of(own));
        return Set.copyOf(names);
    }

    private static String filterValue(GroupBy by, String value) {
        if (value.indexOf('\0') >= 0 || value.codePointCount(0, value.length()) > 200) {
            throw new WrongParameter(by.key(), value.replace("\0", "\\u0000"), "a text of at most 200 characters");
        }
        return value;
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(values.getFirst(name));
    }

    private static Instant instant(String name, String text) {
        try {
            // A '+' that was not escaped arrives as a blank.
            Instant instant = OffsetDateTime.parse(text.replace(' ', '+').toUpperCase(Locale.ROOT))
                    .toInstant();
            int year = instant.atOffset(java.time.ZoneOffset.UTC).getYear();
            if (year >= 0 && year <= 9999) {
                return instant;
            }
        } catch (DateTimeException notATime) {
            throw new WrongParameter(name, text, "an RFC 3339 instant with an offset, such as 2026-11-23T10:00:00Z");
        }
        throw new WrongParameter(name, text, "an RFC 3339 instant in the years 0000 to 9999");
    }

    private static <T> String keys(T[] values, java.util.function.Function<T, String> key) {
        return Arrays.stream(values).map(key).collect(Collectors.joining(", "));
    }
}
