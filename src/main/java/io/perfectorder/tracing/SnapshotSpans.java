package io.perfectorder.tracing;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.perfectorder.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way of commits that are traced to the screen: the first snapshot that shows them, and the first page of the board that it is pushed to.
 * Both are children of the newest commit, with links to the others. What nobody publishes is bounded: a snapshot comes within a second.
 */
final class SnapshotSpans {
    private static final int MOST = 1_000;

    private final Tracer tracer;
    private final List<TraceContext> applied = new ArrayList<>();
    private final AtomicReference<@Nullable Published> published = new AtomicReference<>();

    private record Published(Instant takenAt, TraceContext span) {}

    SnapshotSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** On the loop, like {@link #published}. */
    void applied(TraceContext commit) {
        if (applied.size() < MOST) {
            applied.add(commit);
        }
    }

    void published(Snapshot snapshot) {
        if (applied.isEmpty()) {
            return;
        }
        Span.Builder builder = tracer.spanBuilder()
                .setParent(applied.removeLast())
                .kind(Span.Kind.PRODUCER)
                .name("publish")
                .startTimestamp(micros(snapshot.takenAt()), TimeUnit.MICROSECONDS);
        applied.forEach(other -> builder.addLink(new Link(other)));
        applied.clear();
        Span span = builder.start();
        span.end();
        published.set(new Published(snapshot.takenAt(), span.context()));
    }

    /** The page may show a later snapshot than the one that was published first. */
    void pushed(Snapshot snapshot) {
        Published first = published.get();
        if (first != null && !snapshot.takenAt().isBefore(first.takenAt()) && published.compareAndSet(first, null)) {
            tracer.spanBuilder()
                    .setParent(first.span())
                    .kind(Span.Kind.CONSUMER)
                    .name("push")
                    .startTimestamp(micros(first.takenAt()), TimeUnit.MICROSECONDS)
                    .start()
                    .end();
        }
    }

    private static long micros(Instant at) {
        return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(at.getNano());
    }
}
