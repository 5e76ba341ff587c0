package io.perfectorder.pipeline;

import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;

/** Cells that first wait until the verdict history holds all that was acknowledged, like {@link SettledReadings}. */
public final class SettledCells implements ScopedCells {
    private final ScopedCells cells;
    private final MonitorLoop loop;

    public SettledCells(ScopedCells cells, MonitorLoop loop) {
        this.cells = cells;
        this.loop = loop;
    }

    @Override
    public Flux<Cell> between(Map<GroupBy, Set<String>> scope, long afterMicros, long untilMicros, long fromMinute) {
        return loop.settled().thenMany(cells.between(scope, afterMicros, untilMicros, fromMinute));
    }
}
