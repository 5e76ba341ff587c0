package io.perfectorder.alerting;

import io.perfectorder.core.servicelevel.Tally;

/** The orders of one customer in one tier. */
public record CustomerCount(String tier, String customer, Tally tally) {}
