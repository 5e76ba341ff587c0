package io.perfectorder.core.verdict;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was last agreed with the customer, what became of it, and why each criterion is met or not.
 *
 * @param deadline {@code promisedBy} and the grace of the tier
 * @param reasons for every criterion at least one
 */
public record Explanation(
        Optional<Instant> promisedFrom,
        Instant promisedBy,
        Instant deadline,
        List<LineStanding> lines,
        Map<Criterion, List<Reason>> reasons) {
    public Explanation {
        lines = List.copyOf(lines);
        reasons = Collections.unmodifiableMap(new EnumMap<>(reasons));
    }

    static Explanation of(Agreement agreement) {
        return new Explanation(
                Optional.ofNullable(agreement.promisedFrom()),
                agreement.promisedBy(),
                agreement.deadline(),
                Evidence.lines(agreement),
                Evidence.of(agreement));
    }
}
