package io.perfectorder.alerting;

import io.perfectorder.pipeline.StoreUnavailable;
import reactor.core.publisher.Mono;

/** What a store in memory does when it is asked. */
enum Mood {
    ANSWERS,
    NEVER_ANSWERS,
    IS_AWAY;

    <T> Mono<T> answer(T answer) {
        return switch (this) {
            case ANSWERS -> Mono.just(answer);
            case NEVER_ANSWERS -> Mono.never();
            case IS_AWAY -> Mono.error(new StoreUnavailable("away"));
        };
    }
}
