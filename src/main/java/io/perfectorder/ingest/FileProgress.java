package io.perfectorder.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a file is, and what became of its events so far.
 *
 * @param share how much of it is done, 0 to 1
 * @param left how long a replay still takes when nothing slows it down; empty when that is not known, as it never is of loading
 * @param problems the first rejections, at most {@link #SHOWN_PROBLEMS}
 */
public record FileProgress(
        double share, Optional<Duration> left, long accepted, long duplicates, long rejected, List<Problem> problems) {
    static final int SHOWN_PROBLEMS = 5;

    public FileProgress {
        problems = List.copyOf(problems);
    }

    /**
     * One rejection.
     *
     * @param index of the line, from 0
     * @param code as in a receipt
     */
    public record Problem(long index, String code, String detail) {}
}
