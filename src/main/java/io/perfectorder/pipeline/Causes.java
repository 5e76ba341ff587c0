package io.perfectorder.pipeline;

import io.perfectorder.core.verdict.FailureCause;
import java.util.Set;

/**
 * A filter by why orders are not perfect.
 *
 * @param all every one of these holds; none: no filter
 * @param company whether other causes hold beside them
 */
public record Causes(Set<FailureCause> all, Company company) {
    /** Every order. */
    public static final Causes ANY = new Causes(Set.of(), Company.ANY);

    /** What may hold beside the causes that are asked for. */
    public enum Company {
        ANY,
        NONE,
        SOME
    }

    public Causes {
        all = Set.copyOf(all);
        company = all.isEmpty() ? Company.ANY : company;
    }

    /** The causes of an address: {@code alone} is {@code true}, {@code false} or, for any company, not given. */
    public static Company companyOf(boolean alone) {
        return alone ? Company.NONE : Company.SOME;
    }

    /** Whether an order with this mask of met criteria passes. */
    public boolean hold(int met) {
        Set<FailureCause> causes = FailureCause.of(met);
        boolean more = causes.size() > all.size();
        return causes.containsAll(all)
                && switch (company) {
                    case ANY -> true;
                    case NONE -> !more;
                    case SOME -> more;
                };
    }
}
