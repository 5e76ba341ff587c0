package io.perfectorder.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void sevenOfEight_isChance_andThirtyFiveOfForty_isNot() {
        assertThat(significance(7, 8).evidence())
                .isInstanceOfSatisfying(
                        Evidence.Significance.class,
                        found -> assertThat(found.p()).isCloseTo(0.337, within(0.0005)));
        assertThat(significance(7, 8).reading()).isNotEqualTo(Reading.BROKEN);
        assertThat(significance(35, 40).evidence())
                .isInstanceOfSatisfying(
                        Evidence.Significance.class,
                        found -> assertThat(found.p()).isCloseTo(0.048, within(0.0005)));
        assertThat(significance(35, 40).reading()).isEqualTo(Reading.BROKEN);
    }

    @Test
    void adjustedLevels_areThoseOfBenjaminiAndHochberg() {
        assertThat(FalseDiscoveries.adjusted(new double[] {0.04, 0.01, 0.03, 0.005}))
                .containsExactly(new double[] {0.04, 0.02, 0.04, 0.02}, within(1e-15));
    }

    @Test
    void amongManyCustomers_onlyTheOneThatIsWorseThanChance_fires() {
        var rule = new SignificantRule(
                head(),
                Measure.PERFECT_ORDER,
                new Scope(new Pick.One("gold"), Dimension.CUSTOMER, new Pick.Each()),
                LiveWindow.DAY,
                0.95,
                0.05,
                0.2,
                1);
        Random random = new Random(7);
        List<GroupLevels> customers = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            long met = random.doubles(40).filter(each -> each < 0.95).count();
            customers.add(new GroupLevels("customer-" + number, tally(met, 40), Tally.ZERO, List.of()));
        }
        customers.add(new GroupLevels("bad", tally(25, 40), Tally.ZERO, List.of()));
        Snapshot without = snapshot(tally(1, 1), List.of());
        Map<LiveWindow, WindowLevels> windows = new EnumMap<>(without.windows());
        windows.computeIfPresent(LiveWindow.DAY, (_, day) -> day.withCustomers(List.of(), Map.of("gold", customers)));

        List<Finding> findings = rule.findings(new Seen(without.withWindows(windows), List.of()), NOW);

        assertThat(findings)
                .filteredOn(finding -> ((Evidence.Significance) finding.evidence()).p() <= 0.05)
                .as("by chance alone")
                .hasSizeGreaterThan(5);
        assertThat(findings)
                .filteredOn(finding -> finding.reading() == Reading.BROKEN)
                .extracting(Finding::group)
                .containsExactly(new AlertGroup("gold", "customer", "bad"));
    }

    @Test
    void aBurnRateThatNoFailureReaches_isRefusedWithTheArithmetic() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> burn(0.95, 0.05))
                .withMessageContaining("can never fire")
                .withMessageContaining("43200 min ÷ 60 min = 36.00")
                .withMessageContaining("1 ÷ 0.05000 = 20.00");
        assertThat(burn(0.95, 0.02).factor()).isCloseTo(14.4, within(1e-9));
    }

    @Test
    void noiseBetweenTheLevels_changesAnAlertAtMostOnce() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (long first : new long[] {500, 920, 990}) {
                Map<AlertGroup, AlertStatus> statuses =
                        threshold(first, NOW, Map.of()).statuses();
                List<Transition> changes = new ArrayList<>();
                for (int step = 1; step <= 100; step++) {
                    Evaluation next = threshold(900 + random.nextLong(50), NOW.plusSeconds(step), statuses);
                    statuses = next.statuses();
                    changes.addAll(next.transitions());
                }
                assertThat(changes).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void anAlert_waitsFiresResolvesAndFiresAgain() {
        Map<AlertGroup, AlertStatus> statuses = Map.of();
        List<Phase> phases = new ArrayList<>();
        long[] met = {800, 800, 800, 920, 990, 800, 800, 800};
        for (int minute = 0; minute < met.length; minute++) {
            Evaluation next = threshold(met[minute], NOW.plus(Duration.ofMinutes(minute)), statuses);
            statuses = next.statuses();
            next.transitions().forEach(change -> phases.add(change.to()));
        }

        assertThat(phases).containsExactly(Phase.PENDING, Phase.FIRING, Phase.RESOLVED, Phase.PENDING, Phase.FIRING);
    }

    @Test
    void slowDecay_isFoundByDrift() {
        var rule = new DriftRule(head(), Measure.PERFECT_ORDER, Scope.TOTAL, LiveWindow.MONTH, 0.95, 0.85, 10, 5);

        assertThat(rule.findings(trend(Collections.nCopies(30, tally(19, 20))), NOW))
                .first()
                .satisfies(finding -> assertThat(finding.reading()).isEqualTo(Reading.CLEAR));
        assertThat(rule.findings(trend(Collections.nCopies(30, tally(17, 20))), NOW))
                .first()
                .satisfies(finding -> assertThat(finding.reading()).isEqualTo(Reading.BROKEN));
    }

    @Test
    void theDriftOfACarrier_isFoundInTrendsThatAreNoPartOfTheSnapshot() {
        Scope carriers = new Scope(new Pick.One("gold"), Dimension.CARRIER, new Pick.Each());
        var rule = new DriftRule(head(), Measure.PERFECT_ORDER, carriers, LiveWindow.MONTH, 0.95, 0.85, 10, 5);
        AlertGroup falcon = new AlertGroup("gold", "carrier", "Falcon");
        Snapshot snapshot = trend(Collections.nCopies(30, tally(0, 20))).snapshot();
        Seen seen = new Seen(
                snapshot,
                List.of(),
                Map.of(
                        new Watched(carriers, List.of(LiveWindow.MONTH)),
                        Map.of(falcon, Collections.nCopies(30, tally(17, 20)))));

        assertThat(rule.findings(seen, NOW)).singleElement().satisfies(finding -> {
            assertThat(finding.group()).isEqualTo(falcon);
            assertThat(finding.reading()).isEqualTo(Reading.BROKEN);
        });
        assertThat(rule.findings(new Seen(snapshot, List.of()), NOW)).isEmpty();
    }

    @Test
    void aScope_hasAGroupForTheOrdersThatItHolds() {
        Scope eachOfGold = new Scope(new Pick.One("gold"), Dimension.CARRIER, new Pick.Each());
        Scope falconOfAll = new Scope(new Pick.Together(), Dimension.CARRIER, new Pick.One("Falcon"));

        assertThat(eachOfGold.groupOf("gold", "Bison")).contains(new AlertGroup("gold", "carrier", "Bison"));
        assertThat(eachOfGold.groupOf("silver", "Bison")).isEmpty();
        assertThat(eachOfGold.groupOf("gold", "")).isEmpty();
        assertThat(falconOfAll.groupOf("", "Falcon")).contains(new AlertGroup("", "carrier", "Falcon"));
        assertThat(falconOfAll.groupOf("", "Bison")).isEmpty();
        assertThat(Scope.EACH_TIER.groupOf("gold", "")).contains(new AlertGroup("gold", "", ""));
        assertThat(Scope.TOTAL.groupOf("gold", "")).contains(AlertGroup.ALL);
    }

    @Test
    void anOrderThatAnEstimateKeeps_isLeftAlone() {
        var rule = new AtRiskRule(head(), 2, Duration.ofHours(2));
        Instant deadline = NOW.plus(Duration.ofHours(1));
        var lost = new LateOrder("lost", "gold", Optional.of(2), deadline, Optional.empty());
        var kept = new LateOrder("kept", "gold", Optional.of(1), deadline, Optional.of(deadline));
        var minor = new LateOrder("minor", "gold", Optional.of(3), deadline, Optional.empty());

        assertThat(rule.findings(new Seen(snapshot(tally(1, 1), List.of()), List.of(lost, kept, minor)), NOW))
                .extracting(finding -> finding.group().value())
                .containsExactly("lost");
    }

    @Test
    void anOrderThatWasNotSaved_firesOnPastItsDeadline_untilItIsDelivered() {
        var rule = new AtRiskRule(new RuleHead("rule", "operations", "", "", Duration.ZERO), 2, Duration.ofHours(2));
        Instant deadline = NOW.plus(Duration.ofMinutes(10));
        var late = new LateOrder("late", "gold", Optional.of(1), deadline, Optional.empty());

        Evaluation before = Evaluation.of(rule, at(NOW, late), Map.of(), NOW);
        Evaluation past = Evaluation.of(rule, at(deadline.plusSeconds(60), late), before.statuses(), deadline);
        Evaluation delivered = Evaluation.of(rule, at(deadline.plusSeconds(120)), past.statuses(), deadline);
        Evaluation tooLate = Evaluation.of(rule, at(deadline.plusSeconds(60), late), Map.of(), deadline);

        assertThat(before.transitions()).extracting(Transition::to).containsExactly(Phase.FIRING);
        assertThat(past.transitions()).isEmpty();
        assertThat(delivered.transitions()).extracting(Transition::to).containsExactly(Phase.RESOLVED);
        assertThat(tooLate.transitions()).isEmpty();
    }

    @Test
    void whatIsHeard_isToldByWhenItWasRecorded() {
        var rule = new StalenessRule(head(), StalenessRule.Source.EVENTS, Duration.ofMinutes(5));
        Snapshot past = new Snapshot(NOW, NOW, NOW, Optional.of(Instant.EPOCH), 1, Map.of());
        Snapshot nothing = new Snapshot(NOW, Instant.EPOCH, NOW, Optional.empty(), 0, Map.of());

        assertThat(rule.findings(new Seen(past, List.of()), NOW.plusSeconds(300)))
                .extracting(Finding::reading)
                .containsExactly(Reading.CLEAR);
        assertThat(rule.findings(new Seen(past, List.of()), NOW.plusSeconds(301)))
                .extracting(Finding::reading)
                .containsExactly(Reading.BROKEN);
        assertThat(rule.findings(new Seen(nothing, List.of()), NOW))
                .extracting(Finding::reading)
                .containsExactly(Reading.BROKEN);
    }

    @Test
    void silence_firesWhenItLastedLongerThanTheLimit() {
        var rule = new StalenessRule(head(), StalenessRule.Source.SNAPSHOTS, Duration.ofMinutes(5));
        Seen seen = seen(tally(1, 1));

        assertThat(rule.findings(seen, NOW.plusSeconds(300)).getFirst().reading())
                .isEqualTo(Reading.CLEAR);
        assertThat(rule.findings(seen, NOW.plusSeconds(301)).getFirst().reading())
                .isEqualTo(Reading.BROKEN);
    }

    private static Seen at(Instant asOf, LateOrder... orders) {
        return new Seen(new Snapshot(asOf, asOf, asOf, Optional.of(asOf), 1, Map.of()), List.of(orders));
    }

    private static Finding significance(long met, long of) {
        var rule =
                new SignificantRule(head(), Measure.PERFECT_ORDER, Scope.EACH_TIER, LiveWindow.DAY, 0.95, 0.05, 0.2, 1);
        return rule.findings(seen(tally(met, of)), NOW).getFirst();
    }

    /** Fires below 90 %, clears from 95 %, waits a minute. */
    private static Evaluation threshold(long met, Instant now, Map<AlertGroup, AlertStatus> before) {
        var rule = new ThresholdRule(head(), Measure.PERFECT_ORDER, Scope.EACH_TIER, LiveWindow.DAY, 0.90, 0.95, 20);
        return Evaluation.of(rule, seen(tally(met, 1_000)), before, now);
    }

    private static BurnRateRule burn(double target, double share) {
        return new BurnRateRule(
                head(),
                Measure.PERFECT_ORDER,
                Scope.TOTAL,
                target,
                LiveWindow.MONTH,
                LiveWindow.HOUR,
                LiveWindow.QUARTER_HOUR,
                share,
                0.9,
                10);
    }

    private static RuleHead head() {
        return new RuleHead("rule", "operations", "", "", Duration.ofMinutes(1));
    }

    private static Seen seen(Tally tally) {
        return new Seen(snapshot(tally, List.of()), List.of());
    }

    private static Seen trend(List<Tally> slices) {
        return new Seen(snapshot(Tally.ZERO, slices), List.of());
    }

    private static Snapshot snapshot(Tally tally, List<Tally> trend) {
        Map<LiveWindow, WindowLevels> windows = new EnumMap<>(LiveWindow.class);
        for (LiveWindow window : LiveWindow.values()) {
            windows.put(
                    window,
                    new WindowLevels(
                            new GroupLevels("all", tally, Tally.ZERO, trend),
                            List.of(new GroupLevels("gold", tally, Tally.ZERO, trend))));
        }
        return new Snapshot(NOW, NOW, NOW, Optional.of(NOW), 1, windows);
    }

    private static Tally tally(long met, long of) {
        return new Tally(of, of, met, met, met, met, met, met, met, 0);
    }
}
