package io.perfectorder.pipeline;

/**
 * Where the journal ends.
 *
 * @param epoch what the writer must name with every append
 * @param lastPosition 0 when the journal is empty
 * @param lastRecordedMicros the recorded time of the last entry, 0 when the journal is empty
 * @param erased whom the writer must not store any more by name
 */
public record JournalHead(long epoch, long lastPosition, long lastRecordedMicros, ErasedCustomers erased) {
    public JournalHead(long epoch, long lastPosition, long lastRecordedMicros) {
        this(epoch, lastPosition, lastRecordedMicros, ErasedCustomers.NONE);
    }
}
