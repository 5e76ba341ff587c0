/**
 * The main class and the explicit wiring of all rooms, in two contexts: reactive root and Vaadin child. It decides nothing about orders, and nobody imports it.
 */
@NullMarked
package io.perfectorder.app;

import org.jspecify.annotations.NullMarked;
