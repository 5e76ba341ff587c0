package io.perfectorder.pipeline;

/**
 * How busy the loop is.
 *
 * @param eventsInFlight events between admission and answer
 * @param batchesInFlight batches that are being committed
 * @param historyBehind changes of verdicts that are not in the verdict history yet
 * @param cachedSubjects orders and customers whose facts are in memory
 */
public record LoopFigures(int eventsInFlight, int batchesInFlight, int historyBehind, int cachedSubjects) {
    /** How many events may be between admission and answer. */
    public static final int PERMITS = Permits.MAX_EVENTS;

    /** The same loop at a moment when that many events are between admission and answer. */
    LoopFigures at(int eventsInFlightNow) {
        return new LoopFigures(eventsInFlightNow, batchesInFlight, historyBehind, cachedSubjects);
    }

    /** The share of the permits that is taken, from 0 to 1. */
    public double permitsTaken() {
        return eventsInFlight / (double) PERMITS;
    }
}
