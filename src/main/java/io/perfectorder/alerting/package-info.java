/**
 * Drives the alert rules from the snapshot feed, remembers the states of their alerts, and decides who is told and why. What an alert is,
 * {@code core.alert} says; how a message looks, the channels say. See ADR 0070.
 */
@NullMarked
package io.perfectorder.alerting;

import org.jspecify.annotations.NullMarked;
