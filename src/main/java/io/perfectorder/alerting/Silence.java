package io.perfectorder.alerting;

import java.time.Instant;
import java.util.Map;

/** What is not told from {@code startsAt} until before {@code endsAt}, and why. {@code number}: its place among all of them. */
public record Silence(
        long number, Matchers matchers, Instant startsAt, Instant endsAt, String by, String reason, Origin origin) {
    public Silence {
        if (!startsAt.isBefore(endsAt)) {
            throw new IllegalArgumentException("until: " + endsAt + " is not after " + startsAt);
        }
    }

    public boolean holdsAt(Instant now) {
        return !now.isBefore(startsAt) && now.isBefore(endsAt);
    }

    boolean mutes(Map<String, String> labels, Instant now) {
        return holdsAt(now) && matchers.matches(labels);
    }
}
