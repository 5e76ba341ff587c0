package io.perfectorder.pipeline;

import io.perfectorder.core.verdict.Dimensions;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;

/** The port of what a scope counts, and of what it has gained and lost since. */
public interface ScopedCells {
    /**
     * What was put in less what was taken out in the recorded time {@code (afterMicros, untilMicros]}, of the panes that end after
     * {@code fromMinute}, in no order and each cell once. It does not tell customers apart.
     */
    Flux<Cell> between(Map<GroupBy, Set<String>> scope, long afterMicros, long untilMicros, long fromMinute);

    /**
     * Orders that are due in the same minute, have the same values and meet the same criteria.
     *
     * @param minute the end of their pane
     * @param orders less than 0 when more were taken out than put in
     */
    record Cell(Dimensions dimensions, long minute, int met, int orders) {}
}
