package io.perfectorder.dashboard.live;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.signals.Signal;
import com.vaadin.flow.signals.local.ValueSignal;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One open page: the newest {@link Live} as a signal for all its views, with at most one update pending, latest wins. Everything but
 * {@link #offer} wants the lock of the page's session.
 */
public final class LiveBoard {
    private final UI ui;
    private final Consumer<Live> pushed;
    private final ValueSignal<Live> shown;
    private final ValueSignal<Boolean> paused = new ValueSignal<>(false);
    private final AtomicReference<@Nullable Live> pending = new AtomicReference<>();
    private Live newest;

    LiveBoard(UI ui, Live first, Consumer<Live> pushed) {
        this.ui = ui;
        this.pushed = pushed;
        this.newest = first;
        this.shown = new ValueSignal<>(first);
    }

    /** What the page shows; read it inside {@link Signal#effect}. */
    public Signal<Live> now() {
        return shown.asReadonly();
    }

    /** Whether the viewer holds the page still. */
    public Signal<Boolean> paused() {
        return paused.asReadonly();
    }

    /** Holds the page still, or lets it run on from the newest snapshot. */
    public void pause(boolean still) {
        paused.set(still);
        if (!still) {
            shown.set(newest);
        }
    }

    /** Takes an update from any thread; while one is pending a newer one replaces it. */
    void offer(Live live) {
        if (pending.getAndSet(live) != null) {
            return;
        }
        try {
            var _ = ui.access(this::showPending);
        } catch (UIDetachedException _) {
            pending.set(null); // The page is gone; its detach takes this board off the list.
        }
    }

    private void showPending() {
        Live latest = pending.getAndSet(null);
        if (latest == null) {
            return;
        }
        newest = latest;
        if (!paused.peek()) {
            shown.set(latest);
            pushed.accept(latest);
        }
    }
}
