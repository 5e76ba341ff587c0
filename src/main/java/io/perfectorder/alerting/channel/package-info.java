/** The ways to tell people of alerts. A channel formats and sends; who is told, when and why is decided before it. */
@NullMarked
package io.perfectorder.alerting.channel;

import org.jspecify.annotations.NullMarked;
