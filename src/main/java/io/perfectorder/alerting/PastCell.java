package io.perfectorder.alerting;

import io.perfectorder.core.verdict.Dimensions;

/** Orders that are due in the same minute, have the same values and meet the same criteria. {@code minute}: the end of their pane. */
public record PastCell(Dimensions dimensions, long minute, int met, int orders) {}
