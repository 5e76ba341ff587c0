package io.perfectorder.alerting.channel;

import java.time.Duration;
import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param retryAfter how long it wants to be left alone
 * @param body empty when it was longer than {@link Courier#LONGEST_ANSWER_BYTES}
 */
record Answer(int status, Optional<Duration> retryAfter, Optional<String> body) {
    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** What the status alone says. Source: RFC 9110, RFC 6585, RFC 8470. */
    Sent byStatus() {
        if (isGood()) {
            return new Sent.Delivered();
        }
        if (status >= 300 && status < 400) {
            return new Sent.Refused(Phrase.REDIRECTED.say(status));
        }
        boolean later = status == 408 || status == 425 || status == 429 || status >= 500;
        String reason = Phrase.STATUS.say(status);
        return later ? new Sent.TryAgain(reason, retryAfter) : new Sent.Refused(reason);
    }
}
