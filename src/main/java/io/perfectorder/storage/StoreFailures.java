package io.perfectorder.storage;

import io.perfectorder.pipeline.StoreUnavailable;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import reactor.core.publisher.Mono;

/** Tells a store that is away from a bug of ours. */
final class StoreFailures {
    private StoreFailures() {}

    /** What is no statement, or breaks a promise of the schema, stays what it is: to try it again would not help. */
    static <T> Mono<T> told(Mono<T> work) {
        return work.onErrorMap(failure -> switch (failure) {
            case R2dbcBadGrammarException bug -> bug;
            case R2dbcDataIntegrityViolationException bug -> bug;
            case StoreUnavailable told -> told;
            default -> new StoreUnavailable("the database is not available now", failure);
        });
    }
}
