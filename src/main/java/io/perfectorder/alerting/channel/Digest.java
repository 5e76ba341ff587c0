package io.perfectorder.alerting.channel;

import io.perfectorder.core.alert.Phase;
import java.net.URI;
import java.util.List;

/**
 * A message in words: plain text without any markup, in one language.
 *
 * @param alerts at most {@link #MOST_SHOWN}
 * @param rest how many more there are, in words; empty when these are all
 * @param firing whether any of them all fires
 */
record Digest(String title, List<Told> alerts, String rest, String open, boolean firing) {
    static final int MOST_SHOWN = 10;

    Digest {
        alerts = List.copyOf(alerts);
    }

    /**
     * One alert in words.
     *
     * @param what the sentence with the figures
     */
    record Told(String title, String what, List<Fact> facts, Phase phase, URI link) {
        Told {
            facts = List.copyOf(facts);
        }
    }

    record Fact(String name, String value) {}
}
