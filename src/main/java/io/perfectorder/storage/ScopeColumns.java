package io.perfectorder.storage;

import io.perfectorder.core.alert.Pick;
import io.perfectorder.core.alert.Scope;

/** How the verdict history is asked for what a scope tells apart. */
final class ScopeColumns {
    /** The orders due in the panes from one second on, exclusive, to another. */
    static final String DUE =
            "(deadline_seconds, deadline_nanos) > ($1, 0) and (deadline_seconds, deadline_nanos) <= ($2, 0)";

    /** The minute at which the pane of an order ends. */
    static final String MINUTE =
            "(deadline_seconds / 60 + case when deadline_seconds % 60 > 0 or deadline_nanos > 0 then 1 else 0 end)";

    private ScopeColumns() {}

    static String tier(Scope scope) {
        return scope.tier() instanceof Pick.Together ? "''" : "tier";
    }

    /** The column of the other dimension. */
    static String value(Scope scope) {
        return switch (scope.by()) {
            case REGION -> "region";
            case DISTRIBUTION_CENTRE -> "distribution_centre";
            case CARRIER -> "carrier";
            case CHANNEL -> "channel";
            case CUSTOMER -> "customer";
            case TIER, ALL -> "''";
        };
    }
}
