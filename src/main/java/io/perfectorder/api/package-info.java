/**
 * HTTP beside the events: service levels, orders and explanations, which it only reads, and alerts, whose rules, silences and
 * acknowledgements people change here.
 */
@NullMarked
package io.perfectorder.api;

import org.jspecify.annotations.NullMarked;
