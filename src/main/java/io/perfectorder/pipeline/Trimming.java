package io.perfectorder.pipeline;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** The port that removes what has been kept for long enough. No count depends on any of it. ADR 0093. */
public interface Trimming {
    /** What has an age at which it goes. */
    enum Kept {
        DEAD_LETTERS("dead-letters"),
        /** What people noted on orders. */
        NOTES("notes"),
        /** Changes of alerts that are over, with what was decided and said about them. */
        ALERTS("alerts"),
        SILENCES("silences");

        private final String key;

        Kept(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /** Removes at most so many that are older, the oldest first; tells how many. */
    Mono<Long> trim(Kept kept, Instant olderThan, int most);
}
