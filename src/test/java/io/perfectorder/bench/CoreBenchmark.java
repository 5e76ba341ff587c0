package io.perfectorder.bench;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.LiveOrder;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import io.perfectorder.testing.SlowLevels;
import io.perfectorder.testing.SlowOracle;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * How fast and how small the core is, on orders of the simulator, beside a bare ceiling of the same run. Every count is compared with
 * the oracles before anything is measured. Prints a table and writes {@code target/bench/core.json}. Rates are by CPU time of the one thread, so that a busy machine disturbs
 * them less; garbage collection by other threads is not in them.
 *
 * <p>Properties: {@code bench.events} (400,000), {@code bench.rounds} (7), {@code bench.seed} (1).
 */
public final class CoreBenchmark {
    private static final GraceByTier GRACE = GraceByTier.NONE;
    private static final long SEED = Long.getLong("bench.seed", 1);
    private static final int EVENTS = Integer.getInteger("bench.events", 400_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);

    /** Events a second of event time: about a month for the default number of events. */
    private static final double RATE = 0.15;

    /** The time of this thread alone, so that a busy machine disturbs less. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final com.sun.management.ThreadMXBean ALLOCATED =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<OrderEvent> events;
    private final long asOf;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private long blackhole;

    private CoreBenchmark(List<OrderEvent> events) {
        this.events = events;
        Instant newest = events.stream()
                .map(e -> e.header().time())
                .max(Instant::compareTo)
                .orElseThrow();
        this.asOf = Panes.lastMinuteOf(newest);
    }

    public static void main(String[] arguments) throws IOException {
        CoreBenchmark benchmark = new CoreBenchmark(SimulatedEvents.of(SEED, RATE, EVENTS));
        benchmark.check();
        benchmark.sizes();
        benchmark.garbage();
        benchmark.rates();
        benchmark.levels();
        benchmark.report();
    }

    private WholeCore core() {
        WholeCore core = new WholeCore(GRACE);
        events.forEach(core::take);
        return core;
    }

    private static List<LiveOrder> orders(WholeCore core) {
        List<LiveOrder> all = new ArrayList<>();
        core.orders().forEach(all::add);
        return all;
    }

    private static OrderFacts factsOf(WholeCore core, String subject) {
        LiveOrder order = core.order(subject);
        return order == null ? OrderFacts.none() : order.facts();
    }

    private void check() {
        WholeCore core = core();
        Map<String, List<OrderEvent>> byOrder = new HashMap<>();
        Set<EventIdentity> known = new HashSet<>();
        for (OrderEvent event : events) {
            if (known.add(event.header().identity())) {
                byOrder.computeIfAbsent(event.header().subject(), _ -> new ArrayList<>())
                        .add(event);
            }
        }
        List<Verdict> verdicts = new ArrayList<>();
        byOrder.forEach((order, ofOrder) -> {
            Verdict expected = SlowOracle.judge(ofOrder, GRACE);
            same(order, expected, factsOf(core, order).judge(GRACE));
            verdicts.add(expected);
        });
        Map<LiveWindow, WindowLevels> levels = core.cubeAt(asOf).levels();
        for (LiveWindow window : List.of(LiveWindow.DAY, LiveWindow.MONTH)) {
            WindowLevels ours =
                    levels.getOrDefault(window, levels.values().iterator().next());
            same(
                    window.name(),
                    SlowLevels.of(verdicts, window, Panes.instantOf(asOf)),
                    SlowLevels.withoutEmptyGroups(ours));
        }
        System.out.printf(
                Locale.ROOT,
                "%,d events, %,d orders: verdicts and levels equal the oracles'%n",
                events.size(),
                byOrder.size());
    }

    private static void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(what + ": expected " + expected + " but was " + actual);
        }
    }

    private void sizes() {
        WholeCore core = core();
        List<LiveOrder> orders = orders(core);
        List<OrderFacts> all = orders.stream().map(LiveOrder::facts).toList();
        List<OrderFacts> underWay = events.stream()
                .filter(OrderEvent.Placed.class::isInstance)
                .limit(50_000)
                .map(placed -> upToDispatch(core, placed))
                .toList();
        figures.put("facts bytes an order, whole life", mean(all, OrderFacts::sizeBytes));
        figures.put("the same while followed, with room for more", mean(orders, LiveOrder::sizeBytes));
        figures.put("facts bytes an order, just placed", mean(justPlaced(), OrderFacts::sizeBytes));
        figures.put("facts bytes an open order, placed and dispatched", mean(underWay, OrderFacts::sizeBytes));
        figures.put("cube bytes an order, groups included", cubeBytes(all) / all.size());
    }

    /** In a method of its own: what its caller is done with must not be collected between the two looks at the heap. */
    private double cubeBytes(List<OrderFacts> all) {
        Verdict[] verdicts = all.stream().map(f -> f.judge(GRACE)).toArray(Verdict[]::new);
        long before = usedHeap();
        ServiceLevelCube cube = new ServiceLevelCube();
        cube.slideTo(asOf);
        for (Verdict verdict : verdicts) {
            cube.apply(new VerdictChange("", new Verdict.Waiting(), verdict));
        }
        long bytes = usedHeap() - before;
        Reference.reachabilityFence(all);
        Reference.reachabilityFence(verdicts);
        blackhole += cube.asOfMinute();
        return bytes;
    }

    private List<OrderFacts> justPlaced() {
        return events.stream()
                .filter(OrderEvent.Placed.class::isInstance)
                .map(placed -> OrderFacts.none().with(placed))
                .toList();
    }

    private static OrderFacts upToDispatch(WholeCore core, OrderEvent placed) {
        OrderFacts facts = OrderFacts.none();
        OrderFacts whole = factsOf(core, placed.header().subject());
        for (OrderEvent event : whole.events()) {
            if (event instanceof OrderEvent.Placed || event instanceof OrderEvent.Dispatched) {
                facts = facts.with(event);
            }
        }
        return facts;
    }

    private static <T> double mean(Collection<T> facts, ToLongFunction<T> figure) {
        return facts.stream().mapToLong(figure).average().orElse(0);
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Bytes allocated for each event once everything is compiled: what is kept and what is thrown away. */
    private void garbage() {
        for (int round = 0; round < 3; round++) {
            blackhole += core().work();
        }
        long before = ALLOCATED.getCurrentThreadAllocatedBytes();
        blackhole += core().work();
        figures.put(
                "bytes allocated an event, facts kept included",
                (ALLOCATED.getCurrentThreadAllocatedBytes() - before) / (double) events.size());
    }

    private void rates() {
        List<OrderFacts> facts = orders(core()).stream().map(LiveOrder::facts).toList();
        double[] with = new double[ROUNDS];
        double[] judged = new double[ROUNDS];
        double[] slow = new double[ROUNDS];
        double[] whole = new double[ROUNDS];
        double[] ceiling = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            int slot = Math.max(0, round);
            ceiling[slot] = rate(events.size(), this::runCeiling);
            whole[slot] = rate(events.size(), () -> blackhole += core().work());
            with[slot] = rate(events.size(), this::runFacts);
            judged[slot] = rate(
                    facts.size(),
                    () -> facts.forEach(f -> blackhole += f.judge(GRACE).hashCode() & 1));
            slow[slot] = rate(
                    facts.size(),
                    () -> facts.forEach(f -> blackhole += f.events().size()));
        }
        figures.put("ceiling events/s", median(ceiling));
        figures.put("facts, verdicts and cube events/s", median(whole));
        figures.put("ratio to the ceiling", median(whole) / median(ceiling));
        figures.put("OrderFacts.with events/s", median(with));
        figures.put("OrderFacts.judge verdicts/s", median(judged));
        figures.put("OrderFacts.events orders/s", median(slow));
    }

    private void runCeiling() {
        BareCeiling ceiling = new BareCeiling(events.size() / 2);
        events.forEach(ceiling::take);
        blackhole += ceiling.due();
    }

    private void runFacts() {
        Map<String, OrderFacts> facts = HashMap.newHashMap(events.size() / 3);
        for (OrderEvent event : events) {
            String order = event.header().subject();
            facts.put(order, facts.getOrDefault(order, OrderFacts.none()).with(event));
        }
        blackhole += facts.size();
    }

    private static double rate(int count, Runnable work) {
        long start = CPU.getCurrentThreadCpuTime();
        work.run();
        return count * 1e9 / (CPU.getCurrentThreadCpuTime() - start);
    }

    /** What a snapshot's levels cost with more and more orders in the same groups. */
    private void levels() {
        for (int orders : List.of(10_000, 100_000, 1_000_000, 10_000_000)) {
            ServiceLevelCube cube = new ServiceLevelCube();
            cube.slideTo(asOf);
            Random random = new Random(SEED);
            for (int i = 0; i < orders; i++) {
                cube.add(dimensions(random), asOf - random.nextInt(86_400), met(random), 1);
            }
            double[] micros = new double[ROUNDS * 20];
            double[] slides = new double[micros.length];
            for (int i = -200; i < micros.length; i++) {
                int slot = Math.max(0, i);
                slides[slot] = 1e6 / rate(1, () -> cube.slideTo(cube.asOfMinute() + 1));
                micros[slot] = 1e6 / rate(1, () -> blackhole += cube.levels().size());
            }
            String of = String.format(Locale.ROOT, ", %,d orders", orders);
            figures.put("levels() µs" + of, median(micros));
            figures.put("slide by a minute µs" + of, median(slides));
        }
    }

    /** What a delivered order may meet. */
    private static int met(Random random) {
        boolean onTime = random.nextInt(10) > 0;
        boolean inFull = random.nextInt(10) > 0;
        boolean damageFree = random.nextInt(20) > 0;
        boolean documentsRight = random.nextInt(20) > 0;
        boolean errorFree = inFull && damageFree && documentsRight;
        return Criterion.DELIVERED.bit()
                | bit(onTime, Criterion.ON_TIME)
                | bit(inFull, Criterion.IN_FULL)
                | bit(damageFree, Criterion.DAMAGE_FREE)
                | bit(documentsRight, Criterion.DOCUMENTS_RIGHT)
                | bit(errorFree && onTime, Criterion.PERFECT)
                | bit(errorFree, Criterion.ERROR_FREE)
                | bit(random.nextInt(20) == 0, Criterion.COMPLAINED);
    }

    private static int bit(boolean met, Criterion criterion) {
        return met ? criterion.bit() : 0;
    }

    private static Dimensions dimensions(Random random) {
        return new Dimensions(
                "tier-" + random.nextInt(4),
                "region-" + random.nextInt(8),
                "dc-" + random.nextInt(20),
                "carrier-" + random.nextInt(12),
                "customer",
                "channel-" + random.nextInt(3));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void report() throws IOException {
        StringBuilder json = new StringBuilder("{\n");
        figures.forEach((name, figure) -> {
            System.out.printf(Locale.ROOT, "%-52s %,16.2f%n", name, figure);
            json.append(String.format(Locale.ROOT, "  \"%s\": %.3f,%n", name, figure));
        });
        json.append(String.format(
                Locale.ROOT,
                "  \"events\": %d, \"rounds\": %d, \"seed\": %d, \"java\": \"%s\", \"cores\": %d%n}%n",
                events.size(),
                ROUNDS,
                SEED,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors()));
        Path file = Path.of("target", "bench", "core.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
        System.out.println("written to " + file + " (" + (blackhole & 1) + ")");
    }
}
