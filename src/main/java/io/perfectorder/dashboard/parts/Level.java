package io.perfectorder.dashboard.parts;

import java.util.Optional;

/**
 * One measure in the viewer's words.
 *
 * @param value the rate, or a dash
 * @param counts empty when there is no data
 * @param about target, interval and the window before in one sentence
 */
public record Level(
        String name, StatusBadge.Status status, CountLink.Target value, Optional<Counts> counts, String about) {
    /** How many of how many, with the word between, and those that are not among them. */
    public record Counts(CountLink.Target met, String between, CountLink.Target all, CountLink.Target missed) {}
}
