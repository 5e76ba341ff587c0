package io.perfectorder.pipeline;

import io.perfectorder.pipeline.ScopedCells.Cell;
import java.util.List;
import reactor.core.publisher.Mono;

/** The port that adds up what the verdict history has put in less what it has taken out; each cell once, and customers untold. */
public interface HistoryCells {
    /** What was recorded in {@code (afterMicros, untilMicros]}. */
    Mono<List<Cell>> recordedAfter(long afterMicros, long untilMicros);

    /** What was recorded until then of the panes that end after the minute. */
    Mono<List<Cell>> dueAfter(long minute, long untilMicros);
}
