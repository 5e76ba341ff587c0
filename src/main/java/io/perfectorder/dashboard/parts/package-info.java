/**
 * Building blocks of the views: tiles and charts. They know nothing of orders and subscribe to nothing.
 */
@NullMarked
package io.perfectorder.dashboard.parts;

import org.jspecify.annotations.NullMarked;
