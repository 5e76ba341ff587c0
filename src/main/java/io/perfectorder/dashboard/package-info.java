/**
 * The Vaadin board. It shows what the snapshot feed says and never computes a number of its own.
 */
@NullMarked
package io.perfectorder.dashboard;

import org.jspecify.annotations.NullMarked;
