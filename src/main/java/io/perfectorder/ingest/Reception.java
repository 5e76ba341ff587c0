package io.perfectorder.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.DeadLetters;
import io.perfectorder.pipeline.Incoming;
import io.perfectorder.pipeline.Intake;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Decodes texts, hands the valid ones to the intake and the others to the dead letters, and writes the receipt: HTTP, files and the
 * simulator come this way. The counters balance: received = accepted + duplicate + rejected.
 */
public final class Reception {
    private final EventDecoder decoder;
    private final Intake intake;
    private final DeadLetters deadLetters;
    private final MonitorClock clock;
    private final InstantSource wall;
    private final MeterRegistry meters;
    private final Counter received;
    private final Counter accepted;
    private final Counter duplicate;

    public Reception(
            EventDecoder decoder,
            Intake intake,
            DeadLetters deadLetters,
            MonitorClock clock,
            InstantSource wall,
            MeterRegistry meters) {
        this.decoder = decoder;
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.wall = wall;
        this.meters = meters;
        this.received = meters.counter("perfect_order_events_received");
        this.accepted = meters.counter("perfect_order_events_accepted");
        this.duplicate = meters.counter("perfect_order_events_duplicate");
    }

    /** Takes at most {@link Intake#MAX_BATCH} texts, of which the first has {@code firstIndex} in its body. */
    Mono<Receipt> receive(List<String> texts, long firstIndex, Receipt receipt) {
        return Mono.defer(() -> {
            List<Incoming> valid = new ArrayList<>(texts.size());
            List<DeadLetter> invalid = new ArrayList<>();
            List<Long> indexes = new ArrayList<>();
            Instant now = wall.instant();
            for (int i = 0; i < texts.size(); i++) {
                switch (decoder.decode(texts.get(i), now, clock.refusesFuture())) {
                    case Decoded.Valid decoded -> valid.add(decoded.incoming());
                    case Decoded.Invalid rejection -> {
                        invalid.add(rejection.letter());
                        indexes.add(firstIndex + i);
                    }
                }
            }
            return deadLetters
                    .keep(invalid)
                    .then(intake.submit(valid))
                    .map(outcomes -> note(receipt, outcomes, invalid, indexes));
        });
    }

    /** Takes texts of the simulator. */
    public Mono<Void> receive(List<String> texts) {
        return receive(texts, 0, new Receipt()).then();
    }

    private Receipt note(Receipt receipt, List<Outcome> outcomes, List<DeadLetter> invalid, List<Long> indexes) {
        int duplicates = Collections.frequency(outcomes, Outcome.DUPLICATE);
        int fresh = outcomes.size() - duplicates;
        receipt.accepted(fresh);
        receipt.duplicates(duplicates);
        for (int i = 0; i < invalid.size(); i++) {
            receipt.rejected(indexes.get(i), invalid.get(i));
            meters.counter(
                            "perfect_order_events_rejected",
                            "reason",
                            invalid.get(i).code())
                    .increment();
        }
        received.increment(outcomes.size() + (double) invalid.size());
        accepted.increment(fresh);
        duplicate.increment(duplicates);
        return receipt;
    }
}
