package io.perfectorder.pipeline;

import io.perfectorder.core.snapshot.Snapshot;
import java.time.Instant;

/** Is told when a snapshot is on its way to an open page of the board. Called with the lock of the page, so it is quick and never fails. */
@FunctionalInterface
public interface PushWatch {
    void pushed(Snapshot snapshot, Instant now);
}
