package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.GroupLevels;

/** The service levels of one group of a scope. */
public record ScopedLevels(AlertGroup group, GroupLevels levels) {}
