/** Screens on a wall: {@code ?wall} on any page. Nothing here needs a pointer or a keyboard. */
@NullMarked
package io.perfectorder.dashboard.wall;

import org.jspecify.annotations.NullMarked;
