package io.perfectorder.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.CommitTrace;
import io.perfectorder.pipeline.LoopWatch;
import io.perfectorder.pipeline.PushWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What leaves as a span, by the real OpenTelemetry with a list in place of a receiver. */
class MonitorSpansTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final List<SpanData> sent = new ArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new PlainSpans(new Listed())))
            .build();
    private final OtelTracer tracer = new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), _ -> {});

    private final class Listed implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            sent.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void aCommitThatBreaks_endsAsAnError_andTheTextOfTheErrorStaysHere() {
        CommitTrace commit = new MonitorSpans(tracer).watching(LoopWatch.NONE).committing(Set.of(), 3);

        commit.broken(new IllegalStateException("the password is hunter2"));

        assertThat(sent).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("commit");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEmpty();
            assertThat(span.getEvents()).isEmpty();
            assertThat(span.getAttributes().get(AttributeKey.longKey("perfect_order.events")))
                    .isEqualTo(3);
        });
    }

    @Test
    void onlyWhatIsNamed_leaves_andNothingOfTheActuator() {
        tracer.spanBuilder()
                .setNoParent()
                .name("http get /api/orders/{id}")
                .tag("uri", "/api/orders/{id}")
                .tag("http.url", "/api/orders/of-a-customer")
                .start()
                .end();
        tracer.spanBuilder()
                .setNoParent()
                .name("http get /actuator/prometheus")
                .tag("uri", "/actuator/prometheus")
                .start()
                .end();

        assertThat(sent)
                .singleElement()
                .extracting(SpanData::getAttributes)
                .isEqualTo(Attributes.of(AttributeKey.stringKey("uri"), "/api/orders/{id}"));
    }

    @Test
    void whatIsSaidWithinACommit_isOfItsTrace_andWhatComesAfterItIsNot() {
        CommitTrace commit = new MonitorSpans(tracer).watching(LoopWatch.NONE).committing(Set.of(), 1);
        List<String> within = new ArrayList<>();

        commit.within(() -> within.add(
                Objects.requireNonNull(tracer.currentSpan()).context().traceId()));
        commit.durable();
        commit.applied();

        assertThat(within).containsExactly(sent.getFirst().getTraceId());
        assertThat(tracer.currentSpan()).isNull();
        assertThat(sent).extracting(SpanData::getName).containsExactly("commit", "apply");
        assertThat(sent.getLast().getParentSpanId()).isEqualTo(sent.getFirst().getSpanId());
    }

    @Test
    void theFirstSnapshotAndTheFirstPush_areOfTheNewestCommit_withLinksToTheOthers() {
        MonitorSpans spans = new MonitorSpans(tracer);
        LoopWatch loop = spans.watching(LoopWatch.NONE);
        PushWatch pushes = spans.watching((_, _) -> {});
        for (int i = 0; i < 2; i++) {
            CommitTrace commit = loop.committing(Set.of(), 1);
            commit.durable();
            commit.applied();
        }
        SpanData older = sent.getFirst();
        SpanData newer = sent.get(2);
        sent.clear();

        pushes.pushed(snapshot(0), NOW);
        loop.published(snapshot(1));
        loop.published(snapshot(2));
        pushes.pushed(snapshot(0), NOW);
        pushes.pushed(snapshot(2), NOW);
        pushes.pushed(snapshot(2), NOW);

        assertThat(sent).extracting(SpanData::getName).containsExactly("publish", "push");
        assertThat(sent.getFirst().getParentSpanId()).isEqualTo(newer.getSpanId());
        assertThat(sent.getFirst().getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(older.getSpanId());
        assertThat(sent.getLast().getParentSpanId()).isEqualTo(sent.getFirst().getSpanId());
    }

    private static Snapshot snapshot(int second) {
        Instant at = NOW.plusSeconds(second);
        return new Snapshot(at, at, at, Optional.empty(), 0, Map.of());
    }

    @Test
    void everyCommitOfAKeptRequest_isKept_noneOfTheOthers_andEveryDelivery() {
        Sampler sampler = FollowedSampler.keeping(0);

        assertThat(decided(sampler, SpanKind.CONSUMER, link(TraceFlags.getDefault()), link(TraceFlags.getSampled())))
                .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        assertThat(decided(sampler, SpanKind.CONSUMER, link(TraceFlags.getDefault())))
                .isEqualTo(SamplingDecision.DROP);
        assertThat(decided(sampler, SpanKind.SERVER)).isEqualTo(SamplingDecision.DROP);
        assertThat(decided(sampler, SpanKind.CLIENT)).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        assertThat(decided(FollowedSampler.keeping(1), SpanKind.SERVER)).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    private static SamplingDecision decided(Sampler sampler, SpanKind kind, LinkData... links) {
        return sampler.shouldSample(Context.root(), TRACE, "name", kind, Attributes.empty(), List.of(links))
                .getDecision();
    }

    private static LinkData link(TraceFlags flags) {
        return LinkData.create(SpanContext.create(TRACE, "00f067aa0ba902b7", flags, TraceState.getDefault()));
    }
}
