package io.perfectorder.engines;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.testing.Workload;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
        return workload.lines().map(Workload.Line::event).toList();
    }

    List<OrderMessage> messages() {
        return workload.lines().map(line -> OrderMessage.of(line.event())).toList();
    }

    List<byte[]> json() {
        return workload.lines()
                .map(line -> line.json().getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
