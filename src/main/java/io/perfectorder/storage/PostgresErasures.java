package io.perfectorder.storage;

import io.perfectorder.pipeline.ErasedCustomers;
import io.perfectorder.pipeline.Erasure;
import io.perfectorder.pipeline.ErasureStore;
import io.perfectorder.pipeline.Erasures;
import io.perfectorder.pipeline.EventEraser;
import io.perfectorder.pipeline.EventReader;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Erasures in PostgreSQL: a row for each, with the id of the customer only while it is under way. ADR 0092. */
public final class PostgresErasures implements Erasures, ErasureStore {
    /** Positions that are looked through at a time. */
    private static final long POSITIONS = 20_000;

    private final Database database;
    private final ErasedEvents events;
    private final ErasedTexts texts;
    private final ErasedLetters letters;
    private final Scheduler worker;

    /** {@code worker} is where events are read and changed. */
    public PostgresErasures(Database database, EventReader reader, EventEraser eraser, Scheduler worker) {
        this.database = database;
        this.events = new ErasedEvents(reader, eraser);
        this.texts = new ErasedTexts();
        this.letters = new ErasedLetters(worker);
        this.worker = worker;
    }

    @Override
    public Mono<Erasure> ask(String customer, String by, Instant at) {
        return StoreFailures.told(database.transaction(connection -> of(connection, customer)
                .switchIfEmpty(ErasedEvents.pseudonyms(connection)
                        .flatMap(pseudonyms -> Database.rows(
                                        connection,
                                        PostgresErasures::erasureOf,
                                        """
                        insert into erasure (pseudonym, customer, asked_by, asked_at) values ($1, $2, $3, $4)
                        on conflict (pseudonym) do update set customer = excluded.customer, asked_by = excluded.asked_by,
                          asked_at = excluded.asked_at, finished_at = null
                        returning *""",
                                        pseudonyms.of(customer),
                                        customer,
                                        by,
                                        at)
                                .single()))));
    }

    @Override
    public Mono<Erasure> find(String pseudonym) {
        return StoreFailures.told(
                database.query(connection -> of(connection, pseudonym)).next());
    }

    private static Mono<Erasure> of(PostgresqlConnection connection, String pseudonym) {
        return Database.rows(
                        connection,
                        PostgresErasures::erasureOf,
                        "select * from erasure where pseudonym = $1",
                        pseudonym)
                .next();
    }

    @Override
    public Mono<List<Erasure>> newest(int limit) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        PostgresErasures::erasureOf,
                        "select * from erasure order by asked_at desc, pseudonym limit $1",
                        limit))
                .collectList());
    }

    @Override
    public Mono<List<Pending>> pending() {
        return StoreFailures.told(database.query(
                        connection -> Database.rows(
                                connection,
                                row -> new Pending(Columns.textOf(row, "customer"), Columns.textOf(row, "pseudonym")),
                                "select customer, pseudonym from erasure where customer is not null order by asked_at, pseudonym"))
                .collectList());
    }

    @Override
    public Mono<Long> scan(Pending customer, long afterPosition) {
        // From one entry to the next there may be a gap, in which partitions were trimmed.
        return StoreFailures.told(database.transaction(connection -> Database.rows(
                        connection,
                        row -> Columns.longOf(row, "position"),
                        "select position from journal where position > $1 order by position limit 1",
                        afterPosition)
                .next()
                .flatMap(first -> events.scan(connection, customer, first - 1, first + POSITIONS, worker))));
    }

    @Override
    public Mono<List<String>> unswept(int limit) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        row -> Columns.textOf(row, "order_id"),
                        "select order_id from erased_order where not swept order by order_id limit $1",
                        limit))
                .collectList());
    }

    @Override
    public Mono<Void> sweep(List<String> orders, ErasedCustomers erased) {
        return StoreFailures.told(database.transaction(connection -> events.sweep(connection, orders, erased, worker)));
    }

    @Override
    public Mono<Void> renameInHistory(Pending customer) {
        return StoreFailures.told(database.transaction(connection -> Database.execute(
                        connection,
                        "update verdict_history set customer = $2 where customer = $1",
                        customer.customer(),
                        customer.pseudonym())
                .then()));
    }

    @Override
    public Mono<Void> renameElsewhere(Pending customer, ErasedCustomers erased) {
        return StoreFailures.told(database.transaction(connection -> texts.rename(connection, customer))
                .then(letters.rename(database, customer, erased)));
    }

    @Override
    public Mono<Void> finish(Pending customer) {
        return StoreFailures.told(database.transaction(
                connection -> Database.execute(connection, """
                        update erasure e
                        set customer = null, finished_at = now(),
                            orders = (select count(*) from erased_order o where o.pseudonym = e.pseudonym),
                            events = (select count(*) from journal where subject = e.pseudonym)
                                   + (select count(*) from erased_order o join journal j on j.subject = o.order_id
                                      where o.pseudonym = e.pseudonym),
                            left_over = (select count(*) from journal j
                                         where strpos(j.raw, $2) > 0 and j.raw ~ erased_pattern($2))
                        where pseudonym = $1 and customer = $2""", customer.pseudonym(), customer.customer())
                        .then()));
    }

    private static Erasure erasureOf(Readable row) {
        return new Erasure(
                Columns.textOf(row, "pseudonym"),
                Columns.textOf(row, "asked_by"),
                Columns.timeOf(row, "asked_at"),
                Columns.maybeTimeOf(row, "finished_at"),
                Columns.longOf(row, "orders"),
                Columns.longOf(row, "events"),
                Columns.longOf(row, "left_over"));
    }
}
