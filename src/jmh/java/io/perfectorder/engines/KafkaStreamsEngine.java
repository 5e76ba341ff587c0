package io.perfectorder.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.springframework.util.FileSystemUtils;

/**
 * Kafka Streams without a broker: the driver for topologies, stores in memory, no change logs. A processor keeps the orders by id; their
 * changes go through a repartition topic to an aggregation of panes.
 */
final class KafkaStreamsEngine implements Contender {
    private static final String ORDERS = "orders";
    private static final String PANES = "panes";

    private final List<OrderMessage> messages;

    KafkaStreamsEngine(Feed feed) {
        messages = feed.messages();
    }

    private static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(ORDERS), Serdes.String(), MessageSerde.STATE)
                        .withLoggingDisabled());
        builder.stream("order-events", Consumed.with(Serdes.String(), MessageSerde.MESSAGE))
                .process(Judge::new, ORDERS)
                .groupByKey(Grouped.with(Serdes.String(), MessageSerde.DELTA))
                .aggregate(
                        () -> new long[Totals.COUNTS],
                        (_, delta, counts) -> {
                            delta.addTo(counts);
                            return counts;
                        },
                        Materialized.<String, long[]>as(Stores.inMemoryKeyValueStore(PANES))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(MessageSerde.COUNTS)
                                .withLoggingDisabled()
                                .withCachingDisabled());
        return builder.build();
    }

    private static final class Judge implements Processor<String, OrderMessage, String, PaneDelta> {
        private ProcessorContext<String, PaneDelta> context;
        private KeyValueStore<String, OrderState> orders;

        @Override
        public void init(ProcessorContext<String, PaneDelta> given) {
            context = given;
            orders = given.getStateStore(ORDERS);
        }

        @Override
        public void process(Record<String, OrderMessage> record) {
            OrderState known = orders.get(record.key());
            OrderState order = known == null ? new OrderState() : known;
            List<PaneDelta> deltas = order.apply(record.value());
            orders.put(record.key(), order);
            for (PaneDelta delta : deltas) {
                String pane = delta.dimension + '|' + delta.value + '|' + delta.minute;
                context.forward(record.withKey(pane).withValue(delta));
            }
        }
    }

    @Override
    public Totals count() throws IOException {
        Path directory = Files.createTempDirectory("streams-");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties)) {
            var input =
                    driver.createInputTopic("order-events", new StringSerializer(), MessageSerde.MESSAGE.serializer());
            messages.forEach(message -> input.pipeInput(message.orderId, message, message.time));
            Totals totals = new Totals();
            try (var panes = driver.<String, long[]>getKeyValueStore(PANES).all()) {
                panes.forEachRemaining(pane -> {
                    String[] key = pane.key.split("\\|");
                    totals.add(key[0], key[1], pane.value);
                });
            }
            return totals;
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
