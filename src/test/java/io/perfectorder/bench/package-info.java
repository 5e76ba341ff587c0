/**
 * Benchmarks: programs with a {@code main}, run by hand, that check every count against an oracle before they measure. Never tests, and
 * nothing in the build waits for a clock.
 */
@NullMarked
package io.perfectorder.bench;

import org.jspecify.annotations.NullMarked;
