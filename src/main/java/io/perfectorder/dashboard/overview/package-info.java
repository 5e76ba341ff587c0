/** The overview board: the perfect-order rate of all orders and of every tier in one window. */
@NullMarked
package io.perfectorder.dashboard.overview;

import org.jspecify.annotations.NullMarked;
