/**
 * The language of the product: identities, quantities, tiers and the sealed {@link io.perfectorder.core.order.OrderEvent}. Values
 * only; it never judges, counts or reads a clock.
 */
@NullMarked
package io.perfectorder.core.order;

import org.jspecify.annotations.NullMarked;
