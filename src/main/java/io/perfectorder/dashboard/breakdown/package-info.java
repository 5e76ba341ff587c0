/** Where orders fail and why: groups by what they contribute to the missed orders, and the causes of failure, sole and joint. */
@NullMarked
package io.perfectorder.dashboard.breakdown;

import org.jspecify.annotations.NullMarked;
