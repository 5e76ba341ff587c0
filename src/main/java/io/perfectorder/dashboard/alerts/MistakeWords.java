package io.perfectorder.dashboard.alerts;

import io.perfectorder.alerting.RuleKind;
import io.perfectorder.alerting.declared.Mistake;
import io.perfectorder.dashboard.parts.Words;

/** What is wrong with a rule, in the words of one viewer. */
final class MistakeWords {
    private final RuleKind kind;
    private final Words words;

    MistakeWords(RuleKind kind, Words words) {
        this.kind = kind;
        this.words = words;
    }

    String say(Mistake mistake) {
        String what =
                words.say("alerts.mistake." + mistake.kind(), mistake.figures().toArray());
        return RuleField.named(kind, mistake.field())
                .map(field -> words.say("alerts.mistake.at", words.say("alerts.field." + field.name()), what))
                .orElse(what);
    }
}
