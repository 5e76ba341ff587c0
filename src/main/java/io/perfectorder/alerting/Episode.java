package io.perfectorder.alerting;

import java.time.Instant;

/**
 * One time that an alert fires, from its beginning to its resolution.
 *
 * @param fingerprint of the alert
 * @param startsAt when it began to fire, in whole microseconds
 */
public record Episode(String fingerprint, Instant startsAt) {}
