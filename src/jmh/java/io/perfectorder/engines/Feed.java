package io.perfectorder.engines;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.ingest.Decoded;
import io.perfectorder.ingest.EventDecoder;
import io.perfectorder.pipeline.Incoming;
import io.perfectorder.testing.Workload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The workload in memory, in order of sending, in the form that a contender takes. Made before any time counts. */
final class Feed {
    private static final long SEED = 42;

    private final Workload workload;

    Feed(double scale) {
        workload = new Workload(SEED, scale);
    }

    Workload workload() {
        return workload;
    }

    List<OrderEvent> events() {
        return decoded().toList();
    }

    List<OrderMessage> messages() {
        return decoded().map(OrderMessage::of).toList();
    }

    List<byte[]> json() {
        return lines().toList();
    }

    /** Decoded one after the other, so that they lie in memory as they come, and not as the generator made them, order by order. */
    private Stream<OrderEvent> decoded() {
        EventDecoder decoder = new EventDecoder();
        return lines().map(line -> incoming(decoder, line).event());
    }

    private Stream<byte[]> lines() {
        return workload.lines().map(line -> line.json().getBytes(StandardCharsets.UTF_8));
    }

    static Incoming incoming(EventDecoder decoder, byte[] line) {
        return switch (decoder.decode(line, Workload.END, true)) {
            case Decoded.Valid valid -> valid.incoming();
            case Decoded.Invalid invalid -> throw new IllegalStateException(invalid.toString());
        };
    }
}
