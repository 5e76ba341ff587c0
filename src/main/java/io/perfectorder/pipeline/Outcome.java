package io.perfectorder.pipeline;

/** What became of a valid event once its batch was durable. */
public enum Outcome {
    ACCEPTED,
    DUPLICATE
}
