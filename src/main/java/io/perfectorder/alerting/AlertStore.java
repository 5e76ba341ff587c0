package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The port of the states of alerts and of what people are told of them. A transition is stored once with the state that it leads to, and
 * waits, undecided, until the decisions that follow from it are stored.
 *
 * <p>Everything fails with {@link io.perfectorder.pipeline.StoreUnavailable} while the store cannot be asked; whether it was done is then
 * in doubt.
 */
public interface AlertStore {
    /** Makes the caller the writer of states. */
    Mono<OpenedAlerts> open();

    /** The states of the alerts that are pending or firing, for a reader. */
    Mono<Map<AlertKey, AlertStatus>> statuses();

    /**
     * Stores the transitions, at most one of each alert, and the states that they lead to, all or none. Fails when another writer has
     * opened since.
     */
    Mono<Void> record(long epoch, List<AlertChange> changes);

    /** The oldest transitions that are told and have no decisions yet. */
    Mono<List<KeptChange>> undecided(int limit);

    /** Stores the decisions that are not there yet and takes the transitions out of the outbox, all or none. */
    Mono<Void> decide(Collection<Long> transitions, List<Decision> decisions);

    /** The oldest decisions that are due at that instant, without those for these channels. */
    Mono<List<KeptDecision>> due(Instant now, Set<String> exceptChannels, int limit);

    /** Stores what became of open decisions, all or none; of a settled one nothing changes any more. */
    Mono<Void> settle(List<Settlement> settlements);

    /** Episodes of the alerts that fire now, in the order in which they began. */
    Mono<List<Episode>> firing(int limit);

    /** What is kept of these episodes, in no order; those that there are not are left out. */
    Mono<List<EpisodeRecord>> episodes(Collection<Episode> episodes);

    /** Stores that somebody has an alert in hand. */
    Mono<Void> acknowledge(AlertAcknowledgement acknowledgement);

    /** The newest transitions with a number below {@code before}, newest first; of one rule or, when it is empty, of all. */
    Mono<List<KeptChange>> history(String rule, long before, int limit);

    /** The newest episode of an alert; empty when it never fired. */
    Mono<Episode> newestEpisode(String fingerprint);
}
