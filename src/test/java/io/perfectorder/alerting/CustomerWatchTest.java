package io.perfectorder.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.Phase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules about customers, in virtual time. */
class CustomerWatchTest {
    private static final String ACME = """
            {id: acme, kind: any-failure, owner: o, scope: {customer: ACME}, window: 1h}""";
    private static final String EACH_OF_GOLD = """
            {id: gold, kind: threshold, owner: o, scope: {tier: gold, customer: each}, window: 7d, fire: 0.9, clear: 0.95}""";

    @Test
    void aRuleForOneCustomer_firesForIt_andForNobodyElse() {
        AlertingRun run = run(ACME);
        run.customers.set("gold", "ACME", 9, 10);
        run.customers.set("gold", "Other", 0, 10);
        run.start();
        run.pass(Duration.ofSeconds(5));

        assertThat(firing(run)).containsExactly(new AlertGroup("", "customer", "ACME"));
    }

    @Test
    void aRuleForEachCustomerOfATier_firesForThoseThatAreBeyondIt() {
        AlertingRun run = run(EACH_OF_GOLD);
        run.customers.set("gold", "A", 80, 100);
        run.customers.set("gold", "B", 99, 100);
        run.customers.set("gold", "C", 70, 100);
        run.customers.set("silver", "D", 10, 100);
        run.start();
        run.pass(Duration.ofSeconds(5));

        assertThat(firing(run))
                .containsExactlyInAnyOrder(
                        new AlertGroup("gold", "customer", "A"), new AlertGroup("gold", "customer", "C"));
    }

    @Test
    void theStore_isAskedOnceAMinuteForEachWindow_howeverManyRulesThereAre() {
        AlertingRun run = run(IntStream.range(0, 50)
                .mapToObj(number -> ACME.replace("acme", "rule-" + number).replace("ACME", "customer-" + number))
                .toArray(String[]::new));
        run.start();
        run.pass(Duration.ofMinutes(10).minusSeconds(1));

        assertThat(run.customers.questions).hasSize(10).containsOnly("60 min");
    }

    @Test
    void aNewRule_isAnsweredAtOnce_andTheLargestAreLookedForOnceAnHour() {
        AlertingRun run = run(ACME);
        run.customers.set("gold", "A", 80, 100);
        run.start();
        run.pass(Duration.ofSeconds(10));
        run.rules.save(RuleReader.read(EACH_OF_GOLD), "Ann").block();
        run.pass(Duration.ofSeconds(3));

        assertThat(firing(run)).containsExactly(new AlertGroup("gold", "customer", "A"));
        run.pass(Duration.ofMinutes(59));
        assertThat(run.customers.questions)
                .filteredOn(question -> question.startsWith("largest"))
                .containsExactly("largest of gold");
    }

    @Test
    void noRuleAboutCustomers_asksNothing() {
        AlertingRun run = run("{id: tiers, kind: any-failure, owner: o, scope: {tier: each}, window: 1h}");
        run.start();
        run.pass(Duration.ofMinutes(10));

        assertThat(run.customers.questions).isEmpty();
    }

    @Test
    void aStoreThatNeverAnswers_holdsNothingElseUp() {
        AlertingRun run = run(
                ACME,
                "{id: tiers, kind: threshold, owner: o, scope: {tier: each}, window: 1h, fire: 0.9, clear: 0.95}");
        run.customers.mood = Mood.NEVER_ANSWERS;
        run.start();
        run.pass(Duration.ofSeconds(30));
        run.level("gold", 10);
        run.pass(Duration.ofSeconds(2));

        assertThat(firing(run)).containsExactly(new AlertGroup("gold", "", ""));
        assertThat(run.broken()).isFalse();
    }

    @Test
    void whileTheStoreIsAway_alertsStayAsTheyAre_andGoOnWhenItIsBack() {
        AlertingRun run = run(ACME);
        run.customers.set("gold", "ACME", 9, 10);
        run.start();
        run.pass(Duration.ofSeconds(5));
        run.customers.mood = Mood.IS_AWAY;
        run.customers.set("gold", "ACME", 10, 10);
        run.pass(Duration.ofHours(1));
        assertThat(firing(run)).hasSize(1);

        run.customers.mood = Mood.ANSWERS;
        run.pass(Duration.ofMinutes(2));

        assertThat(firing(run)).isEmpty();
        assertThat(run.alerts.changes)
                .extracting(kept -> kept.change().transition().to())
                .containsExactly(Phase.FIRING, Phase.RESOLVED);
    }

    @Test
    void aCustomerWithAnAlert_isLookedAtWhenOthersHaveMoreOrders() {
        AlertingRun run = run(EACH_OF_GOLD);
        run.customers.set("gold", "small", 1, 10);
        run.start();
        run.pass(Duration.ofSeconds(5));
        IntStream.range(0, CustomerWatch.MOST).forEach(number -> run.customers.set("gold", "c" + number, 100, 100));
        run.pass(Duration.ofHours(2));

        assertThat(firing(run)).containsExactly(new AlertGroup("gold", "customer", "small"));
        run.customers.set("gold", "small", 10, 10);
        run.pass(Duration.ofMinutes(2));
        assertThat(firing(run)).isEmpty();
    }

    private static AlertingRun run(String... rules) {
        List<AlertRule> declared = Arrays.stream(rules).map(RuleReader::read).toList();
        return new AlertingRun(declared, new Routes(List.of()), List.of(), Map.of());
    }

    private static List<AlertGroup> firing(AlertingRun run) {
        return run.watch().active().stream().map(alert -> alert.key().group()).toList();
    }
}
