/**
 * The facts of one order folded into a verdict with its evidence. Pure functions of the set of events; it never counts orders,
 * reads a clock or keeps state.
 */
@NullMarked
package io.perfectorder.core.verdict;

import org.jspecify.annotations.NullMarked;
