package io.perfectorder.storage;

import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.ErasedCustomers;
import io.perfectorder.pipeline.ErasureStore.Pending;
import io.perfectorder.pipeline.Mentions;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What erasures do to dead letters: each is looked at, a few in a transaction. */
final class ErasedLetters {
    private static final int PAGE = 100;

    private record Kept(long number, DeadLetter letter) {}

    private final Scheduler worker;

    ErasedLetters(Scheduler worker) {
        this.worker = worker;
    }

    Mono<Void> rename(Database database, Pending customer, ErasedCustomers erased) {
        Mentions mentions = new Mentions(customer.customer(), customer.pseudonym());
        return page(database, 0, mentions, erased)
                .expand(last -> page(database, last, mentions, erased))
                .then();
    }

    /** The number of the last letter of the page; empty when there are none. */
    private Mono<Long> page(Database database, long after, Mentions mentions, ErasedCustomers erased) {
        return Mono.defer(() -> database.transaction(connection -> Database.rows(
                        connection,
                        ErasedLetters::keptOf,
                        "select number, code, detail, source, id, raw from dead_letter where number > $1"
                                + " order by number limit " + PAGE,
                        after)
                .collectList()
                .publishOn(worker)
                .filter(letters -> !letters.isEmpty())
                .flatMap(letters -> Flux.fromIterable(letters)
                        .concatMap(kept -> changed(connection, kept, mentions, erased))
                        .then(Mono.just(letters.getLast().number())))));
    }

    private static Mono<Long> changed(
            PostgresqlConnection connection, Kept kept, Mentions mentions, ErasedCustomers erased) {
        DeadLetter letter = erased.kept(kept.letter(), mentions);
        return letter.equals(kept.letter())
                ? Mono.empty()
                : Database.execute(
                        connection,
                        "update dead_letter set raw = $2, detail = $3, source = $4, id = $5 where number = $1",
                        kept.number(),
                        ByteBuffer.wrap(letter.raw()),
                        letter.detail(),
                        maybe(letter.source()),
                        maybe(letter.id()));
    }

    private static Object maybe(@Nullable String text) {
        return Parameters.in(R2dbcType.VARCHAR, text);
    }

    private static Kept keptOf(Readable row) {
        ByteBuffer raw = Objects.requireNonNull(row.get("raw", ByteBuffer.class));
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        return new Kept(
                Columns.longOf(row, "number"),
                new DeadLetter(
                        bytes,
                        Columns.textOf(row, "code"),
                        Columns.textOf(row, "detail"),
                        row.get("source", String.class),
                        row.get("id", String.class)));
    }
}
