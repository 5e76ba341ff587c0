/**
 * Which order to serve first when not all can be served: the ranking of products by critical value, and of open orders by their products.
 * Pure functions of what they are given; nothing here reads a clock or knows where products come from.
 */
@NullMarked
package io.perfectorder.core.priority;

import org.jspecify.annotations.NullMarked;
