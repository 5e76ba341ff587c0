package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.DriftRule;
import io.perfectorder.core.alert.Pick;
import io.perfectorder.core.alert.Scope;
import io.perfectorder.core.alert.Watched;
import io.perfectorder.core.servicelevel.LiveWindow;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What rules about customers have to know.
 *
 * @param windows in which they look
 * @param named customers of a rule of their own
 * @param each the tiers whose largest customers are all looked at; empty for those of all tiers
 */
record CustomersWanted(Set<LiveWindow> windows, Set<String> named, Set<Optional<String>> each) {
    CustomersWanted {
        windows = Set.copyOf(windows);
        named = Set.copyOf(named);
        each = Set.copyOf(each);
    }

    static CustomersWanted of(Collection<KeptRule> rules) {
        Set<LiveWindow> windows = EnumSet.noneOf(LiveWindow.class);
        Set<String> named = new HashSet<>();
        Set<Optional<String>> each = new HashSet<>();
        for (KeptRule kept : rules) {
            watched(kept.rule()).ifPresent(watched -> {
                windows.addAll(watched.windows());
                if (watched.scope().value() instanceof Pick.One(String name)) {
                    named.add(name);
                } else {
                    each.add(tier(watched.scope()));
                }
            });
        }
        return new CustomersWanted(windows, named, each);
    }

    /** What a rule looks at when that is the counts of customers; a drift looks at their trends. */
    static Optional<Watched> watched(AlertRule rule) {
        return rule instanceof DriftRule
                ? Optional.empty()
                : Watched.by(rule).filter(watched -> watched.scope().ofCustomers());
    }

    boolean nothing() {
        return windows.isEmpty();
    }

    /** Whether an answer to this tells a rule all that it looks at. */
    boolean covers(Watched watched) {
        return windows.containsAll(watched.windows())
                && (watched.scope().value() instanceof Pick.One(String name)
                        ? named.contains(name)
                        : each.contains(tier(watched.scope())));
    }

    private static Optional<String> tier(Scope scope) {
        return scope.tier() instanceof Pick.One(String name) ? Optional.of(name) : Optional.empty();
    }
}
