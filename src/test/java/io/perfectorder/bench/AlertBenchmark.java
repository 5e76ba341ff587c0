package io.perfectorder.bench;

import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.core.alert.Evaluation;
import io.perfectorder.core.alert.Seen;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.core.verdict.Dimensions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What one evaluation of many rules costs, each of which watches every one of five tiers. Time is CPU time of the one thread. The goal:
 * 10,000 rules in less than 100 ms.
 *
 * <p>Properties: {@code bench.rules} (10,000), {@code bench.rounds} (21).
 */
public final class AlertBenchmark {
    private static final int RULES = Integer.getInteger("bench.rules", 10_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 21);
    private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final List<String> WINDOWS = List.of("PT15M", "PT1H", "P1D", "P7D", "P30D");

    private AlertBenchmark() {}

    public static void main(String[] arguments) {
        BenchTable table = new BenchTable(
                "Alert rules",
                RULES + " rules × 5 tiers, a snapshot of 200,000 orders in 30 days, one thread, CPU time");
        Snapshot snapshot = snapshot();
        List<AlertRule> mixed = new ArrayList<>();
        for (String kind : List.of("threshold", "any-failure", "burn-rate", "drift", "significant")) {
            List<AlertRule> rules = rules(kind, RULES);
            mixed.addAll(rules.subList(0, RULES / 5));
            measure(table, kind, rules, snapshot);
        }
        measure(table, "a fifth of each kind", mixed, snapshot);
        table.print();
        table.write(Path.of("target", "bench", "alerts.json"));
    }

    private static void measure(BenchTable table, String name, List<AlertRule> rules, Snapshot snapshot) {
        Map<String, Map<AlertGroup, AlertStatus>> statuses = new HashMap<>();
        Seen seen = new Seen(snapshot, List.of());
        for (int round = -10; round < ROUNDS; round++) {
            Instant now = NOW.plusSeconds(round);
            long start = CPU.getCurrentThreadCpuTime();
            for (AlertRule rule : rules) {
                String id = rule.head().id();
                statuses.put(
                        id,
                        Evaluation.of(rule, seen, statuses.getOrDefault(id, Map.of()), now)
                                .statuses());
            }
            double millis = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
            if (round >= 0) {
                table.add(name, "ms", millis);
            }
        }
        long alerts = statuses.values().stream().mapToLong(Map::size).sum();
        System.out.printf(Locale.ROOT, "  %s: %,d alerts are pending or firing%n", name, alerts);
    }

    private static List<AlertRule> rules(String kind, int count) {
        List<AlertRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String window = WINDOWS.get(i % WINDOWS.size());
            double level = 0.5 + 0.49 * i / count;
            String own = switch (kind) {
                case "threshold" -> "window: %s, fire: %.6f, clear: 0.995, minimumOrders: 20".formatted(window, level);
                case "any-failure" -> "window: " + window;
                case "burn-rate" -> "target: 0.95, longWindow: P1D, shortWindow: PT1H, budgetShare: 0.3";
                case "drift" -> "window: %s, target: 0.99, decayed: 0.9, limit: 50, clearLimit: 10".formatted(window);
                default -> "window: %s, target: %.6f".formatted(window, level);
            };
            rules.add(RuleReader.read("{id: r%d-%s, kind: %s, owner: bench, scope: {tier: each}, for: 5m, %s}"
                    .formatted(i, kind, kind, own)));
        }
        return rules;
    }

    private static Snapshot snapshot() {
        ServiceLevelCube cube = new ServiceLevelCube();
        long asOf = Panes.lastMinuteOf(NOW);
        cube.slideTo(asOf);
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            Dimensions dimensions = new Dimensions(
                    "tier-" + random.nextInt(5),
                    "region",
                    "dc",
                    "carrier-" + random.nextInt(10),
                    "customer",
                    "channel");
            int met = random.nextInt(10) == 0 ? random.nextInt(256) : 0x7F;
            cube.add(dimensions, asOf - random.nextInt((int) LiveWindow.MONTH.minutes()), met, 1);
        }
        return new Snapshot(NOW, NOW, NOW, Optional.of(NOW), 200_000, cube.levels());
    }
}
