package io.perfectorder.storage;

import io.perfectorder.pipeline.LeaderLock;
import io.perfectorder.pipeline.StoreUnavailable;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A session's advisory lock, on a connection that does nothing else. The server ends a session that says nothing for some seconds, so that
 * a process that is frozen, or whose network is gone, does not keep the lock.
 */
public final class PostgresLeaderLock implements LeaderLock {
    /** For the session's {@code idle_session_timeout}: longer than it takes us to notice a beat that is lost. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);

    /** Names our lock among the advisory locks of the database. */
    private static final int CLASS = 1_349_471_556;

    private final ConnectionFactory own;
    private final Database database;
    private final Scheduler time;

    /** The process of our session on the server while it holds the lock, else 0. */
    private volatile int session;

    /** {@code own} gives connections that nobody else uses. */
    public PostgresLeaderLock(ConnectionFactory own, Database database, Scheduler time) {
        this.own = own;
        this.database = database;
        this.time = time;
    }

    @Override
    public Flux<Boolean> hold() {
        return Flux.usingWhen(
                // A server that dies while it greets us says nothing for ever.
                Mono.from(own.create()).timeout(ANSWER_LIMIT, time),
                connection -> {
                    PostgresqlConnection driver = (PostgresqlConnection) connection;
                    return asked(driver).concatWith(beats(driver));
                },
                this::end,
                (connection, _) -> end(connection),
                this::end);
    }

    @Override
    public Mono<Void> confirmed() {
        return database.query(connection ->
                        Database.rows(connection, _ -> true, "select 1 as one where " + heldBy("$1"), session))
                .next()
                .switchIfEmpty(Mono.error(() -> new StoreUnavailable("another instance leads now")))
                .then();
    }

    int session() {
        return session;
    }

    /** A condition that holds while the lock is that of a server process. */
    static String heldBy(String pid) {
        return """
                exists (select from pg_locks where locktype = 'advisory' and granted and pid = %s
                          and database = (select oid from pg_database where datname = current_database())
                          and classid = %d and objid = 1 and objsubid = 2)""".formatted(pid, CLASS);
    }

    /** False for each time in vain, and true at the end. */
    private Flux<Boolean> asked(PostgresqlConnection connection) {
        return Mono.defer(() -> Database.rows(
                                connection,
                                row -> Boolean.TRUE.equals(row.get("held", Boolean.class))
                                        ? Columns.intOf(row, "pid")
                                        : 0,
                                "select pg_try_advisory_lock($1, 1) as held, pg_backend_pid() as pid",
                                CLASS)
                        .single())
                .timeout(ANSWER_LIMIT, time)
                .doOnNext(pid -> session = pid)
                .map(pid -> pid != 0)
                .repeatWhen(done -> done.delayElements(BEAT, time))
                .takeUntil(held -> held);
    }

    /** Ends only by a failure. */
    private Flux<Boolean> beats(PostgresqlConnection connection) {
        return Mono.defer(() ->
                        Database.rows(connection, _ -> true, "select 1 as one").then())
                .timeout(ANSWER_LIMIT, time)
                .repeatWhen(beat -> beat.delayElements(BEAT, time))
                .thenMany(Flux.empty());
    }

    private Mono<Void> end(Connection connection) {
        return Mono.defer(() -> {
            session = 0;
            return Mono.from(connection.close()).timeout(ANSWER_LIMIT, time).onErrorComplete();
        });
    }
}
