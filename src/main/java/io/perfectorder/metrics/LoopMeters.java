package io.perfectorder.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.perfectorder.pipeline.LoopWatch;
import java.time.Duration;
import java.util.stream.LongStream;

/** What the steps of the loop took, as histograms whose buckets can be added up over several monitors. */
public final class LoopMeters implements LoopWatch {
    private static final Duration[] TIMES = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final double[] SIZES = {1, 10, 100, 500, 1_000, 2_000, 5_000, 10_000};

    private final Timer commit;
    private final DistributionSummary batch;
    private final Timer apply;
    private final Counter restated;

    public LoopMeters(MeterRegistry meters) {
        this.commit = Timer.builder("perfect_order_journal_commit")
                .description("How long a batch takes to become durable")
                .serviceLevelObjectives(TIMES)
                .register(meters);
        this.batch = DistributionSummary.builder("perfect_order_journal_batch_events")
                .description("How many events are committed together")
                .serviceLevelObjectives(SIZES)
                .register(meters);
        this.apply = Timer.builder("perfect_order_apply")
                .description("How long a durable batch takes to be in the numbers")
                .serviceLevelObjectives(TIMES)
                .register(meters);
        this.restated = Counter.builder("perfect_order_verdicts_restated")
                .description("Verdicts that changed in minutes that had been shown already")
                .register(meters);
    }

    @Override
    public void committed(Duration took, int events) {
        commit.record(took);
        batch.record(events);
    }

    @Override
    public void applied(Duration took, long verdicts) {
        apply.record(took);
        restated.increment((double) verdicts);
    }
}
