package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Events, no identity twice, with the counts that are right for them. */
public record History(String name, List<String> events, String query, SortedMap<String, String> expected) {
    private static final Path REAL = Path.of("../shared/data/scms/events.ndjson.gz");

    /** The real deliveries where they are at hand, else made ones. */
    public static History realOrMade() throws IOException {
        if (!Files.exists(REAL)) {
            System.out.println("the real deliveries in ../shared/data/scms are absent: made orders take their place");
            return made("", 15_000);
        }
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(REAL)), StandardCharsets.UTF_8))) {
            // The counts are those of the README beside the file.
            return new History(
                    "real deliveries",
                    reader.lines().toList(),
                    "/api/service-levels?window=P4000D&by=carrier&asOf=2016-01-01T00:00:00Z",
                    new TreeMap<>(Map.of(
                            "total", "7030/6225",
                            "Air", "4541/4153",
                            "Air Charter", "494/442",
                            "Ocean", "327/264",
                            "Truck", "1442/1143",
                            "unknown", "226/223")));
        }
    }

    /** Made orders, whose counts are known from how they are made. */
    public static History made(String prefix, int events) {
        var orders = new MadeOrders(prefix, events);
        return new History("made orders", orders.lines().toList(), MadeOrders.QUERY, orders.expected());
    }

    /** Asks the monitor; its counts must be exactly the expected. It may hold other groups from other histories. */
    public void check(RunningMonitor monitor) throws IOException {
        var counts = MadeOrders.counts(monitor.get(query));
        counts.keySet().retainAll(expected.keySet());
        assertThat(counts).as(name).isEqualTo(expected);
    }
}
