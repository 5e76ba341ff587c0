package io.perfectorder.pipeline;

import java.util.Map;
import java.util.Optional;

/**
 * What the history holds.
 *
 * @param progress how far it is complete
 * @param checkpoint the last stored state of the loop, at or before that progress
 * @param customerTiers the tier by customer id, for customers that have one
 */
public record HistoryState(Progress progress, Optional<Checkpoint> checkpoint, Map<String, String> customerTiers) {
    public HistoryState {
        customerTiers = Map.copyOf(customerTiers);
    }

    /** How far the stored state of the loop goes. */
    Progress checkpointProgress() {
        return checkpoint.map(Checkpoint::progress).orElse(Progress.NONE);
    }
}
