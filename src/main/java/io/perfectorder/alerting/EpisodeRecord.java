package io.perfectorder.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is kept of one episode.
 *
 * @param fired the transition that began it
 * @param ended the transition that ended it; empty while the alert fires
 * @param decisions in the order in which they were taken
 * @param acknowledgement the newest
 */
public record EpisodeRecord(
        KeptChange fired,
        Optional<KeptChange> ended,
        List<KeptDecision> decisions,
        Optional<AlertAcknowledgement> acknowledgement) {
    public EpisodeRecord {
        decisions = List.copyOf(decisions);
    }

    public Episode episode() {
        return fired.change().episode().orElseThrow();
    }

    public AlertKey key() {
        return fired.change().key();
    }

    /** Who has it in hand at that instant. */
    public Optional<AlertAcknowledgement> heldAt(Instant now) {
        return acknowledgement.filter(given -> given.holdsAt(now));
    }

    EpisodeRecord with(List<KeptDecision> all) {
        return new EpisodeRecord(fired, ended, all, acknowledgement);
    }
}
