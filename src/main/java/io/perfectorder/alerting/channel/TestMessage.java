package io.perfectorder.alerting.channel;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.RuleHead;
import io.perfectorder.core.servicelevel.Measure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is sent to try a channel: an alert that says of itself that it is a test, and its end, so that nothing stays open anywhere. */
public final class TestMessage {
    private TestMessage() {}

    /** To be sent one after the other. */
    public static List<Message> of(URI link, Locale locale, Instant now) {
        RuleHead rule = new RuleHead("test-message", "", Wording.of(locale).test(), "", Duration.ZERO);
        Evidence evidence = new Evidence.Missed(Measure.PERFECT_ORDER, 0);
        String fingerprint = "test-message-" + now.toEpochMilli();
        Alert firing = new Alert(
                fingerprint,
                rule,
                AlertGroup.ALL,
                Phase.FIRING,
                now,
                Optional.empty(),
                evidence,
                "FIRED 0",
                link,
                link);
        Alert resolved = new Alert(
                fingerprint,
                rule,
                AlertGroup.ALL,
                Phase.RESOLVED,
                now,
                Optional.of(now),
                evidence,
                "RESOLVED 0",
                link,
                link);
        return List.of(
                new Message(List.of(firing), fingerprint, locale), new Message(List.of(resolved), fingerprint, locale));
    }
}
