package io.perfectorder.alerting.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.perfectorder.alerting.Matchers;
import io.perfectorder.alerting.Route;
import io.perfectorder.core.alert.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AlertsFileTest {
    private static final String GOOD = """
            rules:
              - id: gold-perfect
                kind: threshold
                owner: operations
                description: Gold customers get what they were promised
                runbook: https://wiki.example/gold
                for: 10m
                measure: perfect-order
                scope: {tier: gold, carrier: each}
                window: P1D
                fire: 0.9
                clear: 0.93
                minimumOrders: 20
              - {id: budget, kind: burn-rate, owner: operations, target: 0.95, longWindow: PT1H, shortWindow: 15m, budgetShare: 0.02}
            routes:
              - name: night
                match: {tier: [gold, platinum]}
                channels: [pager]
                escalateAfter: 30m
                escalateTo: everybody
                language: zh-CN
              - {name: everybody, channels: chat, repeatEvery: 4h, gather: 0s}
            silences:
              - {match: {carrier: DHL}, from: "2026-01-01T00:00:00Z", until: "2026-01-02T00:00:00+01:00", by: Ann, reason: strike}
            calendars:
              - {name: holidays, match: {distributionCentre: Berlin}, zone: Europe/Berlin, days: [2026-12-25, 2026-12-31..2027-01-01], weekdays: [sunday]}
            """;

    @Test
    void aGoodFile_isRead() {
        DeclaredAlerts alerts = AlertsFile.read(GOOD, Optional.of(Set.of("pager", "chat")));

        assertThat(alerts.rules()).extracting(rule -> rule.head().id()).containsExactly("gold-perfect", "budget");
        assertThat(alerts.rules().getFirst().head().holdFor()).isEqualTo(Duration.ofMinutes(10));
        Route night = alerts.routes().all().getFirst();
        assertThat(night.matchers()).isEqualTo(new Matchers(Map.of("tier", Set.of("gold", "platinum"))));
        assertThat(night.escalation()).contains(new Route.Escalation(Duration.ofMinutes(30), "everybody"));
        assertThat(night.locale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(alerts.routes().all().getLast().channels()).containsExactly("chat");
        assertThat(alerts.silences().getFirst().endsAt()).isEqualTo(Instant.parse("2026-01-01T23:00:00Z"));
        assertThat(alerts.calendars().getFirst().days()).hasSize(2);
    }

    @Test
    void everyMistake_isNamedWithItsLineAndWhatIsAllowed() {
        assertThat(problems("""
                rules:
                  - id: Bad Name
                    kind: threshold
                    owner: operations
                    window: P1D
                    fire: 0.9
                    clear: 0.95
                  - id: second
                    kind: threshold
                    owner: operations
                    window: P2D
                    fire: lots
                    claer: 0.9
                  - id: third
                    kind: magic
                  - id: fourth
                    kind: burn-rate
                    owner: operations
                    target: 0.95
                    longWindow: PT1H
                    shortWindow: PT15M
                    budgetShare: 0.05
                  - {id: fifth, kind: any-failure, owner: o, window: P1D, scope: {customer: ACME, channel: web}}
                routes:
                  - {name: a, channels: [nowhere], escalateAfter: 1m, escalateTo: b}
                  - {name: b, channels: [chat], escalateAfter: 1m, escalateTo: a, match: {tear: gold}}
                silences:
                  - {by: Ann, reason: x}
                calendars:
                  - {name: c, zone: Moon/Base, days: [yesterday]}
                tables: 4
                """)).extracting(Problem::toString).satisfies(all -> {
            assertThat(all).anyMatch(p -> p.startsWith("line 2: rule: id: 'Bad Name' is not 1 to 60"));
            assertThat(all).anyMatch(p -> p.startsWith("line 8: rule: 'clear' is missing"));
            assertThat(all).anyMatch(p -> p.equals("line 12: rule: 'fire' is 'lots'; allowed: a number"));
            assertThat(all).anyMatch(p -> p.startsWith("line 13: rule: 'claer' is unknown; allowed: id, kind"));
            assertThat(all).anyMatch(p -> p.startsWith("line 15: rule: 'kind' is 'magic'; allowed: threshold, "));
            assertThat(all)
                    .anyMatch(p -> p.startsWith("line 22: rule: budgetShare: can never fire")
                            && p.contains("1 ÷ 0.05000 = 20.00"));
            assertThat(all).anyMatch(p -> p.startsWith("line 23: ") && p.contains("'channel' is a second dimension"));
            assertThat(all).anyMatch(p -> p.equals("line 25: route: 'channels' is 'nowhere'; allowed: chat"));
            assertThat(all).anyMatch(p -> p.startsWith("line 25: ") && p.contains("does not lead back: a → b → a"));
            assertThat(all).anyMatch(p -> p.startsWith("line 26: match: 'tear' is unknown; allowed: "));
            assertThat(all).anyMatch(p -> p.equals("line 28: silence: 'until' is missing"));
            assertThat(all).anyMatch(p -> p.startsWith("line 30: calendar: 'zone' is 'Moon/Base'"));
            assertThat(all).anyMatch(p -> p.startsWith("line 30: calendar: 'days' is 'yesterday'"));
            assertThat(all)
                    .anyMatch(
                            p -> p.equals("line 31: 'tables' is unknown; allowed: rules, routes, silences, calendars"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules: [",
                "- a",
                "7",
                "rules: 7",
                "rules: [7]",
                "rules:\n  - {id: a, id: b}",
                "a: &a [*a]",
                "\t"
            })
    void whatIsNoFileOfAlerts_isRefusedWithALine(String text) {
        if (!text.isBlank()) {
            assertThat(problems(text)).isNotEmpty().allMatch(problem -> problem.line() >= 1);
        }
    }

    @Test
    void withoutChannels_aRouteIsToldThatThereAreNone() {
        assertThat(catchThrowableOfType(
                        WrongDeclaration.class,
                        () -> AlertsFile.read("routes: [{name: a, channels: [chat]}]", Optional.of(Set.of()))))
                .hasMessage("line 1: route: 'channels' is 'chat'; allowed: none, since no channel is configured");
    }

    @Test
    void everyKindOfRule_isReadAsItIsWritten() {
        List<String> rules = List.of(
                "{id: a, kind: threshold, owner: o, window: PT15M, fire: 0.9, clear: 0.95, scope: {tier: each}}",
                "{id: b, kind: significant, owner: o, window: P7D, target: 0.95, measure: on-time, scope: {region: North}}",
                "{id: c, kind: burn-rate, owner: o, target: 0.95, longWindow: PT1H, shortWindow: PT15M, budgetShare: 0.02}",
                "{id: d, kind: drift, owner: o, window: P30D, target: 0.95, decayed: 0.85, limit: 10, clearLimit: 5}",
                "{id: e, kind: any-failure, owner: o, window: P1D, scope: {tier: key, channel: each}}",
                "{id: f, kind: at-risk, owner: o, lowestPriority: 3, within: 2h}",
                "{id: g, kind: staleness, owner: o, source: snapshots, limit: 5m, runbook: \"https://a.b/c\"}");

        for (String text : rules) {
            AlertRule rule = RuleReader.read(text);
            String written = new JsonMapper().writeValueAsString(RuleText.of(rule));
            assertThat(RuleReader.read(written)).isEqualTo(rule);
        }
    }

    private static List<Problem> problems(String text) {
        WrongDeclaration wrong =
                catchThrowableOfType(WrongDeclaration.class, () -> AlertsFile.read(text, Optional.of(Set.of("chat"))));
        return wrong == null ? List.of() : wrong.problems();
    }

    @Test
    void aPriorityThatIsTooLarge_isNamed() {
        assertThat(problems("""
                rules:
                  - {id: a, kind: at-risk, owner: o, lowestPriority: 99999999999, within: 1h}
                """))
                .extracting(Problem::toString)
                .containsExactly(
                        "line 2: rule: 'lowestPriority' is '99999999999'; allowed: a whole number up to 2147483647");
    }
}
