package io.perfectorder.metrics;

import io.perfectorder.alerting.channel.Deliveries;
import io.perfectorder.core.alert.Phase;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Transitions of alerts by the state they came to, and deliveries by channel and outcome. Rules and groups are no labels: they have no bound. */
public final class AlertMetrics implements MultiCollector {
    private final Supplier<Map<Phase, Long>> transitions;
    private final Deliveries deliveries;

    public AlertMetrics(Supplier<Map<Phase, Long>> transitions, Deliveries deliveries) {
        this.transitions = transitions;
        this.deliveries = deliveries;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> metrics = new ArrayList<>();
        CounterSnapshot.Builder states = CounterSnapshot.builder()
                .name("perfect_order_alert_transitions")
                .help("Changes of the state of alerts that are stored, by the state they came to");
        transitions
                .get()
                .forEach((phase, count) ->
                        states.dataPoint(point(Labels.of("to", phase.name().toLowerCase(Locale.ROOT)), count)));
        metrics.add(states.build());
        CounterSnapshot.Builder sent = CounterSnapshot.builder()
                .name("perfect_order_alert_deliveries")
                .help("Messages that a channel was asked to send, by what became of them");
        deliveries.counts().forEach((channel, counts) -> {
            sent.dataPoint(point(Labels.of("channel", channel, "outcome", "delivered"), counts.delivered()));
            sent.dataPoint(point(Labels.of("channel", channel, "outcome", "failed"), counts.failed()));
            sent.dataPoint(point(Labels.of("channel", channel, "outcome", "refused"), counts.refused()));
        });
        if (!deliveries.counts().isEmpty()) {
            metrics.add(sent.build());
        }
        return new MetricSnapshots(metrics);
    }

    private static CounterSnapshot.CounterDataPointSnapshot point(Labels labels, long count) {
        return CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) count)
                .build();
    }
}
