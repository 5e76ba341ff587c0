package io.perfectorder.alerting.channel;

import java.util.OptionalInt;
import java.util.Set;

/** The answers of tools that say 200 to everything and tell in a code of the body what became of it: 0 is good. */
final class CodedAnswer {
    private CodedAnswer() {}

    /** {@code later}: the codes that may go well another time. */
    static Sent read(Answer answer, String field, Set<Integer> later) {
        if (!answer.isGood()) {
            return answer.byStatus();
        }
        OptionalInt code = answer.body().map(body -> Json.number(body, field)).orElse(OptionalInt.empty());
        if (code.isEmpty()) {
            return new Sent.Refused(Phrase.NO_CODE.say(field));
        }
        if (code.getAsInt() == 0) {
            return new Sent.Delivered();
        }
        String reason = field + " " + code.getAsInt();
        return later.contains(code.getAsInt())
                ? new Sent.TryAgain(reason, answer.retryAfter())
                : new Sent.Refused(reason);
    }
}
