package io.perfectorder.alerting;

/** How hard and how fast is delivered. */
public record DeliveryPolicy(AlertTimes times, Backoff backoff, RateLimit rate) {
    public static final DeliveryPolicy USUAL = new DeliveryPolicy(AlertTimes.USUAL, Backoff.USUAL, RateLimit.USUAL);
}
