package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;

/** The orders of one group that are due in one slice. {@code slice}: as in {@link LiveWindow#sliceOf}. */
public record TrendCount(AlertGroup group, long slice, Tally tally) {}
