package io.perfectorder.storage;

import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.Selection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** A selection as a condition on the verdict history, and its parameters. */
final class Selections {
    private Selections() {}

    static String condition(Selection selection) {
        // The panes that end in (from, to] hold just the deadlines in (from, to], down to the nanosecond.
        StringBuilder where = new StringBuilder("""
                (deadline_seconds, deadline_nanos) > (:from, 0) and (deadline_seconds, deadline_nanos) <= (:to, 0)""");
        if (selection.knownAtMicros() != Selection.NOW) {
            where.append(" and recorded_micros <= :known");
        }
        selection
                .filters()
                .keySet()
                .forEach(by -> where.append(" and ")
                        .append(columnOf(by))
                        .append(" = :")
                        .append(by.key()));
        return where + scopeCondition(selection.scope());
    }

    /** What a scope adds to a condition. */
    static String scopeCondition(Map<GroupBy, Set<String>> scope) {
        return scope.keySet().stream()
                .map(by -> " and " + columnOf(by) + " in (:" + scopeOf(by) + ")")
                .collect(Collectors.joining());
    }

    static GenericExecuteSpec bindScope(GenericExecuteSpec spec, Map<GroupBy, Set<String>> scope) {
        GenericExecuteSpec bound = spec;
        for (Map.Entry<GroupBy, Set<String>> allowed : scope.entrySet()) {
            bound = bound.bind(scopeOf(allowed.getKey()), List.copyOf(allowed.getValue()));
        }
        return bound;
    }

    static GenericExecuteSpec bind(GenericExecuteSpec spec, Selection selection) {
        GenericExecuteSpec bound = spec.bind("from", Math.multiplyExact(selection.fromMinute(), 60L))
                .bind("to", Math.multiplyExact(selection.toMinute(), 60L));
        if (selection.knownAtMicros() != Selection.NOW) {
            bound = bound.bind("known", selection.knownAtMicros());
        }
        for (Map.Entry<GroupBy, String> filter : selection.filters().entrySet()) {
            bound = bound.bind(filter.getKey().key(), filter.getValue());
        }
        return bindScope(bound, selection.scope());
    }

    private static String scopeOf(GroupBy by) {
        return by.key() + "InScope";
    }

    static String columnOf(GroupBy by) {
        return switch (by) {
            case TIER -> "tier";
            case REGION -> "region";
            case DISTRIBUTION_CENTRE -> "distribution_centre";
            case CARRIER -> "carrier";
            case CUSTOMER -> "customer";
            case CHANNEL -> "channel";
            case ALL -> "'all'";
        };
    }
}
