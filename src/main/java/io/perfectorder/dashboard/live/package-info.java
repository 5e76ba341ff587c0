/** The one door for live data: subscribes while a view is attached. */
@NullMarked
package io.perfectorder.dashboard.live;

import org.jspecify.annotations.NullMarked;
