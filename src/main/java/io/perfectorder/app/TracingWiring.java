package io.perfectorder.app;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.perfectorder.tracing.FollowedSampler;
import io.perfectorder.tracing.MonitorSpans;
import io.perfectorder.tracing.PlainSpans;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The room of traces, wired; it is there only when {@code monitor.traces.endpoint} names where they go, see {@link ImpliedProperties}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("management.tracing.export.enabled")
class TracingWiring {
    @Bean
    MonitorSpans monitorSpans(Tracer tracer) {
        return new MonitorSpans(tracer);
    }

    @Bean
    Sampler followedSampler(MonitorProperties properties) {
        return FollowedSampler.keeping(properties.traces().sampled());
    }

    @Bean
    SpanExporters plainSpanExporters(ObjectProvider<SpanExporter> exporters) {
        return SpanExporters.of(
                exporters.orderedStream().<SpanExporter>map(PlainSpans::new).toList());
    }
}
