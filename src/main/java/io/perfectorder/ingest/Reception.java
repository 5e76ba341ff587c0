package io.perfectorder.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.DeadLetters;
import io.perfectorder.pipeline.Incoming;
import io.perfectorder.pipeline.Intake;
import io.perfectorder.pipeline.IntakeRefused;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Decodes events, hands the valid ones to the intake and the others to the dead letters: HTTP, files and the simulator come this way.
 * The counters balance: received = accepted + duplicate + rejected.
 */
public final class Reception {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int TRIES_FOR_LETTERS = 5;

    private final EventDecoder decoder;
    private final Intake intake;
    private final DeadLetters deadLetters;
    private final MonitorClock clock;
    private final InstantSource wall;
    private final Scheduler answers;
    private final Counter received;
    private final Counter accepted;
    private final Counter duplicate;
    private final Counter letters;
    private final Map<RejectionCode, Counter> rejected = new EnumMap<>(RejectionCode.class);

    /** {@code answers} runs what comes after the commit, so that the thread of the monitor loop does not. */
    public Reception(
            EventDecoder decoder,
            Intake intake,
            DeadLetters deadLetters,
            MonitorClock clock,
            InstantSource wall,
            MeterRegistry meters,
            Scheduler answers) {
        this.decoder = decoder;
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.wall = wall;
        this.answers = answers;
        this.received = counter("received", "Events received: accepted, duplicate or rejected")
                .register(meters);
        this.accepted =
                counter("accepted", "Events that were new and are stored").register(meters);
        this.duplicate = counter("duplicate", "Events that were there already").register(meters);
        this.letters = Counter.builder("perfect_order_dead_letters")
                .description("Rejected events that were kept, with the raw text and the reason")
                .register(meters);
        for (RejectionCode code : RejectionCode.values()) {
            rejected.put(
                    code,
                    counter("rejected", "Events that were rejected and kept as dead letters")
                            .tag("reason", code.key())
                            .register(meters));
        }
    }

    private static Counter.Builder counter(String what, String help) {
        return Counter.builder("perfect_order_events_" + what).description(help);
    }

    /**
     * Takes at most {@link Intake#MAX_BATCH} events; the answer comes once they are durable. Decodes and submits at subscription, on the
     * thread that subscribes, so that chunks are submitted in the order of their subscriptions.
     */
    Mono<Received> receive(Chunk chunk) {
        return receive(chunk, () -> {});
    }

    /** The same; {@code refused} runs before the intake takes anything that is submitted after the refusal of this chunk. */
    Mono<Received> receive(Chunk chunk, Runnable refused) {
        return Mono.defer(() -> receive(decode(chunk), refused));
    }

    /** The same for what is decoded already. */
    Mono<Received> receive(DecodedChunk chunk) {
        return receive(chunk, () -> {});
    }

    /**
     * What was submitted is stored even when nobody waits for the answer any more, so it is counted, and its letters are kept, even then:
     * the cache goes on without a subscriber. What goes on is bounded by the permits of the intake and the tries for letters.
     */
    private Mono<Received> receive(DecodedChunk chunk, Runnable refused) {
        return Mono.defer(() -> intake.submit(chunk.valid())
                .doOnError(IntakeRefused.class, _ -> refused.run())
                .publishOn(answers)
                .delayUntil(_ -> keep(chunk.invalid()))
                .map(outcomes -> count(outcomes, chunk.invalid()))
                .cache());
    }

    /** Takes the event of a dead letter once more. When it is rejected again the letter is there already: no other is kept. */
    Mono<Received> receiveAgain(byte[] event) {
        return Mono.defer(() -> {
            DecodedChunk chunk = decode(new Chunk(0, List.of(event)));
            return intake.submit(chunk.valid())
                    .publishOn(answers)
                    .map(outcomes -> count(outcomes, chunk.invalid()))
                    .cache();
        });
    }

    /** Decodes each event for itself, at the present of the clock. */
    DecodedChunk decode(Chunk chunk) {
        List<Incoming> valid = new ArrayList<>(chunk.events().size());
        List<DecodedChunk.Rejection> invalid = new ArrayList<>();
        Instant now = wall.instant();
        boolean refusesFuture = clock.refusesFuture();
        long index = chunk.firstIndex();
        for (byte[] event : chunk.events()) {
            switch (decoder.decode(event, now, refusesFuture)) {
                case Decoded.Valid decoded -> valid.add(decoded.incoming());
                case Decoded.Invalid rejection ->
                    invalid.add(new DecodedChunk.Rejection(rejection.code(), rejection.letter(), index));
            }
            index++;
        }
        return new DecodedChunk(valid, invalid);
    }

    /** Takes texts of the simulator. */
    public Mono<Void> receive(List<String> texts) {
        List<byte[]> events = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        return receive(new Chunk(0, events)).then();
    }

    /** Tried again here and not by the caller, who would submit the valid events again and find them to be duplicates. */
    private Mono<Void> keep(List<DecodedChunk.Rejection> invalid) {
        if (invalid.isEmpty()) {
            return Mono.empty();
        }
        return deadLetters
                .keep(invalid.stream().map(DecodedChunk.Rejection::letter).toList())
                .doOnSuccess(_ -> letters.increment(invalid.size()))
                .retryWhen(Retry.backoff(TRIES_FOR_LETTERS, FIRST_PAUSE)
                        .scheduler(answers)
                        .filter(IntakeRefused.class::isInstance)
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()));
    }

    private Received count(List<Outcome> outcomes, List<DecodedChunk.Rejection> invalid) {
        int duplicates = Collections.frequency(outcomes, Outcome.DUPLICATE);
        int fresh = outcomes.size() - duplicates;
        received.increment(outcomes.size() + (double) invalid.size());
        accepted.increment(fresh);
        duplicate.increment(duplicates);
        List<Received.Problem> problems = new ArrayList<>(invalid.size());
        for (DecodedChunk.Rejection rejection : invalid) {
            Objects.requireNonNull(rejected.get(rejection.code())).increment();
            DeadLetter letter = rejection.letter();
            problems.add(new Received.Problem(
                    rejection.index(), letter.id(), letter.source(), letter.code(), letter.detail()));
        }
        return new Received(fresh, duplicates, problems);
    }
}
