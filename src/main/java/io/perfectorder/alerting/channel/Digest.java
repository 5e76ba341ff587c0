package io.perfectorder.alerting.channel;

import io.perfectorder.core.alert.Phase;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A message in words: plain text without any markup, in one language.
 *
 * @param alerts at most {@link #MOST_SHOWN}
 * @param rest how many more there are, in words; empty when these are all
 * @param open what the link to the orders says
 * @param take what the link to where an alert is taken in hand says
 * @param firing whether any of them all fires
 */
record Digest(String title, List<Told> alerts, String rest, String open, String take, boolean firing) {
    static final int MOST_SHOWN = 10;

    Digest {
        alerts = List.copyOf(alerts);
    }

    /**
     * One alert in words.
     *
     * @param what the sentence with the figures
     * @param take leads to where it is taken in hand; empty when there is nothing to take
     */
    record Told(String title, String what, List<Fact> facts, Phase phase, URI link, Optional<URI> take) {
        Told {
            facts = List.copyOf(facts);
        }
    }

    record Fact(String name, String value) {}
}
