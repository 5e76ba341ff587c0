package io.perfectorder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.OrderFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;

class MonitorLoopTest {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final GraceByTier BROKEN = tier -> {
        throw new IllegalStateException("a bug");
    };

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InMemoryStore store = new InMemoryStore();

    @Test
    void submit_doesNothingBeforeSubscription() {
        MonitorLoop loop = started(store, store, GraceByTier.NONE);

        loop.submit(List.of(placed("1")));
        run();

        assertThat(store.entries).isEmpty();
    }

    @Test
    void submit_answersWhenDurableAndApplied_whateverTheDemand() {
        MonitorLoop loop = started(store, store, GraceByTier.NONE);
        TestSubscriber<List<Outcome>> wantsNothing =
                TestSubscriber.builder().initialRequest(0).build();

        loop.submit(List.of(placed("1"), placed("2"), placed("1"))).subscribe(wantsNothing);
        run();
        assertThat(store.entries).hasSize(2);
        wantsNothing.request(1);

        assertThat(wantsNothing.getReceivedOnNext())
                .containsExactly(List.of(Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.DUPLICATE));
        assertThat(loop.figures().eventsInFlight()).isZero();
    }

    @Test
    void anEventThatIsUnderWay_waitsInASecondSubmission() {
        TestPublisher<BitSet> commit = TestPublisher.create();
        List<List<JournalEntry>> appended = new ArrayList<>();
        Journal slow = new StuckJournal(store, commit) {
            @Override
            public Mono<BitSet> append(long epoch, List<JournalEntry> entries, BitSet doubtful) {
                appended.add(entries);
                return store.append(epoch, entries, doubtful).delayUntil(_ -> commit.mono());
            }
        };
        MonitorLoop loop = started(slow, store, GraceByTier.NONE);
        TestSubscriber<List<Outcome>> first = TestSubscriber.create();
        TestSubscriber<List<Outcome>> second = TestSubscriber.create();

        loop.submit(List.of(placed("1"), placed("1"))).subscribe(first);
        run();
        loop.submit(List.of(placed("2"), placed("1"))).subscribe(second);
        run();
        assertThat(appended).extracting(List::size).containsExactly(2, 1);

        commit.complete();
        run();

        assertThat(appended).extracting(List::size).containsExactly(2, 1, 1);
        assertThat(first.getReceivedOnNext()).containsExactly(List.of(Outcome.ACCEPTED, Outcome.DUPLICATE));
        assertThat(second.getReceivedOnNext()).containsExactly(List.of(Outcome.ACCEPTED, Outcome.DUPLICATE));
    }

    @Test
    void submit_beforeTheStart_isRefused() {
        MonitorLoop loop = loop(store, store, GraceByTier.NONE);

        StepVerifier.create(loop.submit(List.of(placed("1"))))
                .expectError(IntakeRefused.class)
                .verify();
    }

    @Test
    void submit_withoutAPermit_isRefusedAtOnce_andTakesNoPermitAway() {
        TestPublisher<BitSet> never = TestPublisher.create();
        MonitorLoop loop = started(new StuckJournal(store, never), store, GraceByTier.NONE);
        List<Incoming> many =
                IntStream.range(0, 8_192).mapToObj(i -> placed("many-" + i)).toList();
        for (int i = 0; i < Permits.MAX_EVENTS / 8_192; i++) {
            loop.submit(many).subscribe();
        }

        StepVerifier.create(loop.submit(List.of(placed("one more"))))
                .expectErrorMessage("too many events are waiting to be stored")
                .verify();

        run();
        assertThat(loop.figures().eventsInFlight()).isEqualTo(Permits.MAX_EVENTS);
    }

    @Test
    void aStoreThatSaysNothing_isTakenToBeAway_andEveryoneIsAnswered() {
        TestPublisher<BitSet> never = TestPublisher.create();
        MonitorLoop loop = started(new StuckJournal(store, never), store, GraceByTier.NONE);

        StepVerifier.create(loop.submit(List.of(placed("1"))))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(31)))
                .expectError(IntakeRefused.class)
                .verify();

        never.assertCancelled();
        run();
        assertThat(loop.ready()).as("recovered").isTrue();
        assertThat(loop.figures().eventsInFlight()).isZero();
    }

    @Test
    void aCommitOfAFollowedRequest_isFollowed_andTheOthersAreNot() {
        FollowedCommits followed = new FollowedCommits();
        TestPublisher<BitSet> commit = TestPublisher.create();
        Journal slow = new StuckJournal(store, commit) {
            @Override
            public Mono<BitSet> append(long epoch, List<JournalEntry> entries, BitSet doubtful) {
                return store.append(epoch, entries, doubtful).delayUntil(_ -> commit.mono());
            }
        };
        MonitorPolicy policy = new MonitorPolicy(GraceByTier.NONE, "", false, 10);
        MonitorLoop loop = new MonitorLoop(slow, store, policy, InstantSource.fixed(NOW), time, followed);
        loop.start().subscribe();
        run();

        loop.submit(List.of(placed("nobody's"))).subscribe();
        run();
        Mono<List<Outcome>> request = loop.submit(List.of(placed("1"), placed("2")));
        request.contextWrite(context -> context.put(FollowedCommits.KEY, "request"))
                .subscribe();
        run();
        assertThat(followed.heard).containsExactly("begins 2 [request]");
        commit.complete();
        run();

        assertThat(followed.heard).containsExactly("begins 2 [request]", "durable", "applied", "published 3");
    }

    @Test
    void aFollowedCommitThatFails_isBroken_andTheLineOfTheLogIsItsOwn() {
        FollowedCommits followed = new FollowedCommits();
        TestPublisher<BitSet> commit = TestPublisher.create();
        MonitorPolicy policy = new MonitorPolicy(GraceByTier.NONE, "", false, 10);
        MonitorLoop loop = new MonitorLoop(
                new StuckJournal(store, commit), store, policy, InstantSource.fixed(NOW), time, followed);
        loop.start().subscribe();
        run();

        Mono<List<Outcome>> request = loop.submit(List.of(placed("1")));
        request.contextWrite(context -> context.put(FollowedCommits.KEY, "request"))
                .subscribe(_ -> {}, _ -> {});
        run();
        commit.error(new StoreUnavailable("gone"));
        run();

        assertThat(followed.heard).containsExactly("begins 1 [request]", "within (", "broken", ")");
    }

    @Test
    void aBugWhileApplying_stopsTheLoopForGood() {
        MonitorLoop loop = started(store, store, BROKEN);

        StepVerifier.create(loop.submit(List.of(placed("1"))))
                .then(this::run)
                .expectError(IntakeRefused.class)
                .verify();

        time.advanceTimeBy(Duration.ofMinutes(5));
        assertThat(loop.ready()).isFalse();
        assertThat(loop.broken()).isTrue();
        StepVerifier.create(loop.submit(List.of(placed("2"))))
                .expectError(IntakeRefused.class)
                .verify();
    }

    @Test
    void stop_letsWhatIsUnderWayBecomeDurable_andRefusesTheRest() {
        MonitorLoop loop = started(store, store, GraceByTier.NONE);

        StepVerifier.create(loop.submit(List.of(placed("1"))))
                .then(() -> loop.stop().subscribe())
                .then(this::run)
                .expectNext(List.of(Outcome.ACCEPTED))
                .verifyComplete();
        StepVerifier.create(loop.submit(List.of(placed("2"))))
                .expectError(IntakeRefused.class)
                .verify();

        assertThat(store.open("").map(HistoryState::progress).block())
                .as("the history is complete")
                .extracting(Progress::accepted)
                .isEqualTo(1L);
    }

    @Test
    void stop_completesOnceTheCheckpointIsStored() {
        MonitorLoop loop = started(store, store, GraceByTier.NONE);
        loop.submit(List.of(placed("1"))).subscribe();
        run();

        StepVerifier.create(loop.stop()).then(this::run).verifyComplete();

        assertThat(store.open("")
                        .map(state ->
                                state.checkpoint().orElseThrow().progress().accepted())
                        .block())
                .isEqualTo(1);
    }

    @Test
    void snapshots_giveTheCurrentOneAtOnce_thenTheLatestWhenThereIsDemand() {
        MonitorLoop loop = started(store, store, GraceByTier.NONE);
        TestSubscriber<Snapshot> slow =
                TestSubscriber.builder().initialRequest(0).build();
        loop.snapshots().subscribe(slow);

        for (int i = 0; i < 5; i++) {
            loop.submit(List.of(placed("order-" + i))).subscribe();
            time.advanceTimeBy(Duration.ofMillis(500));
        }
        assertThat(slow.getReceivedOnNext()).isEmpty();
        slow.request(1);

        assertThat(slow.getReceivedOnNext()).hasSize(1);
        slow.request(Long.MAX_VALUE);
        assertThat(slow.getReceivedOnNext().getLast()).isEqualTo(loop.current());
        assertThat(loop.current().windows().get(LiveWindow.DAY).total().tally().due())
                .isEqualTo(5);
    }

    @Test
    void aSubscriberThatNeverComesBack_holdsUpNobody() {
        MonitorLoop loop = started(store, store, GraceByTier.NONE);
        loop.snapshots().subscribe(TestSubscriber.builder().initialRequest(0).build());

        StepVerifier.create(loop.snapshots().map(Snapshot::accepted).distinct().take(2))
                .expectNext(0L)
                .then(() -> loop.submit(List.of(placed("1"))).subscribe())
                .then(this::run)
                .expectNext(1L)
                .verifyComplete();
    }

    private MonitorLoop started(Journal journal, VerdictHistory history, GraceByTier grace) {
        MonitorLoop loop = loop(journal, history, grace);
        loop.start().subscribe();
        run();
        assertThat(loop.ready()).isTrue();
        return loop;
    }

    private MonitorLoop loop(Journal journal, VerdictHistory history, GraceByTier grace) {
        MonitorPolicy policy = new MonitorPolicy(grace, "", false, 10);
        return new MonitorLoop(journal, history, policy, InstantSource.fixed(NOW), time);
    }

    private void run() {
        time.advanceTimeBy(Duration.ofSeconds(1));
    }

    static Incoming placed(String order) {
        EventHeader header = new EventHeader(new EventIdentity("s", order), order, NOW.minusSeconds(3_600));
        return new Incoming(
                new OrderEvent.Placed(
                        header,
                        "c",
                        "gold",
                        null,
                        null,
                        null,
                        null,
                        null,
                        NOW.minusSeconds(60),
                        List.of(new OrderLine(1, "s", Quantity.of(1)))),
                new byte[100]);
    }

    /** A journal whose appends wait for a signal that does not come. */
    private static class StuckJournal implements Journal {
        private final Journal journal;
        private final TestPublisher<BitSet> signal;

        StuckJournal(Journal journal, TestPublisher<BitSet> signal) {
            this.journal = journal;
            this.signal = signal;
        }

        @Override
        public Mono<JournalHead> open() {
            return journal.open();
        }

        @Override
        public Mono<BitSet> append(long epoch, List<JournalEntry> entries, BitSet doubtful) {
            return signal.mono();
        }

        @Override
        public Mono<Map<String, OrderFacts>> factsOf(Collection<String> subjects, long upToPosition) {
            return journal.factsOf(subjects, upToPosition);
        }

        @Override
        public Mono<List<JournalEntry>> after(long position, int limit) {
            return journal.after(position, limit);
        }
    }
}
