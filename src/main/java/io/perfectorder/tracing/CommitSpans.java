package io.perfectorder.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.CommitTrace;
import io.perfectorder.pipeline.LoopWatch;
import java.time.Duration;
import java.util.Set;
import reactor.util.context.ContextView;

/**
 * A trace for each commit that holds events of a request that is traced, with a link to each of these requests: a commit is of many requests
 * and a request has many commits, so neither is the other's parent.
 */
final class CommitSpans implements LoopWatch {
    private final Tracer tracer;
    private final SnapshotSpans snapshots;
    private final LoopWatch loop;

    CommitSpans(Tracer tracer, SnapshotSpans snapshots, LoopWatch loop) {
        this.tracer = tracer;
        this.snapshots = snapshots;
        this.loop = loop;
    }

    private record Request(TraceContext context) implements Origin {}

    @Override
    public Origin originOf(ContextView context) {
        Object found = context.getOrDefault(ObservationThreadLocalAccessor.KEY, Origin.NONE);
        if (!(found instanceof Observation observation)) {
            return Origin.NONE;
        }
        TracingContext tracing = observation.getContextView().get(TracingContext.class);
        Span span = tracing == null ? null : tracing.getSpan();
        return span != null && Boolean.TRUE.equals(span.context().sampled())
                ? new Request(span.context())
                : Origin.NONE;
    }

    @Override
    public CommitTrace committing(Set<Origin> origins, int events) {
        Span.Builder builder = tracer.spanBuilder()
                .setNoParent()
                .kind(Span.Kind.CONSUMER)
                .name("commit")
                .tag("perfect_order.events", events)
                .tag("perfect_order.requests", origins.size());
        for (Origin origin : origins) {
            if (origin instanceof Request(TraceContext context)) {
                builder.addLink(new Link(context));
            }
        }
        return new Commit(builder.start());
    }

    @Override
    public void committed(Duration took, int events) {
        loop.committed(took, events);
    }

    @Override
    public void applied(Duration took, long restated) {
        loop.applied(took, restated);
    }

    @Override
    public void published(Snapshot snapshot) {
        loop.published(snapshot);
        snapshots.published(snapshot);
    }

    /** Confined to the loop. */
    private final class Commit implements CommitTrace {
        private final Span commit;
        private Span underWay;

        Commit(Span commit) {
            this.commit = commit;
            this.underWay = commit;
        }

        @Override
        public void durable() {
            commit.end();
            underWay = tracer.spanBuilder()
                    .setParent(commit.context())
                    .name("apply")
                    .start();
        }

        @Override
        public void applied() {
            underWay.end();
            snapshots.applied(commit.context());
        }

        @Override
        public void broken(Throwable cause) {
            underWay.error(cause);
            underWay.end();
        }

        @Override
        public void within(Runnable step) {
            try (Tracer.SpanInScope _ = tracer.withSpan(commit)) {
                step.run();
            }
        }
    }
}
