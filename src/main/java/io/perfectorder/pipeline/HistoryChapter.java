package io.perfectorder.pipeline;

import io.perfectorder.core.verdict.VerdictChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The next piece of the verdict history.
 *
 * @param changes in order of their position
 * @param customerTiers what became of the tiers of customers; empty: none any more
 * @param progress how far the history is complete with it
 * @param checkpoint the state of the loop at that progress, now and then
 */
public record HistoryChapter(
        List<RecordedChange> changes,
        Map<String, Optional<String>> customerTiers,
        Progress progress,
        Optional<Checkpoint> checkpoint) {
    public HistoryChapter {
        changes = List.copyOf(changes);
        customerTiers = Map.copyOf(customerTiers);
    }

    /** A change of verdict, the position of the last event that caused it, and the recorded time of that event. */
    public record RecordedChange(VerdictChange change, long position, long recordedMicros) {}
}
