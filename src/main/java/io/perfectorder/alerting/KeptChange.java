package io.perfectorder.alerting;

/** A transition as it is kept. {@code number}: its place among all of them, from 1; gaps are possible. */
public record KeptChange(long number, AlertChange change) {}
