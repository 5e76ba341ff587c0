package io.perfectorder.core.alert;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What every rule has.
 *
 * @param holdFor how long without a break it must be broken before its alert fires
 */
public record RuleHead(String id, String owner, String description, String runbook, Duration holdFor) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final Duration LONGEST_HOLD = Duration.ofDays(30);

    public RuleHead {
        if (!ID.matcher(id).matches()) {
            throw new RefusedRule(
                    "id", RefusedRule.Flaw.ID, "'" + id + "' is not 1 to 60 of a-z, 0-9 and '-', the first no '-'", id);
        }
        if (holdFor.isNegative() || holdFor.compareTo(LONGEST_HOLD) > 0) {
            throw new RefusedRule(
                    "for",
                    RefusedRule.Flaw.HOLD,
                    holdFor + " is not between PT0S and " + LONGEST_HOLD,
                    LONGEST_HOLD.toDays());
        }
    }
}
