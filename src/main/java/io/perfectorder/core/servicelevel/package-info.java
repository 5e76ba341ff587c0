/**
 * Counts of orders: the tally algebra, one-minute panes, windows and rates with their Wilson interval. It never rounds, stores a rate
 * or knows why an order failed.
 */
@NullMarked
package io.perfectorder.core.servicelevel;

import org.jspecify.annotations.NullMarked;
