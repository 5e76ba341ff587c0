package io.perfectorder.engines;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The workload as rows of two tables, each event once. No text of the workload needs a quote. */
final class SqlRows {
    private SqlRows() {}

    static void write(Feed feed, Path events, Path lines) throws IOException {
        Set<String> known = new HashSet<>();
        try (var event = Files.newBufferedWriter(events);
                var line = Files.newBufferedWriter(lines)) {
            for (var sent : (Iterable<io.perfectorder.testing.Workload.Line>)
                    feed.workload().lines()::iterator) {
                OrderMessage message = OrderMessage.of(sent.event());
                if (!sent.duplicate() && known.add(message.source + ' ' + message.id)) {
                    write(event, message);
                    lines(line, message);
                }
            }
        }
    }

    private static void write(BufferedWriter out, OrderMessage m) throws IOException {
        out.write(String.join(
                ",",
                m.orderId,
                m.source,
                m.id,
                m.type.name(),
                Long.toString(m.time),
                text(m.tier),
                text(m.region),
                text(m.centre),
                text(m.carrier),
                text(m.deliveryId),
                text(m.reason),
                text(m.retractedSource),
                text(m.retractedId),
                number(m.promisedFrom),
                number(m.promisedBy),
                Boolean.toString(m.byCustomer)));
        out.newLine();
    }

    private static void lines(BufferedWriter out, OrderMessage m) throws IOException {
        for (int i = 0; i < m.lines.length; i++) {
            out.write(String.join(
                    ",", m.orderId, m.source, m.id, Integer.toString(m.lines[i]), Long.toString(m.quantities[i])));
            out.newLine();
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String number(long number) {
        return number == 0 ? "" : Long.toString(number);
    }
}
