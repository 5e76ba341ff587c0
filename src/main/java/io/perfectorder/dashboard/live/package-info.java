/**
 * The one door for live data: one subscription for all open pages, handed on to each as a signal. No view subscribes to anything else,
 * and nothing here decides what a number means.
 */
@NullMarked
package io.perfectorder.dashboard.live;

import org.jspecify.annotations.NullMarked;
