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

/** Drift rules about groups whose trends only the store knows, in virtual time. */
class TrendWatchTest {
    private static final String EACH_CARRIER = """
            {id: drift, kind: drift, owner: o, scope: {carrier: each}, window: 30d,
             target: 0.95, decayed: 0.85, limit: 10, clearLimit: 5}""";
    private static final AlertGroup FALCON = new AlertGroup("", "carrier", "Falcon");

    @Test
    void aDrift_firesForTheCarrierThatDecays_andForNoOther() {
        AlertingRun run = run(EACH_CARRIER);
        run.trends.set("Falcon", 17, 20);
        run.trends.set("Bison", 19, 20);
        run.start();
        run.pass(Duration.ofSeconds(5));

        assertThat(firing(run)).containsExactly(FALCON);
    }

    @Test
    void oneNamedCarrierOfATier_isLookedAtAlone() {
        AlertingRun run = run(EACH_CARRIER.replace("{carrier: each}", "{tier: gold, carrier: Falcon}"));
        run.trends.set("Falcon", 17, 20);
        run.trends.set("Bison", 10, 20);
        run.start();
        run.pass(Duration.ofSeconds(5));

        assertThat(firing(run)).containsExactly(new AlertGroup("gold", "carrier", "Falcon"));
    }

    @Test
    void theStore_isAskedOnceInFiveMinutes_howeverManyRulesLookAtTheSame() {
        AlertingRun run = run(IntStream.range(0, 50)
                .mapToObj(number -> EACH_CARRIER.replace("id: drift", "id: drift-" + number))
                .toArray(String[]::new));
        run.start();
        run.pass(Duration.ofMinutes(20).minusSeconds(1));

        assertThat(run.trends.questions).hasSize(4).containsOnly("MONTH carrier []");
    }

    @Test
    void driftsOfTiers_askNothing() {
        AlertingRun run = run(EACH_CARRIER.replace("carrier: each", "tier: each"));
        run.start();
        run.pass(Duration.ofMinutes(20));

        assertThat(run.trends.questions).isEmpty();
        assertThat(run.customers.questions).isEmpty();
    }

    @Test
    void driftsOfCustomers_askForTrendsAlone() {
        AlertingRun run = run(EACH_CARRIER.replace("carrier: each", "customer: each"));
        run.start();
        run.pass(Duration.ofSeconds(5));

        assertThat(run.trends.questions).containsExactly("MONTH customer []");
        assertThat(run.customers.questions).isEmpty();
    }

    @Test
    void whileTheStoreIsAway_anAlertStays_andIsAskedForByName() {
        AlertingRun run = run(EACH_CARRIER);
        run.trends.set("Falcon", 17, 20);
        run.start();
        run.pass(Duration.ofSeconds(5));
        run.trends.mood = Mood.IS_AWAY;
        run.trends.set("Falcon", 20, 20);
        run.pass(Duration.ofHours(1));
        assertThat(firing(run)).containsExactly(FALCON);
        assertThat(run.trends.questions).last().isEqualTo("MONTH carrier [Falcon]");

        run.trends.mood = Mood.ANSWERS;
        run.pass(Duration.ofMinutes(6));

        assertThat(firing(run)).isEmpty();
        assertThat(run.alerts.changes)
                .extracting(kept -> kept.change().transition().to())
                .containsExactly(Phase.FIRING, Phase.RESOLVED);
    }

    private static AlertingRun run(String... rules) {
        List<AlertRule> declared = Arrays.stream(rules).map(RuleReader::read).toList();
        return new AlertingRun(declared, new Routes(List.of()), List.of(), Map.of());
    }

    private static List<AlertGroup> firing(AlertingRun run) {
        return run.watch().active().stream().map(alert -> alert.key().group()).toList();
    }
}
