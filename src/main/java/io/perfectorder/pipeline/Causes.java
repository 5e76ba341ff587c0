package io.perfectorder.pipeline;

import io.perfectorder.core.verdict.FailureCause;
import java.util.EnumSet;
import java.util.Set;

/**
 * A filter by why orders are not perfect.
 *
 * @param all every one of these holds; none: no filter
 * @param alone whether nothing else may hold
 */
public record Causes(Set<FailureCause> all, boolean alone) {
    /** Every order. */
    public static final Causes ANY = new Causes(Set.of(), false);

    public Causes {
        all = Set.copyOf(all);
        alone = alone && !all.isEmpty();
    }

    /** Whether an order with this mask of met criteria passes. */
    public boolean hold(int met) {
        Set<FailureCause> causes = FailureCause.of(met);
        return alone ? causes.equals(all.isEmpty() ? Set.of() : EnumSet.copyOf(all)) : causes.containsAll(all);
    }
}
