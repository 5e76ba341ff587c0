package io.perfectorder.storage;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.Journal;
import io.perfectorder.pipeline.JournalEntry;
import io.perfectorder.pipeline.JournalHead;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The journal in PostgreSQL. An append is one transaction: it holds the writer's epoch, offers the identities to their own table,
 * whose primary key is the judge of duplicates, and copies the entries that were new. ADR 0003.
 */
public final class PostgresJournal implements Journal {
    private static final Comparator<JournalEntry> BY_IDENTITY = Comparator.<JournalEntry, EventIdentity>comparing(
                    entry -> entry.event().header().identity())
            .thenComparingLong(JournalEntry::position);

    private final Database database;
    private final JournalPartitions partitions;
    private final EventReader reader;

    public PostgresJournal(Database database, EventReader reader) {
        this.database = database;
        this.partitions = new JournalPartitions(database);
        this.reader = reader;
    }

    @Override
    public Mono<JournalHead> open() {
        // A writer whose network went silent would hold its epoch until the server noticed, which can take hours.
        Mono<Long> silenced = database.query(
                        connection -> Database.rows(connection, row -> Columns.longOf(row, "ended"), """
                        select count(pg_terminate_backend(pid)) as ended from pg_locks
                        where relation = 'journal_writer'::regclass
                          and database = (select oid from pg_database where datname = current_database())
                          and mode in ('RowShareLock', 'RowExclusiveLock') and pid <> pg_backend_pid()"""))
                .single();
        // The update waits for every transaction that holds an older epoch, and no later one can take hold of it.
        Mono<Long> epoch = database.transaction(connection -> Database.rows(
                        connection,
                        row -> Columns.longOf(row, "epoch"),
                        "update journal_writer set epoch = epoch + 1 returning epoch")
                .single());
        return silenced.then(epoch)
                .flatMap(mine -> database.query(connection -> Database.rows(
                                connection,
                                row -> new JournalHead(
                                        mine, Columns.longOf(row, "position"), Columns.longOf(row, "recorded_micros")),
                                """
                        select position, recorded_micros from journal
                        union all select 0, 0
                        order by position desc limit 1"""))
                        .single());
    }

    @Override
    public Mono<BitSet> append(long epoch, List<JournalEntry> entries) {
        return partitions
                .ensure(entries.getLast().position())
                .then(database.transaction(connection -> holdEpoch(connection, epoch)
                        .then(offerIdentities(connection, entries))
                        .flatMap(stored -> copy(connection, entries, stored).thenReturn(stored))));
    }

    @Override
    public Mono<Map<String, OrderFacts>> factsOf(Collection<String> subjects, long upToPosition) {
        if (subjects.isEmpty()) {
            return Mono.just(Map.of());
        }
        // "offset 0" keeps the planner, which knows nothing of a young journal, from reading all of it for a join.
        return database.query(connection ->
                        Database.rows(connection, this::entry, """
                        select j.position, j.recorded_micros, j.tier, j.raw
                        from unnest($1::text[]) as asked (subject)
                        cross join lateral (
                            select position, recorded_micros, tier, raw from journal
                            where subject = asked.subject collate "C" and position <= $2 offset 0) as j
                        order by j.position""", subjects.toArray(String[]::new), upToPosition))
                .collect(
                        HashMap::new,
                        (facts, entry) -> facts.merge(
                                entry.event().header().subject(),
                                OrderFacts.none().with(entry.event()),
                                (known, _) -> known.with(entry.event())));
    }

    @Override
    public Mono<List<JournalEntry>> after(long position, int limit) {
        return database.query(connection -> Database.rows(connection, this::entry, """
                        select position, recorded_micros, tier, raw from journal
                        where position > $1 order by position limit $2""", position, limit))
                .collectList();
    }

    /** Fails when another writer has opened the journal since; else keeps it from being opened until the transaction ends. */
    static Mono<Void> holdEpoch(PostgresqlConnection connection, long epoch) {
        return Database.rows(
                        connection, _ -> true, "select 1 as one from journal_writer where epoch = $1 for share", epoch)
                .next()
                .switchIfEmpty(
                        Mono.error(() -> new IllegalStateException("another writer has opened the journal since")))
                .then();
    }

    /** In order of identity, so that two batches never wait for each other. */
    private static Mono<BitSet> offerIdentities(PostgresqlConnection connection, List<JournalEntry> entries) {
        List<JournalEntry> sorted = new ArrayList<>(entries);
        sorted.sort(BY_IDENTITY);
        String[] sources = new String[sorted.size()];
        String[] ids = new String[sorted.size()];
        Long[] positions = new Long[sorted.size()];
        for (int i = 0; i < sources.length; i++) {
            EventIdentity identity = sorted.get(i).event().header().identity();
            sources[i] = identity.source();
            ids[i] = identity.id();
            positions[i] = sorted.get(i).position();
        }
        // Duplicates are few: only they come back.
        return Database.rows(connection, row -> Columns.longOf(row, "position"), """
                        with offered as (
                            insert into event_identity (source, id, position)
                            select * from unnest($1::text[], $2::text[], $3::bigint[])
                            on conflict do nothing returning position)
                        select position from unnest($3::bigint[]) as asked (position)
                        where position not in (select position from offered)""", sources, ids, positions)
                .collect(
                        () -> allOf(entries),
                        (stored, position) -> stored.clear(
                                (int) (position - entries.getFirst().position())));
    }

    private static BitSet allOf(List<JournalEntry> entries) {
        BitSet all = new BitSet(entries.size());
        all.set(0, entries.size());
        return all;
    }

    private static Mono<Long> copy(PostgresqlConnection connection, List<JournalEntry> entries, BitSet stored) {
        List<JournalEntry> fresh = stored.cardinality() == entries.size()
                ? entries
                : stored.stream().mapToObj(entries::get).toList();
        if (fresh.isEmpty()) {
            return Mono.just(0L);
        }
        return connection.copyIn("""
                copy journal (position, subject, source, id, type, event_seconds, event_nanos, recorded_micros, tier, raw)
                from stdin (format binary)""", CopyRows.of(fresh, 10, PostgresJournal::row));
    }

    private static void row(CopyRows row, JournalEntry entry) {
        OrderEvent event = entry.event();
        EventHeader header = event.header();
        row.bigint(entry.position())
                .text(header.subject())
                .text(header.identity().source())
                .text(header.identity().id())
                .text(EventTypes.nameOf(event))
                .bigint(header.time().getEpochSecond())
                .integer(header.time().getNano())
                .bigint(entry.recordedMicros())
                .text(event instanceof OrderEvent.Placed placed && placed.tier() != null ? placed.tier() : "")
                .text(entry.raw());
    }

    private JournalEntry entry(Readable row) {
        byte[] raw = Columns.bytesOf(row, "raw");
        OrderEvent event = reader.read(raw);
        OrderEvent resolved =
                event instanceof OrderEvent.Placed placed ? placed.withTier(Columns.textOf(row, "tier")) : event;
        return new JournalEntry(Columns.longOf(row, "position"), Columns.longOf(row, "recorded_micros"), resolved, raw);
    }
}
