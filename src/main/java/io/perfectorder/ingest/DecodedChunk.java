package io.perfectorder.ingest;

import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.Incoming;
import java.util.List;

/** The events of a chunk after decoding, in their order. */
record DecodedChunk(List<Incoming> valid, List<Rejection> invalid) {
    /** A rejected event with its place in the body. */
    record Rejection(RejectionCode code, DeadLetter letter, long index) {}
}
