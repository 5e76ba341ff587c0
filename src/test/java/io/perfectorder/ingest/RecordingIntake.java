package io.perfectorder.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.DeadLetters;
import io.perfectorder.pipeline.Incoming;
import io.perfectorder.pipeline.Intake;
import io.perfectorder.pipeline.IntakeRefused;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** An intake in memory that sorts out duplicates and can be told to refuse. */
final class RecordingIntake implements Intake, DeadLetters, MonitorClock {
    final List<Incoming> taken = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    int refusals;
    private final Set<EventIdentity> known = new HashSet<>();

    Reception reception() {
        return new Reception(
                new EventDecoder(),
                this,
                this,
                this,
                InstantSource.fixed(Instant.EPOCH),
                new SimpleMeterRegistry(),
                Schedulers.immediate());
    }

    @Override
    public synchronized Mono<List<Outcome>> submit(List<Incoming> events) {
        return Mono.fromSupplier(() -> take(events));
    }

    private synchronized List<Outcome> take(List<Incoming> events) {
        if (refusals > 0) {
            refusals--;
            throw new IntakeRefused("no room");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Incoming incoming : events) {
            boolean fresh = known.add(incoming.event().header().identity());
            outcomes.add(fresh ? Outcome.ACCEPTED : Outcome.DUPLICATE);
            if (fresh) {
                taken.add(incoming);
            }
        }
        return outcomes;
    }

    @Override
    public Mono<Void> keep(List<DeadLetter> more) {
        return Mono.fromRunnable(() -> letters.addAll(more));
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public boolean refusesFuture() {
        return false;
    }
}
