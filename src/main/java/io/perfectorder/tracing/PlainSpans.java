package io.perfectorder.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Lets only what is named here leave the process: texts of errors and whole paths may hold what a producer sent, so they stay in the log.
 * Requests of Prometheus and of probes are nobody's trace.
 */
public final class PlainSpans implements SpanExporter {
    private static final String OURS = "perfect_order.";
    private static final Set<String> PLAIN = Set.of("method", "uri", "status", "outcome", "exception");
    private static final AttributeKey<String> URI = AttributeKey.stringKey("uri");

    private final SpanExporter exporter;

    public PlainSpans(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        List<SpanData> plain = spans.stream()
                .filter(span -> !String.valueOf(span.getAttributes().get(URI)).startsWith("/actuator"))
                .<SpanData>map(Plain::new)
                .toList();
        return plain.isEmpty() ? CompletableResultCode.ofSuccess() : exporter.export(plain);
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class Plain extends DelegatingSpanData {
        private final Attributes attributes;

        Plain(SpanData span) {
            super(span);
            attributes = span.getAttributes().toBuilder()
                    .removeIf(key ->
                            !PLAIN.contains(key.getKey()) && !key.getKey().startsWith(OURS))
                    .build();
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public int getTotalRecordedEvents() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }
    }
}
