package io.perfectorder.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the events of one chunk. */
record Received(long accepted, long duplicates, List<Problem> problems) {
    Received {
        problems = List.copyOf(problems);
    }

    /** A rejected event: its place in the body from 0, its identity as far as it could be read, and why. */
    record Problem(
            long index, @Nullable String id, @Nullable String source, String code, String detail) {}
}
