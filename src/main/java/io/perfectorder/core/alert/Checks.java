package io.perfectorder.core.alert;

/** What several rules demand of their figures. */
final class Checks {
    private Checks() {}

    static void ratio(String field, double value) {
        if (!(value > 0 && value < 1)) {
            throw new RefusedRule(
                    field, RefusedRule.Flaw.RATIO, value + " is not between 0 and 1, both excluded", value);
        }
    }

    static void minimumOrders(long value) {
        if (value < 1) {
            throw new RefusedRule("minimumOrders", RefusedRule.Flaw.AT_LEAST_ONE, value + " is not 1 or more", value);
        }
    }
}
