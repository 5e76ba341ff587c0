package io.perfectorder.core.priority;

import java.util.Collection;
import java.util.List;

/** A rule that says which open order is served first. */
public interface ServicePolicy {
    /** The name of the rule, as a screen may show it. */
    String name();

    /** Every order in its place, first to last, whatever the order in which they are given. */
    List<RankedOrder> rank(Collection<OpenOrder> orders, ProductRanking products);
}
