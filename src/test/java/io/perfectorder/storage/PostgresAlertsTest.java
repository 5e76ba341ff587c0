package io.perfectorder.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.alerting.AlertStore;
import io.perfectorder.alerting.AlertStoreContract;
import io.perfectorder.alerting.KeptRule;
import io.perfectorder.alerting.Matchers;
import io.perfectorder.alerting.Origin;
import io.perfectorder.alerting.Silence;
import io.perfectorder.alerting.declared.RuleReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of alerts on a real PostgreSQL, and the rules and silences beside them. */
class PostgresAlertsTest extends AlertStoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.000001Z");

    @TempDir
    static Path directory;

    private static MigratedDatabase postgres;

    @BeforeAll
    static void start() {
        postgres = new MigratedDatabase(directory);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    protected AlertStore emptyStore() {
        Database database = postgres.database();
        database.query(
                        connection -> Database.execute(
                                connection,
                                "truncate alert_rule, alert_status, alert_transition, alert_decision, alert_acknowledgement, alert_silence"))
                .then()
                .block();
        return new PostgresAlerts(database);
    }

    @Test
    void aRule_isKeptAsItWasSaved_alsoOutOfUse() {
        PostgresAlertRules rules = new PostgresAlertRules(postgres.database());
        KeptRule rule = new KeptRule(
                RuleReader.read(
                        "{id: late, kind: any-failure, owner: \"Ann 'A' 安\", window: P1D, scope: {tier: each}}"),
                Origin.API,
                "Ann",
                NOW,
                Optional.empty());

        rules.save(rule).block();
        rules.save(rule).block();
        assertThat(rules.all().block()).containsExactly(rule);
        rules.delete("late", NOW).block();
        rules.delete("late", NOW.plusSeconds(1)).block();

        assertThat(rules.all().block())
                .containsExactly(new KeptRule(rule.rule(), Origin.API, "Ann", NOW, Optional.of(NOW)));
    }

    @Test
    void aSilence_isThereUntilItEndsOrIsLifted_andThoseOfTheFileAreReplaced() {
        PostgresSilences silences = new PostgresSilences(postgres.database());
        Silence own = new Silence(
                0,
                new Matchers(Map.of("tier", Set.of("gold", "银"))),
                NOW,
                NOW.plusSeconds(60),
                "Ann",
                "works",
                Origin.API);
        Silence declared = new Silence(0, Matchers.ALL, Instant.EPOCH, Instant.MAX, "Bob", "holiday", Origin.FILE);

        long number = silences.add(own, NOW).blockOptional().orElseThrow();
        silences.replaceDeclared(List.of(declared), NOW).block();
        silences.replaceDeclared(List.of(declared), NOW).block();

        assertThat(silences.open(NOW).block())
                .extracting(Silence::matchers)
                .containsExactly(own.matchers(), Matchers.ALL);
        assertThat(silences.open(NOW.plusSeconds(60)).block()).hasSize(1);
        long file = silences.open(NOW).blockOptional().orElseThrow().getLast().number();
        assertThat(silences.lift(file, NOW).block()).isFalse();
        assertThat(silences.lift(number, NOW.plusSeconds(1)).block()).isTrue();
        assertThat(silences.lift(number, NOW.plusSeconds(2)).block()).isFalse();
        assertThat(silences.open(NOW.plusSeconds(1)).block()).hasSize(1);
    }
}
