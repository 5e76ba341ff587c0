package io.perfectorder.ingest;

import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.Incoming;

/** What became of bytes that should be an event. */
public sealed interface Decoded {
    record Valid(Incoming incoming) implements Decoded {}

    record Invalid(RejectionCode code, DeadLetter letter) implements Decoded {}
}
