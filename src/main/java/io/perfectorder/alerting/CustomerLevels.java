package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.Watched;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the store counted by customer.
 *
 * @param wanted what it was asked
 */
record CustomerLevels(CustomersWanted wanted, Map<LiveWindow, List<CustomerCount>> counts) {
    CustomerLevels {
        counts = Map.copyOf(counts);
    }

    /** Whether it tells a rule about customers all that it looks at. */
    boolean covers(AlertRule rule) {
        return Watched.by(rule).filter(wanted::covers).isPresent();
    }

    /** The snapshot with the customers in their windows, which end up to a minute before its own. */
    Snapshot into(Snapshot snapshot) {
        Map<LiveWindow, WindowLevels> windows = new EnumMap<>(snapshot.windows());
        counts.forEach((window, rows) -> windows.put(window, into(Objects.requireNonNull(windows.get(window)), rows)));
        return snapshot.withWindows(windows);
    }

    private static WindowLevels into(WindowLevels levels, List<CustomerCount> rows) {
        Map<String, Tally> overall = new TreeMap<>();
        Map<String, List<GroupLevels>> ofTiers = new HashMap<>();
        for (CustomerCount row : rows) {
            overall.merge(row.customer(), row.tally(), Tally::plus);
            ofTiers.computeIfAbsent(row.tier(), _ -> new ArrayList<>()).add(group(row.customer(), row.tally()));
        }
        List<GroupLevels> customers = new ArrayList<>();
        overall.forEach((customer, tally) -> customers.add(group(customer, tally)));
        return levels.withCustomers(customers, ofTiers);
    }

    private static GroupLevels group(String customer, Tally tally) {
        return new GroupLevels(customer, tally, Tally.ZERO, List.of());
    }
}
