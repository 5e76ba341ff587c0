package io.perfectorder.alerting.channel;

import java.time.Duration;
import java.util.Optional;

/** What became of a message. A {@code reason} is a {@link Phrase}, or what another program says. */
public sealed interface Sent {
    /** The receiver has it. */
    record Delivered() implements Sent {}

    /**
     * It may go well later.
     *
     * @param after how long the receiver wants to be left alone
     */
    record TryAgain(String reason, Optional<Duration> after) implements Sent {}

    /** It will never go well. */
    record Refused(String reason) implements Sent {}
}
