package io.perfectorder.ingest.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Sends simulated events as the wall clock reaches them: first, as fast as they are taken, a history of 31 days (not
 * when resuming), some 105,000 events, then live. One list is under way at a time; a list that is refused is sent again, later each time,
 * until it is taken.
 */
public final class DemoSource {
    /** Fills the longest live window, thinly. */
    private static final Duration LONG_HISTORY = Duration.ofDays(31);

    private static final double LONG_HISTORY_RATE = 0.02;

    /** Fills the window of a day. */
    private static final Duration RECENT_HISTORY = Duration.ofHours(25);

    private static final double RECENT_HISTORY_RATE = 0.6;
    private static final int MAX_LIST = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Settings settings;
    private final InstantSource clock;
    private @Nullable Disposable running;

    public DemoSource(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins to send; does nothing when it already sends. */
    public synchronized void start(Scheduler scheduler, Function<List<String>, Mono<?>> sender) {
        if (running != null) {
            return;
        }
        Instant now = clock.instant();
        Instant first = settings.resume() ? now : now.minus(LONG_HISTORY);
        ArrivalRate rate = new ArrivalRate(List.of(
                new ArrivalRate.Step(first, Math.min(settings.rate(), LONG_HISTORY_RATE)),
                new ArrivalRate.Step(now.minus(RECENT_HISTORY), Math.min(settings.rate(), RECENT_HISTORY_RATE)),
                new ArrivalRate.Step(now, settings.rate())));
        Feed feed = new Feed(new OrderSimulator(settings.seed(), first, rate));
        Retry patience = patience(scheduler);
        Mono<Void> step = Mono.defer(() -> {
            List<String> lines = feed.due(clock.instant());
            if (lines.isEmpty()) {
                return Mono.delay(PAUSE, scheduler).then();
            }
            return Mono.defer(() -> sender.apply(lines).then())
                    .retryWhen(patience)
                    .publishOn(scheduler);
        });
        running = step.repeat().subscribeOn(scheduler).subscribe();
    }

    /** Tries again without end, later each time. */
    public static Retry patience(Scheduler scheduler) {
        return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                .maxBackoff(Duration.ofSeconds(5))
                .scheduler(scheduler);
    }

    /** Stops sending; a list under way is cancelled. */
    public synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    /**
     * What the demonstration is configured with.
     *
     * @param seed {@code monitor.demo-seed}
     * @param rate {@code monitor.demo-rate}: mean events a second, above 0 and at most 100,000
     * @param resume whether there is history already, so that none is sent
     */
    public record Settings(long seed, double rate, boolean resume) {
        public static final Settings DEFAULT = new Settings(42, 20, false);
    }

    /** Takes from the simulator what is due, one event ahead. */
    private static final class Feed {
        private final OrderSimulator simulator;
        private SimulatedEvent ahead;

        Feed(OrderSimulator simulator) {
            this.simulator = simulator;
            this.ahead = simulator.next();
        }

        List<String> due(Instant now) {
            List<String> lines = new ArrayList<>();
            while (lines.size() < MAX_LIST && !ahead.sendAt().isAfter(now)) {
                lines.add(ahead.json());
                ahead = simulator.next();
            }
            return lines;
        }
    }
}
