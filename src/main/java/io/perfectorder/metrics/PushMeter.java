package io.perfectorder.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.PushWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/** How long a snapshot takes to be on its way to an open page of the board. */
public final class PushMeter implements PushWatch {
    private static final Duration[] TIMES = LongStream.of(10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Timer timer;

    /** A histogram whose buckets can be added up over several monitors. */
    public PushMeter(MeterRegistry meters) {
        this.timer = Timer.builder("perfect_order_push")
                .description("How long after its taking a snapshot is on its way to an open page of the board")
                .serviceLevelObjectives(TIMES)
                .register(meters);
    }

    @Override
    public void pushed(Snapshot snapshot, Instant now) {
        timer.record(Duration.between(snapshot.takenAt(), now));
    }
}
