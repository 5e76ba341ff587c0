package io.perfectorder.engines;

import com.sun.management.OperatingSystemMXBean;
import io.perfectorder.testing.WorkloadCounts;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * One contender in a process of its own. Counts the workload once to warm up and then several times; each time the counts must be the
 * oracle's before a line tells the time. Arguments: contender, scale, runs.
 */
final class EngineRun {
    static final String RESULT = "RESULT";
    private static final int NANOS_DIGITS = 9;

    private EngineRun() {}

    public static void main(String[] arguments) throws Exception {
        Feed feed = new Feed(Double.parseDouble(arguments[1]));
        WorkloadCounts expected = feed.workload().expected();
        long lines = expected.events() + expected.duplicates();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Contender contender = of(arguments[0], feed)) {
            for (int run = 0; run <= Integer.parseInt(arguments[2]); run++) {
                System.gc();
                long cpu = system.getProcessCpuTime();
                long wall = System.nanoTime();
                Totals totals = contender.count();
                double wallSeconds = (System.nanoTime() - wall) / Math.pow(10, NANOS_DIGITS);
                double cpuSeconds = (system.getProcessCpuTime() - cpu) / Math.pow(10, NANOS_DIGITS);
                totals.require(expected);
                if (run > 0) {
                    System.out.printf(Locale.ROOT, "%s %.3f %.3f%n", RESULT, lines / wallSeconds, lines / cpuSeconds);
                }
            }
        }
        System.exit(0); // engines leave threads behind
    }

    private static Contender of(String name, Feed feed) {
        return switch (name) {
            case "core" -> new OurCore(feed);
            case "pipeline" -> new OurPipeline(feed);
            case "reactor" -> new ReactorEngine(feed);
            case "flink" -> new FlinkEngine(feed);
            case "kafka-streams" -> new KafkaStreamsEngine(feed);
            case "jet" -> new JetEngine(feed);
            case "esper" -> new EsperEngine(feed);
            default -> throw new IllegalArgumentException("no contender is called " + name);
        };
    }
}
