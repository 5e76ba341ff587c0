package io.perfectorder.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.SnapshotFeed;
import io.perfectorder.security.ViewScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class LiveSnapshotsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final TestPublisher<Snapshot> snapshots = TestPublisher.create();

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final List<Long> seen = new ArrayList<>();
    private LiveSnapshots live;

    private final SnapshotFeed feed = new SnapshotFeed() {
        @Override
        public Flux<Snapshot> snapshots() {
            return snapshots.flux();
        }

        @Override
        public Snapshot current() {
            return snapshot(0);
        }
    };
    private final List<Long> askedUntil = new ArrayList<>();
    private final ScopedSnapshots scoped = new ScopedSnapshots(
            feed,
            (_, _, until, _) -> {
                askedUntil.add(until);
                return Flux.empty();
            },
            time);
    private ViewScope scope = ViewScope.ALL;

    @BeforeEach
    void openAPage() {
        MockVaadin.setup();
        live = new LiveSnapshots(feed, time, (_, _) -> {}, InstantSource.system(), () -> scope, scoped);
    }

    @AfterEach
    void closeThePage() {
        MockVaadin.tearDown();
    }

    @Test
    void severalViewsOfAPage_shareOneSubscription() {
        assertThat(live.board(UI.getCurrent())).isSameAs(live.board(UI.getCurrent()));

        snapshots.assertSubscribers(1);
        assertThat(live.openBoards()).isEqualTo(1);
    }

    @Test
    void aPageThatIsGone_leavesNoSubscriber() {
        live.board(UI.getCurrent());

        MockVaadin.closeCurrentUI(true);

        snapshots.assertNoSubscribers();
        assertThat(live.openBoards()).isZero();
    }

    @Test
    void aPageThatComesAfterTheLastHasGone_isLiveAgain() {
        live.board(UI.getCurrent());
        MockVaadin.closeCurrentUI(true);
        MockVaadin.setup();

        watch();
        publishAndWait(7);

        snapshots.assertSubscribers(1);
        assertThat(seen).containsExactly(0L, 7L);
    }

    @Test
    void aBurst_isOneUpdateWithTheNewest() {
        watch();

        for (long accepted = 1; accepted <= 100; accepted++) {
            snapshots.next(snapshot(accepted));
        }
        time.advanceTimeBy(Duration.ofMillis(250));
        MockVaadin.runUIQueue();

        assertThat(seen).containsExactly(0L, 100L);
    }

    @Test
    void aPageThatDoesNotAnswer_hasOneUpdatePending() {
        watch();

        for (long accepted = 1; accepted <= 100; accepted++) {
            snapshots.next(snapshot(accepted));
            time.advanceTimeBy(Duration.ofMillis(250));
        }
        MockVaadin.runUIQueue();

        assertThat(seen).containsExactly(0L, 100L);
    }

    @Test
    void aPageThatIsHeldStill_goesOnFromTheNewest() {
        LiveBoard board = watch();

        board.pause(true);
        publishAndWait(1);
        publishAndWait(2);
        assertThat(seen).containsExactly(0L);

        board.pause(false);
        MockVaadin.runUIQueue();
        assertThat(seen).containsExactly(0L, 2L);
    }

    @Test
    void aPageOfAVisitorWithAScope_isAskedOfTheStore_andShowsNothingOfTheWhole() {
        scope = new ViewScope(Map.of("carrier", Set.of("Bison")));
        LiveBoard board = watch();
        assertThat(board.now().peek().extent()).isEqualTo(Live.Extent.AWAITED);

        publishAndWait(7);
        time.advanceTimeBy(Duration.ofSeconds(1));
        MockVaadin.runUIQueue();

        assertThat(askedUntil).isNotEmpty();
        Live shown = board.now().peek();
        assertThat(shown.extent()).isEqualTo(Live.Extent.SCOPE);
        assertThat(shown.snapshot().accepted()).isZero();
        assertThat(shown.snapshot().newestEvent()).isEmpty();
        assertThat(shown.eventsPerSecond()).isZero();
        assertThat(scoped.openScopes()).isEqualTo(1);
        assertThat(live.openBoards()).isZero();

        MockVaadin.closeCurrentUI(true);

        assertThat(scoped.openScopes()).isZero();
        snapshots.assertNoSubscribers();
    }

    private LiveBoard watch() {
        LiveBoard board = live.board(UI.getCurrent());
        Div view = new Div();
        UI.getCurrent().add(view);
        Signal.effect(view, () -> {
            seen.add(board.now().get().snapshot().accepted());
        });
        return board;
    }

    private void publishAndWait(long accepted) {
        snapshots.next(snapshot(accepted));
        time.advanceTimeBy(Duration.ofMillis(250));
        MockVaadin.runUIQueue();
    }

    private static Snapshot snapshot(long accepted) {
        return new Snapshot(START, START, START.plusMillis(accepted), Optional.empty(), accepted, Map.of());
    }
}
