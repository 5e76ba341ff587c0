package io.perfectorder.engines;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * Apache Flink in one process, state on the heap, parallelism 1, no checkpoints, objects reused: orders by id, then panes by group. Each
 * group tells its counts when the input has ended.
 */
final class FlinkEngine implements Contender {
    /** The job is serialized; what it reads from and writes to is not. */
    private static volatile List<OrderMessage> messages = List.of();

    private static final ConcurrentMap<Tuple2<String, String>, long[]> COUNTED = new ConcurrentHashMap<>();

    FlinkEngine(Feed feed) {
        messages = feed.messages();
    }

    @Override
    public Totals count() throws Exception {
        COUNTED.clear();
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(1);
        flink.getConfig().enableObjectReuse();
        GeneratorFunction<Long, OrderMessage> feed = number -> messages.get((int) (long) number);
        flink.fromSource(
                        new DataGeneratorSource<>(feed, messages.size(), TypeInformation.of(OrderMessage.class)),
                        WatermarkStrategy.noWatermarks(),
                        "orders")
                .keyBy(message -> message.orderId)
                .process(new Judge())
                .keyBy(new GroupOf())
                .process(new Count())
                .sinkTo(new DiscardingSink<>());
        flink.execute();
        Totals totals = new Totals();
        COUNTED.forEach((group, counts) -> totals.add(group.f0, group.f1, counts));
        return totals;
    }

    private static final class GroupOf implements KeySelector<PaneDelta, Tuple2<String, String>> {
        private static final long serialVersionUID = 1;

        @Override
        public Tuple2<String, String> getKey(PaneDelta delta) {
            return Tuple2.of(delta.dimension, delta.value);
        }
    }

    private static final class Judge extends KeyedProcessFunction<String, OrderMessage, PaneDelta> {
        private static final long serialVersionUID = 1;

        private transient ValueState<OrderState> state;

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getState(new ValueStateDescriptor<>("order", OrderState.class));
        }

        @Override
        public void processElement(OrderMessage message, Context context, Collector<PaneDelta> out) throws Exception {
            OrderState order = state.value();
            if (order == null) {
                order = new OrderState();
            }
            order.apply(message).forEach(out::collect);
            state.update(order);
        }
    }

    /** The timer at the end of time fires when the input has ended. */
    private static final class Count
            extends KeyedProcessFunction<Tuple2<String, String>, PaneDelta, Tuple3<String, String, Long>> {
        private static final long serialVersionUID = 1;

        private transient MapState<Long, long[]> panes;

        @Override
        public void open(OpenContext context) {
            panes = getRuntimeContext()
                    .getMapState(new MapStateDescriptor<>("panes", Types.LONG, TypeInformation.of(long[].class)));
        }

        @Override
        public void processElement(PaneDelta delta, Context context, Collector<Tuple3<String, String, Long>> out)
                throws Exception {
            long[] counts = panes.get(delta.minute);
            if (counts == null) {
                counts = new long[Totals.COUNTS];
                context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
            }
            delta.addTo(counts);
            panes.put(delta.minute, counts);
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<Tuple3<String, String, Long>> out)
                throws Exception {
            long[] sum = new long[Totals.COUNTS];
            for (long[] counts : panes.values()) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += counts[i];
                }
            }
            COUNTED.put(context.getCurrentKey().copy(), sum);
        }
    }
}
