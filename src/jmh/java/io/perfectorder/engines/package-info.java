/**
 * What a user would pick instead of us, each written as its own users would, on the workload that every benchmark shares. Compiled and
 * run by {@code src/test/sh/bench-engines} alone; never part of the product or of its tests (ADR 0090).
 */
@NullMarked
package io.perfectorder.engines;

import org.jspecify.annotations.NullMarked;
