package io.perfectorder.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the history holds.
 *
 * @param progress how far it is complete
 * @param checkpoint the last stored state of the loop, at or before that progress
 * @param sinceCheckpoint what has been put in less what has been taken out since the checkpoint, or since the beginning where there is none;
 *     each cell once
 * @param customerTiers the tier by customer id, for customers that have one
 */
public record HistoryState(
        Progress progress,
        Optional<Checkpoint> checkpoint,
        List<ScopedCells.Cell> sinceCheckpoint,
        Map<String, String> customerTiers) {
    public HistoryState {
        sinceCheckpoint = List.copyOf(sinceCheckpoint);
        customerTiers = Map.copyOf(customerTiers);
    }

    /** How far the stored state of the loop goes. */
    Progress checkpointProgress() {
        return checkpoint.map(Checkpoint::progress).orElse(Progress.NONE);
    }
}
