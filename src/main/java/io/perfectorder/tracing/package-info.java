/**
 * The spans of the monitor's own work, from a request to the screen that shows it, for whoever has switched traces on. Nothing here is made
 * when they are off. It decides nothing, and no event, key, order or customer is ever in a span (ADR 0098).
 */
@NullMarked
package io.perfectorder.tracing;

import org.jspecify.annotations.NullMarked;
