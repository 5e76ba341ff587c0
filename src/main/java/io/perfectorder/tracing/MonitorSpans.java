package io.perfectorder.tracing;

import io.micrometer.tracing.Tracer;
import io.perfectorder.alerting.channel.Channel;
import io.perfectorder.pipeline.LoopWatch;
import io.perfectorder.pipeline.PushWatch;
import java.util.Map;
import java.util.TreeMap;

/** Has spans made of what is watched, beside what its watchers do with it. */
public final class MonitorSpans {
    private final Tracer tracer;
    private final SnapshotSpans snapshots;

    public MonitorSpans(Tracer tracer) {
        this.tracer = tracer;
        this.snapshots = new SnapshotSpans(tracer);
    }

    public LoopWatch watching(LoopWatch loop) {
        return new CommitSpans(tracer, snapshots, loop);
    }

    public PushWatch watching(PushWatch pushes) {
        return (snapshot, now) -> {
            pushes.pushed(snapshot, now);
            snapshots.pushed(snapshot);
        };
    }

    /** By the names of the channels. */
    public Map<String, Channel> watching(Map<String, Channel> channels) {
        Map<String, Channel> watched = new TreeMap<>();
        channels.forEach((name, channel) -> watched.put(name, DeliverySpans.of(tracer, name, channel)));
        return watched;
    }
}
