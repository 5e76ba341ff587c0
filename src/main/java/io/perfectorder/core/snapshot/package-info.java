/** The immutable read model of one instant: what every screen, metric and stream is made from. */
@NullMarked
package io.perfectorder.core.snapshot;

import org.jspecify.annotations.NullMarked;
