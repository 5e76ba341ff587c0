package io.perfectorder.dashboard.sight;

import io.perfectorder.alerting.AlertAcknowledgement;
import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.alerting.AlertStore;
import io.perfectorder.alerting.AlertWatch;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.security.ViewScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The alerts that a visitor may see: those whose labels say that they are about nothing else than the scope. */
@Component
public final class SightAlerts {
    private final AlertDesk desk;
    private final AlertStore store;
    private final AlertWatch watch;
    private final Sight sight;

    SightAlerts(AlertDesk desk, AlertStore store, AlertWatch watch, Sight sight) {
        this.desk = desk;
        this.store = store;
        this.watch = watch;
        this.sight = sight;
    }

    /** Another value after each change of any alert. */
    public Map<Phase, Long> transitions() {
        return watch.transitions();
    }

    /** Those that are pending or firing. */
    public Mono<List<AlertDesk.Shown>> active() {
        ViewScope scope = sight.scope();
        return desk.active()
                .map(all -> all.stream()
                        .filter(shown -> scope.holds(shown.alert().key().group().labels()))
                        .toList());
    }

    /** Of the newest transitions, at most {@code most}, those that may be seen, the newest first. */
    public Mono<List<KeptChange>> changes(int most) {
        ViewScope scope = sight.scope();
        return store.history("", Long.MAX_VALUE, most)
                .map(all -> all.stream()
                        .filter(kept ->
                                scope.holds(kept.change().transition().group().labels()))
                        .toList());
    }

    /** Puts an alert that fires into somebody's hands; empty when it does not fire. Who has a scope only reads. */
    public Mono<AlertAcknowledgement> acknowledge(String fingerprint, String by, String note, Optional<Instant> until) {
        if (!sight.scope().isAll()) {
            throw new IllegalStateException("this is not for a visitor with a scope");
        }
        return desk.acknowledge(fingerprint, by, note, until);
    }
}
