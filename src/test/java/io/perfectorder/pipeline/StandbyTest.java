package io.perfectorder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.verdict.GraceByTier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Two loops on one store: one leads, the other follows, and they change places. */
class StandbyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InMemoryStore store = new InMemoryStore();
    private final MonitorLoop leader = loop();
    private final MonitorLoop standby = loop();

    @Test
    void standby_showsWhatTheLeaderCounted_andTakesNothing() {
        leader.start().subscribe();
        standby.follow(following(policy("")));
        run();

        submit(leader, 0, 5);
        run();

        assertThat(standby.standsBy()).isTrue();
        assertThat(standby.ready()).isFalse();
        assertThat(due(standby)).isEqualTo(5);
        StepVerifier.create(standby.submit(orders(5, 6)))
                .expectErrorMessage("another instance takes events now")
                .verify();
        StepVerifier.create(standby.settled())
                .then(this::run)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void settled_onStandby_failsWhileTheHistoryLacksWhatTheJournalHas() {
        leader.start().subscribe();
        run();
        submit(leader, 0, 1);
        run();
        standby.follow(following(policy("")));
        run();
        long epoch = store.open().map(JournalHead::epoch).blockOptional().orElseThrow();
        store.append(epoch, List.of(entry(1_000)), new BitSet()).block();

        StepVerifier.create(standby.settled())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(6)))
                .expectError(StoreUnavailable.class)
                .verify();
    }

    @Test
    void leadersThatChangePlaces_countEveryOrderOnce_andTheOldOneStoresNothing() {
        leader.start().subscribe();
        standby.follow(following(policy("")));
        run();
        submit(leader, 0, 5);
        run();

        standby.lead(); // The old leader is not told: it is frozen.
        run();
        assertThat(standby.ready()).isTrue();
        submit(standby, 3, 8);
        run();
        assertThat(due(standby)).isEqualTo(8);

        StepVerifier.create(leader.submit(orders(8, 9)))
                .then(this::run)
                .expectError(IntakeRefused.class)
                .verify();
        leader.follow(following(policy("")));
        standby.follow(following(policy("")));
        leader.lead();
        run();
        submit(leader, 0, 9);
        run();

        assertThat(due(leader)).isEqualTo(9);
        assertThat(due(standby)).isEqualTo(9);
        assertThat(leader.current().accepted()).isEqualTo(9);
    }

    @Test
    void standbyWithOtherGraces_isNotComplete() {
        leader.start().subscribe();
        standby.follow(following(policy("other")));
        run();

        assertThat(standby.standsBy()).isFalse();
    }

    @Test
    void standby_passesNothingOver_whileAnEarlierBatchIsNotDurableYet() {
        leader.start().subscribe();
        run();
        submit(leader, 0, 2);
        run();
        Journal gap = new Journal() {
            @Override
            public Mono<JournalHead> open() {
                return store.open();
            }

            @Override
            public Mono<BitSet> append(long epoch, List<JournalEntry> entries, BitSet doubtful) {
                return store.append(epoch, entries, doubtful);
            }

            @Override
            public Mono<Map<String, io.perfectorder.core.verdict.OrderFacts>> factsOf(
                    Collection<String> subjects, long upToPosition) {
                return store.factsOf(subjects, upToPosition);
            }

            @Override
            public Mono<List<JournalEntry>> after(long position, int limit) {
                // A later batch is durable before an earlier one.
                return store.after(position, limit)
                        .map(read -> Stream.concat(read.stream(), Stream.of(entry(1_000_000)))
                                .toList());
            }
        };
        standby.follow(new Following(gap, store, policy(""), InstantSource.fixed(NOW), time));
        run();

        assertThat(due(standby)).isEqualTo(2);
        assertThat(standby.current().accepted()).isEqualTo(2);
    }

    private MonitorLoop loop() {
        return new MonitorLoop(store, store, policy(""), InstantSource.fixed(NOW), time);
    }

    private Following following(MonitorPolicy policy) {
        return new Following(store, store, policy, InstantSource.fixed(NOW), time);
    }

    private static MonitorPolicy policy(String fingerprint) {
        return new MonitorPolicy(GraceByTier.NONE, fingerprint, false, 10);
    }

    private void submit(MonitorLoop loop, int from, int to) {
        loop.submit(orders(from, to)).subscribe();
        run();
    }

    private static long due(MonitorLoop loop) {
        return loop.current().windows().get(LiveWindow.DAY).total().tally().due();
    }

    private void run() {
        time.advanceTimeBy(Duration.ofSeconds(2));
    }

    private static JournalEntry entry(long position) {
        return new JournalEntry(position, position, placed("late").event(), new byte[1]);
    }

    private static List<Incoming> orders(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> placed("o" + i)).toList();
    }

    private static Incoming placed(String order) {
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
}
