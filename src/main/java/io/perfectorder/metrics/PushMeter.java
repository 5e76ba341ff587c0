package io.perfectorder.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** How long a snapshot takes to be on its way to an open page of the board. */
public final class PushMeter {
    private static final Duration[] TIMES = LongStream.of(10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private PushMeter() {}

    /** A histogram whose buckets can be added up over several monitors. */
    public static Timer in(MeterRegistry meters) {
        return Timer.builder("perfect_order_push")
                .description("How long after its taking a snapshot is on its way to an open page of the board")
                .serviceLevelObjectives(TIMES)
                .register(meters);
    }
}
