/**
 * The ways to tell people of alerts. A channel formats and sends; who is told, when and why is decided before it. Nothing here connects
 * to an address that {@link io.perfectorder.alerting.channel.OutgoingAddresses} refuses, follows a redirection, or writes a secret anywhere.
 */
@NullMarked
package io.perfectorder.alerting.channel;

import org.jspecify.annotations.NullMarked;
