package io.perfectorder.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.alert.Transition;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.pipeline.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every store of alerts promises. */
public abstract class AlertStoreContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.000001Z");
    private static final AlertGroup GOLD = new AlertGroup("gold", "carrier", "快递 \"1\"");
    private static final Evidence LEVEL = new Evidence.Level(Measure.ON_TIME, 7, 8, 0.9);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private AlertStore store;
    private long epoch;

    /** A store that is empty. */
    protected abstract AlertStore emptyStore();

    @BeforeEach
    void open() {
        store = emptyStore();
        epoch = read(store.open()).epoch();
    }

    @Test
    void statesAreThere_afterTheirTransition() {
        record(change(Phase.INACTIVE, Phase.PENDING, 0, -1));
        assertThat(read(store.open()).statuses())
                .containsExactly(
                        java.util.Map.entry(new AlertKey("late", GOLD), new AlertStatus(Phase.PENDING, at(0), LEVEL)));
        epoch = read(store.open()).epoch();
        record(change(Phase.PENDING, Phase.FIRING, 1, 1));
        assertThat(read(store.firing(10))).containsExactly(episode());
        record(change(Phase.FIRING, Phase.RESOLVED, 2, 1));

        assertThat(read(store.open()).statuses()).isEmpty();
        assertThat(read(store.firing(10))).isEmpty();
        assertThat(read(store.history("", Long.MAX_VALUE, 10)))
                .extracting(kept -> kept.change().transition().to())
                .containsExactly(Phase.RESOLVED, Phase.FIRING, Phase.PENDING);
        assertThat(read(store.history("other", Long.MAX_VALUE, 10))).isEmpty();
    }

    @Test
    void anEarlierWriter_isRefused() {
        read(store.open());

        StepVerifier.create(store.record(epoch, List.of(change(Phase.INACTIVE, Phase.PENDING, 0, -1))))
                .expectError(StoreUnavailable.class)
                .verify(LIMIT);
        assertThat(read(store.history("", Long.MAX_VALUE, 10))).isEmpty();
    }

    @Test
    void everyKindOfEvidence_isReadAsItWasWritten() {
        List<Evidence> all = List.of(
                LEVEL,
                new Evidence.Significance(Measure.COMPLAINT, 1, 2, 0.05, 1e-300, 0.1),
                new Evidence.Burn(Measure.OTIF, 20, 0.1, 14.4),
                new Evidence.Drift(Measure.IN_FULL, 10.5, 10),
                new Evidence.Missed(Measure.PERFECT_ORDER, 3),
                new Evidence.Late("order/1", at(3), Optional.empty()),
                new Evidence.Late("order/1", at(3), Optional.of(at(4))),
                new Evidence.Silence(StalenessRule.Source.EVENTS, Optional.empty(), Duration.ofMinutes(5)),
                new Evidence.Silence(StalenessRule.Source.SNAPSHOTS, Optional.of(at(1)), Duration.ofMinutes(5)));
        for (Evidence evidence : all) {
            record(new AlertChange(
                    new Transition("late", GOLD, Phase.INACTIVE, Phase.PENDING, at(0), evidence), Optional.empty()));
        }

        assertThat(read(store.history("late", Long.MAX_VALUE, 100)).reversed())
                .extracting(kept -> kept.change().transition().evidence())
                .isEqualTo(all);
    }

    @Test
    void aTransitionWithoutDecisions_isUndoneWork() {
        record(change(Phase.INACTIVE, Phase.PENDING, 0, -1));
        record(change(Phase.PENDING, Phase.FIRING, 1, 1));
        KeptChange fired = read(store.undecided(10)).getFirst();

        assertThat(fired.change().transition().to()).isEqualTo(Phase.FIRING);
        Decision decision = decision(fired, "mail", at(10));
        store.decide(List.of(fired.number()), List.of(decision)).block(LIMIT);
        store.decide(List.of(fired.number()), List.of(decision)).block(LIMIT);

        assertThat(read(store.undecided(10))).isEmpty();
        assertThat(record(episode()).decisions())
                .extracting(KeptDecision::decision)
                .containsExactly(decision);
    }

    @Test
    void whatIsDue_comesUntilItIsSettled_andASettledDecisionStays() {
        record(change(Phase.INACTIVE, Phase.FIRING, 1, 1));
        KeptChange fired = read(store.undecided(10)).getFirst();
        store.decide(List.of(fired.number()), List.of(decision(fired, "mail", at(10)), decision(fired, "chat", at(5))))
                .block(LIMIT);

        assertThat(read(store.due(at(4), Set.of(), 10))).isEmpty();
        assertThat(read(store.due(at(10), Set.of(), 10)))
                .extracting(kept -> kept.decision().channel())
                .containsExactly("chat", "mail");
        KeptDecision mail = read(store.due(at(10), Set.of("chat"), 10)).getFirst();
        settle(new Settlement(mail.number(), DecisionReason.RETRYING, "busy", 1, Optional.of(at(20)), at(10)));
        assertThat(read(store.due(at(19), Set.of("chat"), 10))).isEmpty();
        settle(new Settlement(mail.number(), DecisionReason.DELIVERED, "", 2, Optional.empty(), at(21)));
        settle(new Settlement(mail.number(), DecisionReason.GAVE_UP, "no", 3, Optional.empty(), at(22)));

        assertThat(record(episode()).decisions())
                .filteredOn(kept -> kept.number() == mail.number())
                .extracting(KeptDecision::decision)
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.reason()).isEqualTo(DecisionReason.DELIVERED);
                    assertThat(done.settledAt()).contains(at(21));
                    assertThat(done.attempts()).isEqualTo(2);
                });
    }

    @Test
    void theNewestAcknowledgement_countsForItsEpisodeOnly() {
        record(change(Phase.INACTIVE, Phase.FIRING, 1, 1));
        record(change(Phase.FIRING, Phase.RESOLVED, 2, 1));
        record(change(Phase.INACTIVE, Phase.FIRING, 5, 5));
        Episode second = new Episode(episode().fingerprint(), at(5));
        AlertAcknowledgement newest = new AlertAcknowledgement(episode(), "Ann", "on it", at(3), Optional.of(at(9)));
        store.acknowledge(new AlertAcknowledgement(episode(), "Bob", "", at(2), Optional.empty()))
                .block(LIMIT);
        store.acknowledge(newest).block(LIMIT);

        assertThat(record(episode()).acknowledgement()).contains(newest);
        assertThat(record(episode()).ended()).isPresent();
        assertThat(record(second).acknowledgement()).isEmpty();
        assertThat(read(store.newestEpisode(second.fingerprint()))).isEqualTo(second);
        StepVerifier.create(store.newestEpisode("0000000000000000")).verifyComplete();
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static Episode episode() {
        return new Episode(new AlertKey("late", GOLD).fingerprint(), at(1));
    }

    private static AlertChange change(Phase from, Phase to, int second, int started) {
        return new AlertChange(
                new Transition("late", GOLD, from, to, at(second), LEVEL),
                started < 0 ? Optional.empty() : Optional.of(at(started)));
    }

    private static Decision decision(KeptChange fired, String channel, Instant due) {
        return new Decision(
                fired.change().episode().orElseThrow(),
                fired.number(),
                Occasion.FIRED,
                0,
                "all",
                channel,
                "all{rule=late}",
                DecisionReason.GATHERING,
                "",
                at(1),
                Optional.empty(),
                Optional.of(due),
                0);
    }

    private void record(AlertChange... changes) {
        store.record(epoch, List.of(changes)).block(LIMIT);
    }

    private void settle(Settlement settlement) {
        store.settle(List.of(settlement)).block(LIMIT);
    }

    private EpisodeRecord record(Episode episode) {
        return read(store.episodes(List.of(episode))).getFirst();
    }

    private static <T> T read(Mono<T> asked) {
        return Objects.requireNonNull(asked.block(LIMIT));
    }
}
