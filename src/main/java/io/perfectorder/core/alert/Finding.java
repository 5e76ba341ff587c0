package io.perfectorder.core.alert;

/** The reading of one group, with its figures. */
public record Finding(AlertGroup group, Reading reading, Evidence evidence) {}
