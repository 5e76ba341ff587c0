package io.perfectorder.engines;

import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.ingest.EventDecoder;
import io.perfectorder.pipeline.MonitorLoop;
import io.perfectorder.pipeline.MonitorPolicy;
import io.perfectorder.testing.Workload;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Our whole pipeline without storage: JSON decoded, batched, applied by the monitor loop, snapshots published meanwhile. */
final class OurPipeline implements Contender {
    private static final int BATCH = 2_000;
    private static final int UNDER_WAY = 4;

    private final List<byte[]> json;
    private final MonitorPolicy policy;

    OurPipeline(Feed feed) {
        json = feed.json();
        int cached = Math.toIntExact(feed.workload().orders() + 1);
        policy = new MonitorPolicy(GraceByTier.NONE, "bench", false, cached);
    }

    @Override
    public Totals count() {
        Scheduler thread = Schedulers.newSingle("loop");
        NoStorage store = new NoStorage();
        MonitorLoop loop = new MonitorLoop(store, store, policy, () -> Workload.END, thread);
        try {
            loop.start().block();
            EventDecoder decoder = new EventDecoder();
            Flux.fromIterable(json)
                    .map(line -> Feed.incoming(decoder, line))
                    .buffer(BATCH)
                    .flatMap(loop::submit, UNDER_WAY)
                    .then(loop.settled())
                    .block();
            return OurCore.totals(loop.snapshots()
                    .filter(snapshot -> snapshot.accepted() == json.size())
                    .next()
                    .block()
                    .windows());
        } finally {
            loop.stop().block();
            thread.dispose();
        }
    }
}
