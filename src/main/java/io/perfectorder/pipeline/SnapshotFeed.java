package io.perfectorder.pipeline;

import io.perfectorder.core.snapshot.Snapshot;
import reactor.core.publisher.Flux;

/** The one stream that everything looked at is made from. */
public interface SnapshotFeed {
    /** The current snapshot, then every change; latest wins for a slow subscriber, and there is no gap for a new one. */
    Flux<Snapshot> snapshots();

    Snapshot current();
}
