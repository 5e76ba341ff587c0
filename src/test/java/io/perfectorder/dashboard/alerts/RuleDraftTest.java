package io.perfectorder.dashboard.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.alerting.RuleKind;
import io.perfectorder.alerting.declared.Mistake;
import io.perfectorder.alerting.declared.Problem;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.RefusedRule;
import io.perfectorder.dashboard.BundleWords;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleDraftTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{id: a, kind: threshold, owner: o, scope: {tier: gold, carrier: each}, window: 7d, fire: 0.9, clear: 0.95}",
                "{id: a, kind: threshold, owner: o, scope: {tier: gold, customer: each}, window: 7d, fire: 0.9, clear: 0.95}",
                "{id: a, kind: any-failure, owner: o, scope: {customer: ACME}, window: 7d}",
                "{id: a, kind: significant, owner: o, measure: otif, scope: {region: n}, window: 1d, target: 0.95, for: 90m}",
                "{id: a, kind: burn-rate, owner: o, target: 0.95, longWindow: 1d, shortWindow: 1h, budgetShare: 0.1}",
                "{id: a, kind: drift, owner: o, window: 30d, target: 0.95, decayed: 0.9, limit: 10, clearLimit: 0}",
                "{id: a, kind: any-failure, owner: o, description: d, runbook: \"https://a.b\", window: 15m}",
                "{id: a, kind: at-risk, owner: o, lowestPriority: 2, within: 1h30m}",
                "{id: a, kind: staleness, owner: o, source: snapshots, limit: 45s}"
            })
    void aRuleThatIsOpenedAndReadAgain_isTheSame(String text) {
        AlertRule rule = RuleReader.read(text);

        assertThat(RuleDraft.of(rule).read()).isEqualTo(new RuleDraft.Right(rule));
    }

    @ParameterizedTest
    @EnumSource(RuleKind.class)
    void aFreshDraft_lacksNothingButTheNames(RuleKind kind) {
        RuleDraft.Reading nameless = new RuleDraft(kind, RuleDraft.fresh().values()).read();

        assertThat(new RuleDraft(kind, with(Map.of(RuleField.ID, "a", RuleField.OWNER, "o"))).read())
                .isInstanceOf(RuleDraft.Right.class);
        assertThat(((RuleDraft.Wrong) nameless).problems())
                .extracting(Problem::mistake)
                .containsExactlyInAnyOrder(
                        new Mistake("id", Mistake.Kind.MISSING, List.of()),
                        new Mistake("owner", Mistake.Kind.MISSING, List.of()));
    }

    @Test
    void aRuleThatCanNeverFire_isRefusedWithItsArithmeticAtTheField() {
        RuleDraft.Reading reading = new RuleDraft(
                        RuleKind.BURN_RATE,
                        with(Map.of(RuleField.ID, "a", RuleField.OWNER, "o", RuleField.BUDGET_SHARE, "0.9")))
                .read();

        Mistake mistake = ((RuleDraft.Wrong) reading).problems().getFirst().mistake();
        assertThat(mistake.field()).isEqualTo("budgetShare");
        assertThat(said(mistake, RuleKind.BURN_RATE, "en"))
                .startsWith("Share of the budget: can never fire")
                .contains("0.9000 × 43200 min ÷ 1440 min = 27.00", "1 ÷ 0.05000 = 20.00");
        assertThat(said(mistake, RuleKind.BURN_RATE, "zh-CN"))
                .contains("永远不会触发", "0.9000 × 43200 分钟 ÷ 1440 分钟 = 27.00", "1 ÷ 0.05000 = 20.00");
    }

    @Test
    void whatIsNoNumber_isSaidAtItsField() {
        RuleDraft draft = new RuleDraft(
                RuleKind.THRESHOLD, with(Map.of(RuleField.ID, "a", RuleField.OWNER, "o", RuleField.FIRE, "90%")));

        Mistake mistake = ((RuleDraft.Wrong) draft.read()).problems().getFirst().mistake();

        assertThat(mistake).isEqualTo(new Mistake("fire", Mistake.Kind.NUMBER, List.of("90%", "a number")));
        assertThat(said(mistake, RuleKind.THRESHOLD, "zh-CN")).contains("“90%”不是数字");
    }

    @ParameterizedTest
    @EnumSource(RefusedRule.Flaw.class)
    void everyFlawOfARule_isAMistake(RefusedRule.Flaw flaw) {
        assertThat(Mistake.Kind.valueOf(flaw.name()).name()).isEqualTo(flaw.name());
    }

    @ParameterizedTest
    @EnumSource(Mistake.Kind.class)
    void everyMistake_isSaidInBothLanguages(Mistake.Kind kind) {
        Mistake mistake = new Mistake("scope", kind, List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"));

        assertThat(said(mistake, RuleKind.THRESHOLD, "en")).doesNotContain("{").startsWith("Tiers: ");
        assertThat(said(mistake, RuleKind.THRESHOLD, "zh-CN"))
                .doesNotContain("{")
                .startsWith("客户等级：")
                .isNotEqualTo(said(mistake, RuleKind.THRESHOLD, "en"));
    }

    private static String said(Mistake mistake, RuleKind kind, String language) {
        return new MistakeWords(kind, BundleWords.in(Locale.forLanguageTag(language))).say(mistake);
    }

    @Test
    void durations_areWrittenAsPeopleWriteThem() {
        assertThat(List.of(Duration.ZERO, Duration.ofMinutes(90), Duration.ofDays(7), Duration.ofSeconds(86_401)))
                .extracting(RuleDraft::shortly)
                .containsExactly("", "1h30m", "7d", "1d1s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everyField_hasAName(String language) {
        for (RuleField field : RuleField.values()) {
            BundleWords.in(Locale.forLanguageTag(language)).say("alerts.field." + field.name());
        }
    }

    private static Map<RuleField, String> with(Map<RuleField, String> more) {
        Map<RuleField, String> values = new EnumMap<>(RuleDraft.fresh().values());
        values.putAll(more);
        return values;
    }
}
