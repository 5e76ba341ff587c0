package io.perfectorder.alerting;

import java.time.Duration;

/**
 * How often alerting looks.
 *
 * @param evaluation between two evaluations at least; without a new snapshot they come this often
 * @param delivery between two looks at what is due
 * @param reminders between two looks at the alerts that go on firing
 * @param sendLimit how long a channel may take
 */
public record AlertTimes(Duration evaluation, Duration delivery, Duration reminders, Duration sendLimit) {
    public static final AlertTimes USUAL = new AlertTimes(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
