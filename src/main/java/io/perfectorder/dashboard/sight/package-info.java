/**
 * What a visitor may see. Every source of a view that tells of orders comes from here and is narrowed to the scope of whoever looks, so that
 * no view has to think of it; see ADR 0094.
 */
@NullMarked
package io.perfectorder.dashboard.sight;

import org.jspecify.annotations.NullMarked;
