package io.perfectorder.api;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.verdict.FailureCause;
import io.perfectorder.pipeline.Causes;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.LetterSelection;
import io.perfectorder.pipeline.OrderListSort;
import io.perfectorder.pipeline.OrderQuery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.springframework.util.MultiValueMap;

/** The query parameters of a reading, checked: anything wrong is a {@link WrongParameter}. */
final class QueryParameters {
    /** Years and months have no fixed length, so they are no window. */
    private static final Instant FIRST_STORED = Instant.parse("0001-01-01T00:00:00Z");

    private static final Pattern DURATION =
            Pattern.compile("P(?:\\d+W|(?=.)(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+S)?)?)");

    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(4000);
    private static final int MAX_LIMIT = 1000;

    private final MultiValueMap<String, String> values;

    QueryParameters(MultiValueMap<String, String> values, Set<String> allowed) {
        this.values = values;
        values.forEach((name, given) -> {
            if (!allowed.contains(name)) {
                throw new WrongParameter("parameter '" + name + "' is unknown; allowed: "
                        + (allowed.isEmpty()
                                ? "none"
                                : allowed.stream().sorted().collect(Collectors.joining(", "))));
            }
            if (given.size() > 1) {
                throw new WrongParameter("parameter '" + name + "' is given " + given.size() + " times; allowed: once");
            }
        });
    }

    /** The length of a window, with the text it was given as. */
    record Window(long minutes, String text) {}

    Window window() {
        String text = text("window").orElse("PT24H");
        if (DURATION.matcher(text).matches()) {
            try {
                Duration length = text.endsWith("W") ? weeks(text) : Duration.parse(text);
                boolean whole = length.toSeconds() % 60 == 0;
                if (whole && length.compareTo(SHORTEST_WINDOW) >= 0 && length.compareTo(LONGEST_WINDOW) <= 0) {
                    return new Window(length.toMinutes(), text);
                }
            } catch (DateTimeException | ArithmeticException tooLong) {
                throw wrongWindow(text);
            }
        }
        throw wrongWindow(text);
    }

    private static Duration weeks(String text) {
        return Duration.parse("P" + text.substring(1, text.length() - 1) + "D").multipliedBy(7);
    }

    private static WrongParameter wrongWindow(String text) {
        return new WrongParameter(
                "window", text, "an ISO 8601 duration of whole minutes from PT1M to P4000D, such as PT24H or P30D");
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

    boolean has(String name) {
        return text(name).isPresent();
    }

    /** Why the orders are not perfect: keys with commas between them, all of which hold; {@code alone}: whether nothing else does. */
    Causes causes() {
        Set<FailureCause> causes = EnumSet.noneOf(FailureCause.class);
        text("cause")
                .ifPresent(text -> Arrays.stream(text.split(",", -1))
                        .map(key -> FailureCause.ofKey(key)
                                .orElseThrow(() -> new WrongParameter(
                                        "cause", key, keys(FailureCause.values(), FailureCause::key))))
                        .forEach(causes::add));
        return new Causes(causes, text("alone").map(this::company).orElse(Causes.Company.ANY));
    }

    /** A column, with a minus before it when descending. */
    OrderListSort sort() {
        return text("sort")
                .map(text -> OrderListSort.parse(text)
                        .orElseThrow(() -> new WrongParameter(
                                "sort",
                                text,
                                keys(OrderListSort.Column.values(), OrderListSort.Column::key)
                                        + ", with a '-' before it when descending")))
                .orElse(OrderListSort.BY_DEADLINE);
    }

    /** Of dead letters. */
    LetterSelection letters() {
        String code = text("code").map(QueryParameters::code).orElse(null);
        Instant since = text("since").map(text -> storedInstant("since", text)).orElse(null);
        Boolean replayed = text("replayed")
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new WrongParameter("replayed", text, "true, false");
                })
                .orElse(null);
        return new LetterSelection(code, since, replayed);
    }

    /** The codes are the intake's, so only their form is checked. */
    private static String code(String text) {
        if (text.matches("[a-z0-9-]{1,100}")) {
            return text;
        }
        throw new WrongParameter(
                "code", text.replace("\0", "\\u0000"), "the code of a rejection, such as unknown-type");
    }

    /** Where the page of dead letters before ended; a cursor of another selection is refused. */
    Optional<LetterCursor> letterCursor(LetterSelection selection) {
        return text("cursor")
                .map(text -> LetterCursor.parse(text)
                        .filter(cursor -> cursor.belongsTo(selection))
                        .orElseThrow(() -> new WrongParameter(
                                "cursor",
                                text,
                                "the 'next' of an earlier page, with the same code, since and replayed")));
    }

    /** The id of an alert rule; empty for all. */
    String rule() {
        return text("rule")
                .map(text -> {
                    if (text.matches("[a-z0-9][a-z0-9-]{0,59}")) {
                        return text;
                    }
                    throw new WrongParameter("rule", text.replace("\0", "\\u0000"), "the id of an alert rule");
                })
                .orElse("");
    }

    /** When an alert began to fire. */
    Optional<Instant> startsAt() {
        return text("startsAt").map(text -> storedInstant("startsAt", text));
    }

    /** Where the page of the history of alerts before ended; a cursor of another rule is refused. */
    Optional<AlertCursor> alertCursor(String rule) {
        return text("cursor")
                .map(text -> AlertCursor.parse(text)
                        .filter(cursor -> cursor.rule().equals(rule))
                        .orElseThrow(() -> new WrongParameter(
                                "cursor", text, "the 'next' of an earlier page, with the same rule")));
    }

    private Causes.Company company(String text) {
        return switch (text) {
            case "true" -> Causes.companyOf(true);
            case "false" -> Causes.companyOf(false);
            default -> throw new WrongParameter("alone", text, "true, false");
        };
    }

    /** Where the page before ended; a cursor of another question is refused. */
    Optional<OrderCursor> cursor() {
        return text("cursor").map(text -> {
            OrderCursor cursor = OrderCursor.parse(text)
                    .filter(parsed -> parsed.question() == question())
                    .orElseThrow(() -> new WrongParameter(
                            "cursor",
                            text,
                            "the 'next' of an earlier page, with the same measure, outcome, window and filters"));
            asOfMinute().filter(minute -> minute != cursor.asOfMinute()).ifPresent(_ -> {
                throw new WrongParameter(
                        "asOf",
                        String.valueOf(values.getFirst("asOf")),
                        "with this cursor only " + Panes.instantOf(cursor.asOfMinute()));
            });
            return cursor;
        });
    }

    /** A checksum of all that a page and its next must have in common. */
    long question() {
        CRC32 checksum = new CRC32();
        String question = measure().key() + "|" + outcome() + "|" + window().minutes() + "|" + filters();
        checksum.update(question.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
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
        // A name without '=' has no value at all, which is as wrong as an empty one.
        return values.containsKey(name)
                ? Optional.of(Objects.requireNonNullElse(values.getFirst(name), ""))
                : Optional.empty();
    }

    /** An instant that is compared with stored ones: PostgreSQL knows no year 0. */
    private static Instant storedInstant(String name, String text) {
        Instant instant = instant(name, text);
        if (instant.isBefore(FIRST_STORED)) {
            throw new WrongParameter(name, text, "an RFC 3339 instant in the years 0001 to 9999");
        }
        return instant;
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
