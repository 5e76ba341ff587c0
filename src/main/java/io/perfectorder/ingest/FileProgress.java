package io.perfectorder.ingest;

import java.util.List;

/**
 * How far a file is, and what became of its events so far.
 *
 * @param share how much of it has been read, 0 to 1
 * @param problems the first rejections, at most {@link #SHOWN_PROBLEMS}
 */
public record FileProgress(double share, long accepted, long duplicates, long rejected, List<Problem> problems) {
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
