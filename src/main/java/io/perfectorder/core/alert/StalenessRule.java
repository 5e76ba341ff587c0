package io.perfectorder.core.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Fires when nothing was heard for too long. It is the rule that needs no snapshot to come: it is asked again as time passes.
 *
 * @param limit longer than this is too long
 */
public record StalenessRule(RuleHead head, Source source, Duration limit) implements AlertRule {
    /** Who should be heard. */
    public enum Source {
        /** The newest event that was accepted, by recorded time: events about the past break the silence too. */
        EVENTS,
        /** The newest snapshot, by wall time. */
        SNAPSHOTS
    }

    public StalenessRule {
        if (limit.isNegative() || limit.isZero()) {
            throw new RefusedRule(
                    "limit", RefusedRule.Flaw.NOT_LONGER_THAN_NOTHING, limit + " is not longer than nothing", limit);
        }
    }

    @Override
    public List<Finding> findings(Seen seen, Instant now) {
        Optional<Instant> last = switch (source) {
            case EVENTS ->
                seen.snapshot().newestEvent().map(_ -> seen.snapshot().knownAt());
            case SNAPSHOTS -> Optional.of(seen.snapshot().takenAt());
        };
        boolean stale = last.filter(heard -> !heard.isBefore(now.minus(limit))).isEmpty();
        return List.of(new Finding(
                AlertGroup.ALL, stale ? Reading.BROKEN : Reading.CLEAR, new Evidence.Silence(source, last, limit)));
    }
}
