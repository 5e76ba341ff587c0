package io.perfectorder.alerting;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Asks the store what rules have to know that no snapshot tells, beside the evaluation and never in its way: at once when they want
 * something else, else from time to time, one question at a time. An answer that has missed two more is none.
 *
 * <p>All mutable state is confined to the one thread of {@code alerting}.
 *
 * @param <W> what rules want
 * @param <A> what the store answers
 */
final class StandingQuestion<W, A> {
    private static final Logger LOG = LoggerFactory.getLogger(StandingQuestion.class);

    private final String about;
    private final Duration every;
    private final Supplier<W> wanted;
    private final Predicate<W> nothing;
    private final BiFunction<W, Instant, Mono<A>> ask;
    private final InstantSource wall;
    private final Scheduler alerting;
    private final AlertTimes times;
    private final Disposable.Swap ticking = Disposables.swap();
    private Optional<W> asked = Optional.empty();
    private Instant askedAt = Instant.MIN;
    private Optional<Answer<A>> answer = Optional.empty();
    private boolean away;

    /** How often everything was forgotten: an answer to a question of before is dropped. */
    private int forgotten;

    private record Answer<A>(A found, Instant askedAt) {}

    /**
     * @param about what is counted, in the log
     * @param every between two questions for the same
     * @param nothing whether there is nothing to ask
     */
    StandingQuestion(
            String about,
            Duration every,
            Supplier<W> wanted,
            Predicate<W> nothing,
            BiFunction<W, Instant, Mono<A>> ask,
            InstantSource wall,
            Scheduler alerting,
            AlertTimes times) {
        this.about = about;
        this.every = every;
        this.wanted = wanted;
        this.nothing = nothing;
        this.ask = ask;
        this.wall = wall;
        this.alerting = alerting;
        this.times = times;
    }

    /** {@code broken}: told of a bug, which stops it. */
    void start(Consumer<Throwable> broken) {
        ticking.update(Flux.interval(Duration.ZERO, times.evaluation(), alerting)
                .onBackpressureDrop()
                .concatMap(_ -> look(), 0)
                .subscribe(_ -> {}, broken));
    }

    void stop() {
        ticking.update(Disposables.disposed());
    }

    /** What was answered is right no more: it is asked again. */
    void forget() {
        forgotten++;
        asked = Optional.empty();
        answer = Optional.empty();
    }

    /** The newest answer, if it is new enough to go by. */
    Optional<A> answer() {
        Instant oldest = wall.instant().minus(every.multipliedBy(3));
        return answer.filter(known -> known.askedAt().isAfter(oldest)).map(Answer::found);
    }

    private Mono<Void> look() {
        W now = wanted.get();
        Instant at = wall.instant();
        boolean same = asked.filter(now::equals).isPresent();
        if (nothing.test(now) || (same && at.isBefore(askedAt.plus(every)))) {
            return Mono.empty();
        }
        asked = Optional.of(now);
        askedAt = at;
        int before = forgotten;
        return ask.apply(now, at)
                .timeout(every, alerting)
                .publishOn(alerting)
                .filter(_ -> before == forgotten)
                .doOnNext(found -> adopt(found, at))
                .onErrorResume(this::away)
                .then();
    }

    private void adopt(A found, Instant at) {
        answer = Optional.of(new Answer<>(found, at));
        if (away) {
            away = false;
            LOG.info("event={}-counted-again", about);
        }
    }

    private Mono<A> away(Throwable failure) {
        if (!away) {
            LOG.warn("event={}-not-counted cause=\"{}\"", about, failure.toString());
        }
        away = true;
        return Mono.empty();
    }
}
