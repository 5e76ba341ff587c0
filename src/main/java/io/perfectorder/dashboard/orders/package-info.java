/** The orders behind a number, and one order explained. What a list holds is said by its address, and by nothing else. */
@NullMarked
package io.perfectorder.dashboard.orders;

import org.jspecify.annotations.NullMarked;
