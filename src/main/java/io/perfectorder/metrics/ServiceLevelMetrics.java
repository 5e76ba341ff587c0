package io.perfectorder.metrics;

import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.LoopFigures;
import io.perfectorder.pipeline.SnapshotFeed;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Service levels and figures of the loop as Prometheus reads them. Everything of one scrape comes from one snapshot, so a ratio always
 * equals its two counts. A collector instead of Micrometer's gauges, because those cannot be absent: they would show NaN (ADR 0031).
 */
public final class ServiceLevelMetrics implements MultiCollector {
    private final SnapshotFeed feed;
    private final Supplier<LoopFigures> figures;
    private final InstantSource wall;
    private final TierLabels labels;

    /** {@code configuredTiers} always have a label of their own. */
    public ServiceLevelMetrics(
            SnapshotFeed feed, Supplier<LoopFigures> figures, InstantSource wall, Collection<String> configuredTiers) {
        this.feed = feed;
        this.figures = figures;
        this.wall = wall;
        this.labels = new TierLabels(configuredTiers);
    }

    @Override
    public MetricSnapshots collect() {
        Snapshot snapshot = feed.current();
        List<MetricSnapshot> metrics = new ArrayList<>(levels(snapshot));
        metrics.add(gauge(
                "perfect_order_snapshot_age_seconds",
                "How old the numbers on the screens are",
                seconds(Duration.between(snapshot.takenAt(), wall.instant()))));
        metrics.add(gauge(
                "perfect_order_as_of_timestamp_seconds",
                "The instant that ends every window, since the epoch",
                seconds(snapshot.asOf())));
        snapshot.newestEvent()
                .ifPresent(newest -> metrics.add(gauge(
                        "perfect_order_newest_event_timestamp_seconds",
                        "The greatest event time accepted so far, since the epoch",
                        seconds(newest))));
        metrics.add(CounterSnapshot.builder()
                .name("perfect_order_events_applied")
                .help("Events applied since the journal began")
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .value((double) snapshot.accepted())
                        .build())
                .build());
        LoopFigures loop = figures.get();
        metrics.add(
                gauge("perfect_order_events_in_flight", "Events between admission and answer", loop.eventsInFlight()));
        metrics.add(gauge(
                "perfect_order_intake_permits",
                "How many events may be between admission and answer",
                LoopFigures.PERMITS));
        metrics.add(
                gauge("perfect_order_batches_in_flight", "Batches that are being committed", loop.batchesInFlight()));
        metrics.add(gauge(
                "perfect_order_history_behind_changes",
                "Changes of verdicts that the verdict history does not hold yet",
                loop.historyBehind()));
        metrics.add(gauge(
                "perfect_order_cached_subjects",
                "Orders and customers whose facts are in memory",
                loop.cachedSubjects()));
        return new MetricSnapshots(metrics);
    }

    private List<MetricSnapshot> levels(Snapshot snapshot) {
        List<GaugeDataPointSnapshot> ratios = new ArrayList<>();
        List<GaugeDataPointSnapshot> numerators = new ArrayList<>();
        List<GaugeDataPointSnapshot> denominators = new ArrayList<>();
        byTier(snapshot)
                .forEach((window, tiers) -> tiers.forEach((tier, tally) -> {
                    for (Measure measure : Measure.values()) {
                        measure.of(tally).ifPresent(rate -> {
                            Labels point = Labels.of("tier", tier, "window", textOf(window), "measure", measure.key());
                            ratios.add(point(point, rate.value()));
                            numerators.add(point(point, (double) rate.numerator()));
                            denominators.add(point(point, (double) rate.denominator()));
                        });
                    }
                }));
        if (ratios.isEmpty()) {
            return List.of();
        }
        return List.of(
                new GaugeSnapshot(named("perfect_order_service_level_ratio", "A service level, 0 to 1"), ratios),
                new GaugeSnapshot(
                        named("perfect_order_service_level_numerator_orders", "The orders that met the measure"),
                        numerators),
                new GaugeSnapshot(
                        named("perfect_order_service_level_denominator_orders", "The orders that the measure is of"),
                        denominators));
    }

    private Map<LiveWindow, Map<String, Tally>> byTier(Snapshot snapshot) {
        Map<LiveWindow, Map<String, Tally>> levels = new EnumMap<>(LiveWindow.class);
        snapshot.windows().forEach((window, all) -> {
            Map<String, Tally> tiers = new TreeMap<>();
            for (GroupLevels tier : all.tiers()) {
                if (tier.tally().due() > 0) {
                    tiers.merge(labels.labelOf(tier.key()), tier.tally(), Tally::plus);
                }
            }
            levels.put(window, tiers);
        });
        return levels;
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return new GaugeSnapshot(named(name, help), List.of(point(Labels.EMPTY, value)));
    }

    private static MetricMetadata named(String name, String help) {
        return new MetricMetadata(name, help);
    }

    private static GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private static String textOf(LiveWindow window) {
        return switch (window) {
            case QUARTER_HOUR -> "15m";
            case HOUR -> "1h";
            case DAY -> "24h";
            case WEEK -> "7d";
            case MONTH -> "30d";
        };
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
