/**
 * What Prometheus sees: service levels and the state of the machine, read from the current snapshot at the moment of a scrape. It never
 * counts anything itself and never shows a rate without a denominator.
 */
@NullMarked
package io.perfectorder.metrics;

import org.jspecify.annotations.NullMarked;
