package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.DriftRule;
import io.perfectorder.core.alert.Watched;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The trends that the store counted, for each rule by what it looks at. */
record GroupTrends(Map<Watched, Map<AlertGroup, List<Tally>>> trends) {
    GroupTrends {
        trends = Map.copyOf(trends);
    }

    /** What rules look at of which the snapshot has no trends. */
    static Set<Watched> wanted(Collection<KeptRule> rules) {
        Set<Watched> wanted = new HashSet<>();
        rules.forEach(kept -> watched(kept.rule()).ifPresent(wanted::add));
        return wanted;
    }

    /** What a rule looks at when that is a trend which the snapshot has not. */
    static Optional<Watched> watched(AlertRule rule) {
        return rule instanceof DriftRule drift && !drift.scope().hasTrends() ? Watched.by(rule) : Optional.empty();
    }

    /** The trends of the groups, whose slices end with the one that holds {@code toMinute}. */
    static Map<AlertGroup, List<Tally>> of(LiveWindow window, long toMinute, List<TrendCount> counts) {
        long first = window.sliceOf(toMinute) - window.slices() + 1;
        Map<AlertGroup, List<Tally>> trends = new TreeMap<>(
                (one, other) -> one.labels().toString().compareTo(other.labels().toString()));
        for (TrendCount count : counts) {
            trends.computeIfAbsent(
                            count.group(), _ -> new ArrayList<>(Collections.nCopies(window.slices(), Tally.ZERO)))
                    .set(Math.toIntExact(count.slice() - first), count.tally());
        }
        return trends;
    }
}
