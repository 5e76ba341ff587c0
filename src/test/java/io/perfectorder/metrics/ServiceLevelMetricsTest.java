package io.perfectorder.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.LoopFigures;
import io.perfectorder.pipeline.SnapshotFeed;
import io.perfectorder.testing.Program;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ServiceLevelMetricsTest {
    private static final Instant AS_OF = Instant.parse("2026-11-23T10:00:00Z");
    private static final Tally HALF = new Tally(4, 0, 2, 2, 2, 0, 0, 0, 2, 1);

    @Test
    void aRate_isThereWithItsCountsAndAbsentWithoutADenominator() throws IOException {
        String text = scrape(List.of("gold"), levels(Map.of("gold", HALF, "silver", Tally.ZERO)));

        assertThat(text)
                .contains(
                        "perfect_order_service_level_ratio{measure=\"perfect-order\",tier=\"gold\",window=\"1h\"} 0.5")
                .contains(
                        "perfect_order_service_level_numerator_orders{measure=\"complaint\",tier=\"gold\",window=\"1h\"} 1.0")
                .contains(
                        "perfect_order_service_level_denominator_orders{measure=\"on-time\",tier=\"gold\",window=\"1h\"} 4.0")
                .doesNotContain("damage-free")
                .doesNotContain("silver")
                .doesNotContain("NaN");
    }

    @Test
    void withoutAnyOrder_thereIsNoLevelAtAll() throws IOException {
        assertThat(scrape(List.of("gold"), levels(Map.of()))).doesNotContain("service_level");
    }

    @Test
    void theFigures_areGauges() throws IOException {
        assertThat(scrape(List.of(), levels(Map.of())).lines())
                .contains(
                        "perfect_order_snapshot_age_seconds 2.5",
                        "perfect_order_events_applied_total 42.0",
                        "perfect_order_events_in_flight 1.0",
                        "perfect_order_batches_in_flight 2.0",
                        "perfect_order_history_behind_changes 3.0",
                        "perfect_order_cached_subjects 4.0");
    }

    @Test
    void tiersBeyondTheBound_areFoldedTogetherAndConfiguredOnesNever() throws IOException {
        Map<String, Tally> many = new java.util.TreeMap<>();
        for (int tier = 0; tier < 100; tier++) {
            many.put("invented-%03d".formatted(tier), HALF);
        }
        many.put("zinc", HALF);

        String text = scrape(List.of("zinc"), levels(many));

        String name = "perfect_order_service_level_denominator_orders{measure=\"otif\",tier=\"";
        assertThat(text.lines().filter(line -> line.startsWith(name))).hasSize(TierLabels.MOST_OTHERS + 2);
        assertThat(text)
                .contains(name + "zinc\",window=\"1h\"} 4.0")
                .contains(name + "invented-019\"")
                .doesNotContain(name + "invented-020\"")
                .contains(name + "other\",window=\"1h\"} 320.0");
    }

    @Test
    void promtool_findsNothingToSay() throws IOException {
        String text = scrape(List.of(), levels(Map.of("gold", HALF)));

        assertThat(Program.PROMTOOL.run(text, Map.of(), "check", "metrics")).isEqualTo(new Program.Ended(0, ""));
    }

    private static String scrape(List<String> configured, WindowLevels levels) throws IOException {
        Snapshot snapshot = new Snapshot(AS_OF, AS_OF, AS_OF, Optional.of(AS_OF), 42, Map.of(LiveWindow.HOUR, levels));
        SnapshotFeed feed = new SnapshotFeed() {
            @Override
            public Flux<Snapshot> snapshots() {
                return Flux.just(snapshot);
            }

            @Override
            public Snapshot current() {
                return snapshot;
            }
        };
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new ServiceLevelMetrics(
                feed, () -> new LoopFigures(1, 2, 3, 4), InstantSource.fixed(AS_OF.plusMillis(2_500)), configured));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.builder().build().write(text, registry.scrape());
        return text.toString(StandardCharsets.UTF_8);
    }

    private static WindowLevels levels(Map<String, Tally> tiers) {
        List<GroupLevels> groups = new ArrayList<>();
        tiers.forEach((tier, tally) -> groups.add(new GroupLevels(tier, tally, Tally.ZERO, List.of())));
        Tally total = tiers.values().stream().reduce(Tally.ZERO, Tally::plus);
        return new WindowLevels(new GroupLevels("all", total, Tally.ZERO, List.of()), groups);
    }
}
