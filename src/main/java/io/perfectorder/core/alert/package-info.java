/**
 * Rules that watch the service levels, and the states of their alerts: pure functions from a snapshot, what was before, and the instant
 * now. It never reads a clock, sends a message or remembers anything.
 */
@NullMarked
package io.perfectorder.core.alert;

import org.jspecify.annotations.NullMarked;
