/**
 * The gate of the board: who may come in, the pages for those who are not in yet, which are plain HTML without a script, and what a page
 * may show to whom. It decides nothing about passwords and sessions: that is the room {@code security}.
 */
@NullMarked
package io.perfectorder.dashboard.gate;

import org.jspecify.annotations.NullMarked;
