package io.perfectorder.core.alert;

import java.time.Instant;

/**
 * Where the alert of one group stands.
 *
 * @param since when it came into this state
 * @param evidence the newest figures
 */
public record AlertStatus(Phase phase, Instant since, Evidence evidence) {}
