package io.perfectorder.alerting.declared;

import io.perfectorder.alerting.RuleKind;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.AnyFailureRule;
import io.perfectorder.core.alert.AtRiskRule;
import io.perfectorder.core.alert.BurnRateRule;
import io.perfectorder.core.alert.DriftRule;
import io.perfectorder.core.alert.Pick;
import io.perfectorder.core.alert.RuleHead;
import io.perfectorder.core.alert.Scope;
import io.perfectorder.core.alert.SignificantRule;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.alert.ThresholdRule;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads alert rules. */
public final class RuleReader {
    private static final String HEAD = "id, kind, owner, description, runbook, for";
    private static final String MEASURES =
            Arrays.stream(Measure.values()).map(Measure::key).collect(Collectors.joining(", "));
    private static final String KINDS =
            Arrays.stream(RuleKind.values()).map(RuleKind::key).collect(Collectors.joining(", "));
    private static final String WINDOWS = "PT15M, PT1H, P1D, P7D, P30D";

    private RuleReader() {}

    /** One rule in YAML or JSON; fails with a {@link WrongDeclaration}. */
    public static AlertRule read(String text) {
        // Without a problem there is a rule.
        return Yaml.read(text, RuleReader::read).orElseThrow();
    }

    static Optional<AlertRule> read(Section section) {
        RuleKind kind = section.one("kind", RuleKind::ofKey, RuleKind.ANY_FAILURE, KINDS);
        if (section.isWrong()) {
            return Optional.empty();
        }
        try {
            RuleHead head = head(section);
            AlertRule rule = switch (kind) {
                case THRESHOLD -> threshold(head, section);
                case SIGNIFICANT -> significant(head, section);
                case BURN_RATE -> burnRate(head, section);
                case DRIFT -> drift(head, section);
                case ANY_FAILURE ->
                    new AnyFailureRule(head, measure(section), scope(section), window(section, "window"));
                case AT_RISK -> new AtRiskRule(head, priority(section), section.duration("within"));
                case STALENESS -> new StalenessRule(head, source(section), section.duration("limit"));
            };
            return section.close(HEAD + ", " + fields(kind)) ? Optional.of(rule) : Optional.empty();
        } catch (IllegalArgumentException refused) {
            // A field that was wrong before is harmless, and may be what is refused now.
            if (!section.isWrong()) {
                section.refused(refused);
            }
            section.close(HEAD + ", " + fields(kind));
            return Optional.empty();
        }
    }

    private static String fields(RuleKind kind) {
        return switch (kind) {
            case THRESHOLD -> "measure, scope, window, fire, clear, minimumOrders";
            case SIGNIFICANT -> "measure, scope, window, target, level, clearLevel, minimumOrders";
            case BURN_RATE ->
                "measure, scope, target, period, longWindow, shortWindow, budgetShare, clearShare, minimumOrders";
            case DRIFT -> "measure, scope, window, target, decayed, limit, clearLimit";
            case ANY_FAILURE -> "measure, scope, window";
            case AT_RISK -> "lowestPriority, within";
            case STALENESS -> "source, limit";
        };
    }

    private static RuleHead head(Section section) {
        String runbook = section.text("runbook", "");
        if (!runbook.isEmpty() && !runbook.matches("https?://[^\\s\\p{Cntrl}<>\"]+")) {
            section.wrong(
                    Mistake.Kind.ADDRESS, "runbook", runbook, "an address that begins with https:// or http://", "");
        }
        String owner = section.text("owner");
        if (section.has("owner") && (owner.isBlank() || owner.length() > 100)) {
            section.wrong(Mistake.Kind.LENGTH, "owner", owner, "1 to 100 characters", "");
        }
        return new RuleHead(
                section.text("id"),
                owner,
                section.text("description", ""),
                runbook,
                section.duration("for", Duration.ZERO));
    }

    private static AlertRule threshold(RuleHead head, Section section) {
        return new ThresholdRule(
                head,
                measure(section),
                scope(section),
                window(section, "window"),
                section.number("fire"),
                section.number("clear"),
                section.whole("minimumOrders", 1));
    }

    private static AlertRule significant(RuleHead head, Section section) {
        return new SignificantRule(
                head,
                measure(section),
                scope(section),
                window(section, "window"),
                section.number("target"),
                section.number("level", 0.05),
                section.number("clearLevel", 0.2),
                section.whole("minimumOrders", 1));
    }

    private static AlertRule burnRate(RuleHead head, Section section) {
        return new BurnRateRule(
                head,
                measure(section),
                scope(section),
                section.number("target"),
                section.has("period") ? window(section, "period") : LiveWindow.MONTH,
                window(section, "longWindow"),
                window(section, "shortWindow"),
                section.number("budgetShare"),
                section.number("clearShare", 0.9),
                section.whole("minimumOrders", 1));
    }

    private static AlertRule drift(RuleHead head, Section section) {
        return new DriftRule(
                head,
                measure(section),
                scope(section),
                window(section, "window"),
                section.number("target"),
                section.number("decayed"),
                section.number("limit"),
                section.number("clearLimit"));
    }

    private static int priority(Section section) {
        long given = section.whole("lowestPriority", 1);
        return (int) given == given
                ? (int) given
                : section.wrong(
                        Mistake.Kind.WHOLE_NUMBER,
                        "lowestPriority",
                        Long.toString(given),
                        "a whole number up to " + Integer.MAX_VALUE,
                        1);
    }

    private static Measure measure(Section section) {
        return section.has("measure")
                ? section.one("measure", Measure::ofKey, Measure.PERFECT_ORDER, MEASURES)
                : Measure.PERFECT_ORDER;
    }

    private static StalenessRule.Source source(Section section) {
        return section.one(
                "source",
                text -> Arrays.stream(StalenessRule.Source.values())
                        .filter(source -> source.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst(),
                StalenessRule.Source.EVENTS,
                "events, snapshots");
    }

    private static LiveWindow window(Section section, String key) {
        Duration length = section.duration(key);
        return Arrays.stream(LiveWindow.values())
                .filter(window -> window.length().equals(length) || section.isWrong())
                .findFirst()
                .orElseGet(() ->
                        section.wrong(Mistake.Kind.CHOICE, key, length.toString(), WINDOWS, LiveWindow.QUARTER_HOUR));
    }

    /** Absent: the total. A tier and at most one other dimension, each with one value or with {@code each}. */
    private static Scope scope(Section section) {
        Section scope = section.section("scope").orElse(null);
        if (scope == null) {
            return Scope.TOTAL;
        }
        Pick tier = new Pick.Together();
        Pick value = new Pick.Together();
        Dimension by = Dimension.ALL;
        for (String name : scope.names()) {
            Pick pick = pick(scope.text(name));
            Dimension dimension = Dimension.ofKey(name).orElse(Dimension.ALL);
            switch (dimension) {
                case TIER -> tier = pick;
                case REGION, DISTRIBUTION_CENTRE, CARRIER, CUSTOMER, CHANNEL -> {
                    if (by != Dimension.ALL) {
                        scope.wrong(
                                scope.lineOf(name), "'" + name + "' is a second dimension; allowed beside tier: one");
                    }
                    by = dimension;
                    value = pick;
                }
                case ALL ->
                    scope.wrong(
                            scope.lineOf(name),
                            "'" + name
                                    + "' cannot be watched; allowed: tier, and one of region, distributionCentre, carrier, customer, channel");
            }
        }
        if (scope.isWrong()) {
            section.spoil();
            return Scope.TOTAL;
        }
        return new Scope(tier, by, value);
    }

    private static Pick pick(String text) {
        return text.equals("each") ? new Pick.Each() : new Pick.One(text);
    }
}
