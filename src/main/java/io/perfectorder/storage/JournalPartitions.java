package io.perfectorder.storage;

import io.r2dbc.spi.R2dbcException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The partitions of the journal, ten million positions each: made before they are needed, dropped to trim. Safe for many threads. */
final class JournalPartitions {
    private static final long POSITIONS = 10_000_000;

    private final Database database;
    private final Set<Long> made = ConcurrentHashMap.newKeySet();

    JournalPartitions(Database database) {
        this.database = database;
    }

    /** The partition of the position, and the next one when it is near. */
    Mono<Void> ensure(long position) {
        long near = position + POSITIONS / 10;
        if (made.contains(position / POSITIONS) && made.contains(near / POSITIONS)) {
            return Mono.empty();
        }
        return Flux.just(position / POSITIONS, near / POSITIONS)
                .distinct()
                .concatMap(number -> database.query(connection -> Database.execute(
                                connection, """
                                create table if not exists journal_%d partition of journal for values from (%d) to (%d)""".formatted(number, number * POSITIONS, (number + 1) * POSITIONS)))
                        .then()
                        .onErrorResume(JournalPartitions::madeByAnother, _ -> Mono.empty())
                        .then(Mono.fromRunnable(() -> made.add(number))))
                .then();
    }

    /** Of two that make one partition at the same time, one is told that the table, or its row in the catalogue, exists. */
    private static boolean madeByAnother(Throwable error) {
        return error instanceof R2dbcException refused
                && ("42P07".equals(refused.getSqlState()) || "23505".equals(refused.getSqlState()));
    }
}
