package io.perfectorder.dashboard.files;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A file being loaded or replayed, or how that ended.
 *
 * @param name what the viewer calls it
 * @param speed of a replay; empty for loading
 * @param share how much of it is done, 0 to 1
 * @param left how long a replay still takes, which it knows from the times of its events; empty until then, and for loading
 * @param took until now, or until it ended
 * @param problems the first rejections
 * @param failure why it broke off; empty unless it did
 */
public record FileWork(
        String name,
        OptionalDouble speed,
        State state,
        double share,
        Optional<Duration> left,
        long accepted,
        long duplicates,
        long rejected,
        Duration took,
        List<Problem> problems,
        String failure) {
    public FileWork {
        problems = List.copyOf(problems);
    }

    /** How it stands. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        BROKEN_OFF
    }

    /**
     * One rejection.
     *
     * @param line from 1
     */
    public record Problem(long line, String code, String detail) {}
}
