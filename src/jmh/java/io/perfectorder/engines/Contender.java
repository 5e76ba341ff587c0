package io.perfectorder.engines;

/** Somebody who counts the workload. Made once with the feed in its own form, then asked to count it several times. */
interface Contender extends AutoCloseable {
    /** Takes every line once, in order, from nothing; what is counted in the end. */
    Totals count() throws Exception;

    @Override
    default void close() {}
}
