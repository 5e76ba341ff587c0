package io.perfectorder.pipeline;

import io.perfectorder.core.servicelevel.Measure;

/**
 * A list of orders: which, and in what order.
 *
 * @param wanted which side of the measure
 */
public record OrderList(
        Selection selection, Measure measure, OrderQuery.Wanted wanted, Causes causes, OrderListSort sort) {}
