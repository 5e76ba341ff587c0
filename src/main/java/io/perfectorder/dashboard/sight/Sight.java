package io.perfectorder.dashboard.sight;

import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.Selection;
import io.perfectorder.security.ViewScope;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells what whoever looks now may see; fails where nobody looks. */
@FunctionalInterface
public interface Sight {
    ViewScope scope();

    /** The scope as a condition. */
    static Map<GroupBy, Set<String>> dimensions(ViewScope scope) {
        Map<GroupBy, Set<String>> dimensions = new HashMap<>();
        scope.allowed()
                .forEach((name, values) -> dimensions.put(GroupBy.ofKey(name).orElseThrow(), values));
        return dimensions;
    }

    /** What of a selection may be seen. */
    default Selection within(Selection asked) {
        return new Selection(
                asked.fromMinute(), asked.toMinute(), asked.knownAtMicros(), asked.filters(), dimensions(scope()));
    }
}
