package io.perfectorder.security;

import reactor.core.publisher.Mono;

/** Tells whose a key is. */
@FunctionalInterface
public interface KeyRing {
    /** A key that is unknown, revoked or past its time. */
    Answer UNKNOWN = new Answer.Refused("the key is not known");

    Mono<Answer> ask(String key);

    /** Whose it is, or why it is nobody's. */
    sealed interface Answer {
        record Known(Caller caller) implements Answer {}

        /** {@code why}: for whoever has sent the key, which is not in it. */
        record Refused(String why) implements Answer {}
    }
}
