package io.perfectorder.dashboard.gate;

import com.vaadin.flow.component.UI;
import io.perfectorder.security.Audit;
import io.perfectorder.security.AuditEntry;
import io.perfectorder.security.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the audit what is done on the board, by whom and from where. */
@Component
public final class BoardAudit {
    private final Audit audit;
    private final InstantSource wall;

    BoardAudit(Audit audit, InstantSource wall) {
        this.audit = audit;
        this.wall = wall;
    }

    /** A change, before it is made. */
    public record Change(String action, String subject, Optional<String> before, Optional<String> after) {
        public Change(String action, String subject) {
            this(action, subject, Optional.empty(), Optional.empty());
        }

        public Change to(String value) {
            return new Change(action, subject, before, Optional.of(value));
        }

        public Change from(String value) {
            return new Change(action, subject, Optional.of(value), after);
        }
    }

    /** From where whoever holds the session now has come. */
    public static String address() {
        return Objects.requireNonNullElse(
                UI.getCurrentOrThrow().getSession().getBrowser().getAddress(), "");
    }

    /**
     * The act of whoever holds the session now, and then its entry: who is shown that it is done knows that it is told. An act that
     * comes to nothing, empty or false, is none.
     */
    public <T> Mono<T> told(Mono<T> act, Change change) {
        return told(act, _ -> change);
    }

    /** The same for an act of which only what came of it tells what was changed. */
    public <T> Mono<T> told(Mono<T> act, Function<T, Change> changeOf) {
        Instant at = now();
        Caller caller = Visitor.now().entrance().caller();
        String address = address();
        return act.flatMap(done -> Boolean.FALSE.equals(done)
                ? Mono.just(done)
                : audit.add(entry(at, caller, address, changeOf.apply(done))).thenReturn(done));
    }

    /** What was done on a page of the gate. */
    Mono<Void> tell(Caller who, String address, Change change) {
        return Mono.defer(() -> audit.add(entry(now(), who, address, change)));
    }

    private Instant now() {
        return wall.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static AuditEntry entry(Instant at, Caller who, String address, Change change) {
        return new AuditEntry(at, who, address, change.action(), change.subject(), change.before(), change.after());
    }
}
