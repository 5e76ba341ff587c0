package io.perfectorder.alerting;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The port of what is counted by customer, which the live windows do not hold. Panes are those that end in {@code (from, to]}. */
public interface CustomerCounts {
    /** Those with the most orders due, at most so many; only of a tier, when one is given. */
    Mono<Set<String>> largest(long fromMinute, long toMinute, Optional<String> tier, int most);

    /** The counts of these customers, by tier. */
    Mono<List<CustomerCount>> counts(long fromMinute, long toMinute, Set<String> customers);
}
