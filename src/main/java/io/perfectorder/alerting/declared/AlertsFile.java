package io.perfectorder.alerting.declared;

import io.perfectorder.alerting.Holidays;
import io.perfectorder.alerting.Matchers;
import io.perfectorder.alerting.Origin;
import io.perfectorder.alerting.Route;
import io.perfectorder.alerting.Routes;
import io.perfectorder.alerting.Silence;
import io.perfectorder.core.alert.AlertRule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a file of alerts: rules, routes, silences and calendars. */
public final class AlertsFile {
    private static final Set<String> LABELS = Set.of(
            "rule", "kind", "owner", "tier", "region", "distributionCentre", "carrier", "customer", "channel", "order");
    private static final Duration GATHER = Duration.ofSeconds(10);
    private static final Duration LONGEST_GATHER = Duration.ofHours(1);
    private static final Duration SHORTEST_REPEAT = Duration.ofMinutes(1);

    private final Optional<Set<String>> channels;

    private AlertsFile(Optional<Set<String>> channels) {
        this.channels = channels;
    }

    /**
     * What the text declares; fails with a {@link WrongDeclaration}.
     *
     * @param channels the names that routes may use; empty: any
     */
    public static DeclaredAlerts read(String text, Optional<Set<String>> channels) {
        return text.isBlank() ? DeclaredAlerts.NONE : Yaml.read(text, new AlertsFile(channels)::alerts);
    }

    /** Which alerts a mapping of labels and values means. */
    static Matchers matchers(Section section) {
        Map<String, Set<String>> allowed = new HashMap<>();
        section.section("match").ifPresent(match -> {
            for (String label : match.names()) {
                if (!LABELS.contains(label)) {
                    match.wrong(match.lineOf(label), "'" + label + "' is unknown; allowed: " + labels());
                }
                allowed.put(label, new LinkedHashSet<>(match.texts(label)));
            }
        });
        return new Matchers(allowed);
    }

    private DeclaredAlerts alerts(Section file) {
        List<AlertRule> rules = rules(file);
        List<Route> routes = routes(file);
        List<Silence> silences = new ArrayList<>();
        file.sections("silences", "silence").forEach(each -> silence(each).ifPresent(silences::add));
        List<Holidays> calendars = new ArrayList<>();
        file.sections("calendars", "calendar").forEach(each -> calendar(each).ifPresent(calendars::add));
        file.close("rules, routes, silences, calendars");
        return new DeclaredAlerts(rules, new Routes(routes), silences, calendars);
    }

    private static List<AlertRule> rules(Section file) {
        List<AlertRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section section : file.sections("rules", "rule")) {
            RuleReader.read(section).ifPresent(rule -> {
                if (!ids.add(rule.head().id())) {
                    section.wrong("id", rule.head().id(), "an id that no rule before has", "");
                }
                rules.add(rule);
            });
        }
        return rules;
    }

    private List<Route> routes(Section file) {
        List<Route> routes = new ArrayList<>();
        Map<String, Section> byName = new HashMap<>();
        for (Section section : file.sections("routes", "route")) {
            Route route = route(section);
            if (byName.put(route.name(), section) != null) {
                section.wrong("name", route.name(), "a name that no route before has", "");
            }
            routes.add(route);
        }
        routes.forEach(route -> checkEscalation(route, routes, byName));
        return routes;
    }

    private Route route(Section section) {
        String name = section.text("name");
        List<String> names = section.texts("channels");
        if (names.isEmpty()) {
            section.wrong(section.lineOf("channels"), "'channels' is empty; allowed: one name or more");
        }
        channels.ifPresent(known -> names.stream()
                .filter(channel -> !known.contains(channel))
                .forEach(channel -> section.wrong(
                        "channels",
                        channel,
                        known.isEmpty()
                                ? "none, since no channel is configured"
                                : String.join(", ", known.stream().sorted().toList()),
                        "")));
        List<String> groupBy = section.has("groupBy") ? section.texts("groupBy") : List.of("rule");
        groupBy.stream()
                .filter(label -> !LABELS.contains(label))
                .forEach(label -> section.wrong("groupBy", label, labels(), ""));
        Duration gather = bounded(section, "gather", GATHER, Duration.ZERO, LONGEST_GATHER);
        Optional<Duration> repeat = section.has("repeatEvery")
                ? Optional.of(bounded(section, "repeatEvery", SHORTEST_REPEAT, SHORTEST_REPEAT, Duration.ofDays(365)))
                : Optional.empty();
        Optional<Route.Escalation> escalation = section.has("escalateTo") || section.has("escalateAfter")
                ? Optional.of(new Route.Escalation(section.duration("escalateAfter"), section.text("escalateTo")))
                : Optional.empty();
        Locale locale = Locale.forLanguageTag(section.text("language", "en"));
        Matchers matchers = matchers(section);
        section.close("name, match, channels, groupBy, gather, repeatEvery, escalateAfter, escalateTo, language");
        return new Route(name, matchers, names, groupBy, gather, repeat, escalation, locale);
    }

    private static Duration bounded(Section section, String key, Duration otherwise, Duration least, Duration most) {
        Duration given = section.duration(key, otherwise);
        return given.compareTo(least) >= 0 && given.compareTo(most) <= 0
                ? given
                : section.wrong(key, given.toString(), "a duration from " + least + " to " + most, otherwise);
    }

    private static void checkEscalation(Route route, List<Route> routes, Map<String, Section> sections) {
        Section section = sections.get(route.name());
        if (route.escalation().isEmpty() || section == null) {
            return;
        }
        Routes all = new Routes(routes);
        Set<String> seen = new LinkedHashSet<>(List.of(route.name()));
        Optional<Route.Escalation> step = route.escalation();
        while (step.isPresent()) {
            String to = step.get().to();
            Optional<Route> next = all.named(to);
            if (next.isEmpty()) {
                section.wrong("escalateTo", to, "the name of a route", "");
                return;
            }
            if (!seen.add(to)) {
                section.wrong(
                        "escalateTo",
                        to,
                        "a route that does not lead back: " + String.join(" → ", seen) + " → " + to,
                        "");
                return;
            }
            step = next.get().escalation();
        }
    }

    private static Optional<Silence> silence(Section section) {
        Instant until = section.instant("until").orElse(Instant.MAX);
        Instant from = section.instant("from").orElse(Instant.EPOCH);
        if (!section.has("until")) {
            section.wrong(section.lineOf("until"), "'until' is missing");
        }
        String by = section.text("by");
        String reason = section.text("reason");
        Matchers matchers = matchers(section);
        if (!section.close("match, from, until, by, reason")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Silence(0, matchers, from, until, by, reason, Origin.FILE));
        } catch (IllegalArgumentException refused) {
            section.refused(refused);
            return Optional.empty();
        }
    }

    private static Optional<Holidays> calendar(Section section) {
        String name = section.text("name");
        ZoneId zone = section.one("zone", AlertsFile::zone, ZoneOffset.UTC, "a time zone such as Europe/Berlin");
        List<Holidays.Days> days = new ArrayList<>();
        section.texts("days").forEach(text -> days(section, text).ifPresent(days::add));
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        section.texts("weekdays").forEach(text -> weekday(section, text).ifPresent(weekdays::add));
        Matchers matchers = matchers(section);
        section.close("name, match, zone, days, weekdays");
        return section.isWrong() ? Optional.empty() : Optional.of(new Holidays(name, matchers, zone, days, weekdays));
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** One day, or two with {@code ..} between them. */
    private static Optional<Holidays.Days> days(Section section, String text) {
        String[] ends = text.split("\\.\\.", -1);
        try {
            LocalDate first = LocalDate.parse(ends[0]);
            LocalDate last = ends.length == 1 ? first : LocalDate.parse(ends[1]);
            if (ends.length <= 2) {
                return Optional.of(new Holidays.Days(first, last));
            }
        } catch (DateTimeException | IllegalArgumentException wrong) {
            section.wrong("days", text, "days such as 2026-12-25 or 2026-12-24..2026-12-31", "");
            return Optional.empty();
        }
        section.wrong("days", text, "days such as 2026-12-25 or 2026-12-24..2026-12-31", "");
        return Optional.empty();
    }

    private static Optional<DayOfWeek> weekday(Section section, String text) {
        try {
            return Optional.of(DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            section.wrong("weekdays", text, "monday to sunday", "");
            return Optional.empty();
        }
    }

    private static String labels() {
        return String.join(", ", LABELS.stream().sorted().toList());
    }
}
