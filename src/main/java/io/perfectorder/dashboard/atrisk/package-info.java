/** The queue of what to do next: orders that can still be saved, or are late already, in the order in which to serve them. */
@NullMarked
package io.perfectorder.dashboard.atrisk;

import org.jspecify.annotations.NullMarked;
