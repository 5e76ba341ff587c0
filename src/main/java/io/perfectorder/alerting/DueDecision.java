package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertRule;

/** A decision whose time has come, with what it is about. */
record DueDecision(KeptDecision kept, EpisodeRecord episode, AlertRule rule) {
    Decision decision() {
        return kept.decision();
    }
}
