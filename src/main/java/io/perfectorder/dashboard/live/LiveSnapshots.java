package io.perfectorder.dashboard.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.SnapshotFeed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * Hands snapshots to a view while it is attached: at most four a second, at most one pending, and the last one again every second,
 * so that ages keep counting when the feed is silent.
 */
public final class LiveSnapshots {
    private static final Duration SHORTEST_GAP = Duration.ofMillis(250);
    private static final Duration TICK = Duration.ofSeconds(1);

    private LiveSnapshots() {}

    /** {@code show} runs with the lock of the owner's UI. */
    public static void follow(Component owner, SnapshotFeed feed, Consumer<Snapshot> show) {
        Disposable.Swap running = Disposables.swap();
        owner.addAttachListener(event -> {
            show.accept(feed.current());
            running.update(subscribe(event.getUI(), feed, show));
        });
        owner.addDetachListener(_ -> running.update(Disposables.disposed()));
    }

    private static Disposable subscribe(UI ui, SnapshotFeed feed, Consumer<Snapshot> show) {
        AtomicReference<@Nullable Snapshot> pending = new AtomicReference<>();
        return Flux.combineLatest(
                        feed.snapshots().onBackpressureLatest(),
                        Flux.interval(Duration.ZERO, TICK).onBackpressureLatest(),
                        (snapshot, _) -> snapshot)
                .sample(SHORTEST_GAP)
                .onBackpressureLatest()
                .subscribe(snapshot -> {
                    if (pending.getAndSet(snapshot) == null) {
                        access(ui, pending, show);
                    }
                });
    }

    private static void access(UI ui, AtomicReference<@Nullable Snapshot> pending, Consumer<Snapshot> show) {
        try {
            ui.access(() -> {
                Snapshot latest = pending.getAndSet(null);
                if (latest != null) {
                    show.accept(latest);
                }
            });
        } catch (UIDetachedException _) {
            pending.set(null); // The page is gone; its detach ends the subscription.
        }
    }
}
