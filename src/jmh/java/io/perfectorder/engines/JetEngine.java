package io.perfectorder.engines;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.function.ConsumerEx;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.aggregate.AggregateOperation;
import com.hazelcast.jet.aggregate.AggregateOperation1;
import com.hazelcast.jet.pipeline.BatchSource;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.SourceBuilder;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Hazelcast Jet embedded, one member without a network, one cooperative thread: orders by id, then panes aggregated. */
final class JetEngine implements Contender {
    private static final int BATCH = 1_024;

    /** The job is serialized; what it reads from and writes to is not. */
    private static volatile List<OrderMessage> messages = List.of();

    private static volatile Totals totals = new Totals();

    private final HazelcastInstance hazelcast;

    JetEngine(Feed feed) {
        messages = feed.messages();
        Config config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getJetConfig().setEnabled(true).setCooperativeThreadCount(1);
        hazelcast = Hazelcast.newHazelcastInstance(config);
    }

    @Override
    public Totals count() {
        totals = new Totals();
        Pipeline pipeline = Pipeline.create();
        pipeline.readFrom(source())
                .groupingKey(message -> message.orderId)
                .flatMapStateful(
                        OrderState::new, (state, _, message) -> Traversers.traverseIterable(state.apply(message)))
                .groupingKey(PaneDelta::key)
                .aggregate(counting())
                .writeTo(sink());
        pipeline.setPreserveOrder(true);
        hazelcast.getJet().newJob(pipeline).join();
        return totals;
    }

    private static BatchSource<OrderMessage> source() {
        return SourceBuilder.<Iterator<OrderMessage>>batch("orders", _ -> messages.iterator())
                .<OrderMessage>fillBufferFn((left, buffer) -> {
                    for (int i = 0; i < BATCH && left.hasNext(); i++) {
                        buffer.add(left.next());
                    }
                    if (!left.hasNext()) {
                        buffer.close();
                    }
                })
                .build();
    }

    private static AggregateOperation1<PaneDelta, long[], long[]> counting() {
        return AggregateOperation.withCreate(() -> new long[Totals.COUNTS])
                .<PaneDelta>andAccumulate((counts, delta) -> delta.addTo(counts))
                .andCombine((counts, more) -> {
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] += more[i];
                    }
                })
                .andExportFinish(long[]::clone);
    }

    private static Sink<Map.Entry<PaneKey, long[]>> sink() {
        return SinkBuilder.sinkBuilder("counts", _ -> totals)
                .<Map.Entry<PaneKey, long[]>>receiveFn((all, pane) ->
                        all.add(pane.getKey().dimension(), pane.getKey().value(), pane.getValue()))
                .flushFn(ConsumerEx.noop())
                .preferredLocalParallelism(1)
                .build();
    }

    @Override
    public void close() {
        hazelcast.shutdown();
    }
}
