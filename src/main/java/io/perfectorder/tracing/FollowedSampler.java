package io.perfectorder.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Which traces are kept that begin here: a share of the requests, every commit of a request that is kept, and every delivery, of which there
 * are few. A trace that begins elsewhere is kept when it is kept there.
 */
public final class FollowedSampler implements Sampler {
    private final Sampler requests;

    private FollowedSampler(Sampler requests) {
        this.requests = requests;
    }

    /** {@code share}, 0 to 1, of the requests that come without a trace. */
    public static Sampler keeping(double share) {
        return Sampler.parentBased(new FollowedSampler(Sampler.traceIdRatioBased(share)));
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        if (!links.isEmpty()) {
            return links.stream().anyMatch(link -> link.getSpanContext().isSampled())
                    ? SamplingResult.recordAndSample()
                    : SamplingResult.drop();
        }
        return kind == SpanKind.CLIENT
                ? SamplingResult.recordAndSample()
                : requests.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "Followed{" + requests.getDescription() + "}";
    }
}
