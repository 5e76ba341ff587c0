package io.perfectorder.pipeline;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the journal has been applied.
 *
 * @param position of the last entry applied
 * @param recordedMicros its recorded time
 * @param accepted how many entries were applied
 * @param newestEvent the greatest event time among them
 */
public record Progress(long position, long recordedMicros, long accepted, Optional<Instant> newestEvent) {
    static final Progress NONE = new Progress(0, 0, 0, Optional.empty());

    Progress with(JournalEntry entry) {
        Instant time = entry.event().header().time();
        boolean newer = newestEvent.isEmpty() || time.isAfter(newestEvent.get());
        return new Progress(
                entry.position(), entry.recordedMicros(), accepted + 1, newer ? Optional.of(time) : newestEvent);
    }
}
