package io.perfectorder.ingest;

import java.util.List;

/** Some events of one body, each with its own bytes; the first has {@code firstIndex} in the body. */
record Chunk(long firstIndex, List<byte[]> events) {
    Chunk {
        events = List.copyOf(events);
    }
}
