package io.perfectorder.pipeline;

import java.util.List;
import reactor.core.publisher.Mono;

/** The way in. Nothing happens before subscription. */
public interface Intake {
    /** The largest list that {@link #submit} takes. */
    int MAX_BATCH = 10_000;

    /**
     * Makes the events durable and applies them; the outcomes, in order of the events, come after the commit. Fails with {@link
     * IntakeRefused} when there is no room or the store is away: then nothing of the list was counted that was not stored, and
     * submitting it again is safe.
     */
    Mono<List<Outcome>> submit(List<Incoming> events);
}
