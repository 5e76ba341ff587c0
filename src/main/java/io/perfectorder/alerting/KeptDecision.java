package io.perfectorder.alerting;

/** A decision as it is kept. {@code number}: its place among all of them, from 1; gaps are possible. */
public record KeptDecision(long number, Decision decision) {}
