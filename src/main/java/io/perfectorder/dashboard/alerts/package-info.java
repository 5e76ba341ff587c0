/** What fires, what fired and why somebody was told of it or not, the rules and the silences. What is decided about alerts is not decided here. */
@NullMarked
package io.perfectorder.dashboard.alerts;

import org.jspecify.annotations.NullMarked;
