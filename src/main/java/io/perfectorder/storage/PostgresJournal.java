package io.perfectorder.storage;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.pipeline.ErasedCustomers;
import io.perfectorder.pipeline.EventEraser;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.Journal;
import io.perfectorder.pipeline.JournalEntry;
import io.perfectorder.pipeline.JournalHead;
import io.perfectorder.pipeline.StoreUnavailable;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.Readable;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The journal in PostgreSQL. An append is one transaction: it holds the writer's epoch, asks which of the doubtful identities are new, and
 * copies these and their entries; the primary key of the identities stays the judge. ADR 0003.
 */
public final class PostgresJournal implements Journal {
    private static final int ALONE = -1;

    private final IntSupplier leader;
    private final Database database;
    private final JournalPartitions partitions;
    private final EventReader reader;
    private final ErasedEvents erasures;

    /** For a process that is alone on its database. */
    public PostgresJournal(Database database, EventReader reader, EventEraser eraser) {
        this(database, reader, eraser, () -> ALONE);
    }

    /** The journal can be opened only while this process leads, in the eyes of the server. */
    public PostgresJournal(Database database, EventReader reader, EventEraser eraser, PostgresLeaderLock lock) {
        this(database, reader, eraser, lock::session);
    }

    private PostgresJournal(Database database, EventReader reader, EventEraser eraser, IntSupplier leader) {
        this.erasures = new ErasedEvents(reader, eraser);
        this.leader = leader;
        this.database = database;
        this.partitions = new JournalPartitions(database);
        this.reader = reader;
    }

    @Override
    public Mono<JournalHead> open() {
        return Mono.defer(() -> open(leader.getAsInt()));
    }

    private Mono<JournalHead> open(int session) {
        String leads = "($1 = " + ALONE + " or " + PostgresLeaderLock.heldBy("$1") + ")";
        // A writer whose network went silent would hold its epoch until the server noticed, which can take hours.
        Mono<Long> silenced = database.query(connection ->
                        Database.rows(connection, row -> Columns.longOf(row, "ended"), """
                        select count(pg_terminate_backend(pid)) as ended from pg_locks
                        where relation = 'journal_writer'::regclass
                          and database = (select oid from pg_database where datname = current_database())
                          and mode in ('RowShareLock', 'RowExclusiveLock') and pid <> pg_backend_pid()
                          and %s""".formatted(leads), session))
                .single();
        // The update waits for every transaction that holds an older epoch, and no later one can take hold of it.
        Mono<Long> epoch = database.transaction(connection -> Database.rows(
                        connection,
                        row -> Columns.longOf(row, "epoch"),
                        "update journal_writer set epoch = epoch + 1 where " + leads + " returning epoch",
                        session)
                .next()
                .switchIfEmpty(Mono.error(() -> new StoreUnavailable("another instance leads now"))));
        return silenced.then(epoch)
                .flatMap(mine -> database.transaction(erasures::putInForce).flatMap(erased -> head(mine, erased)));
    }

    private Mono<JournalHead> head(long epoch, ErasedCustomers erased) {
        return database.query(connection -> Database.rows(
                        connection,
                        row -> new JournalHead(
                                epoch, Columns.longOf(row, "position"), Columns.longOf(row, "recorded_micros"), erased),
                        "select position, recorded_micros from journal order by position desc limit 1"))
                .next()
                .defaultIfEmpty(new JournalHead(epoch, 0, 0, erased));
    }

    @Override
    public Mono<BitSet> append(long epoch, List<JournalEntry> entries, BitSet doubtful) {
        return partitions
                .ensure(entries.getLast().position())
                .then(appendAsking(epoch, entries, doubtful))
                .onErrorResume(
                        R2dbcDataIntegrityViolationException.class,
                        known -> doubtful.cardinality() == entries.size()
                                ? Mono.error(known)
                                : appendAsking(epoch, entries, everyOneOf(entries)));
    }

    private Mono<BitSet> appendAsking(long epoch, List<JournalEntry> entries, BitSet doubtful) {
        return database.transaction(connection -> holdEpoch(connection, epoch)
                .then(fresh(connection, entries, doubtful))
                .flatMap(fresh -> copy(connection, chosen(entries, fresh)).thenReturn(fresh)));
    }

    private static BitSet everyOneOf(List<JournalEntry> entries) {
        BitSet all = new BitSet(entries.size());
        all.set(0, entries.size());
        return all;
    }

    private static List<JournalEntry> chosen(List<JournalEntry> entries, BitSet which) {
        return which.cardinality() == entries.size()
                ? entries
                : which.stream().mapToObj(entries::get).toList();
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
                .map(JournalEntry::event)
                .collect(Collectors.groupingBy(
                        event -> event.header().subject(),
                        Collectors.collectingAndThen(Collectors.toList(), OrderFacts.none()::withAll)));
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

    /** Those whose identity is new: not that of an entry before nor, of the doubtful ones, in the journal. */
    private static Mono<BitSet> fresh(PostgresqlConnection connection, List<JournalEntry> entries, BitSet doubtful) {
        Set<EventIdentity> seen = HashSet.newHashSet(entries.size());
        BitSet fresh = new BitSet(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            fresh.set(i, seen.add(entries.get(i).event().header().identity()));
        }
        int[] places = doubtful.stream().toArray();
        if (places.length == 0) {
            return Mono.just(fresh);
        }
        String[] sources = new String[places.length];
        String[] ids = new String[places.length];
        for (int i = 0; i < places.length; i++) {
            EventIdentity identity = entries.get(places[i]).event().header().identity();
            sources[i] = identity.source();
            ids[i] = identity.id();
        }
        return Database.rows(connection, row -> Columns.longOf(row, "place"), """
                        select asked.place
                        from unnest($1::text[], $2::text[]) with ordinality as asked (source, id, place)
                        cross join lateral (
                            select from event_identity
                            where source = asked.source collate "C" and id = asked.id collate "C" offset 0) as known""", sources, ids)
                .collect(() -> fresh, (news, place) -> news.clear(places[(int) (place - 1)]));
    }

    private static Mono<Void> copy(PostgresqlConnection connection, List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        Mono<Long> identities = connection.copyIn(
                "copy event_identity (source, id, position) from stdin (format binary)",
                CopyRows.of(entries, 3, PostgresJournal::identity));
        Mono<Long> journal = connection.copyIn("""
                copy journal (position, subject, source, id, type, event_seconds, event_nanos, recorded_micros, tier, raw)
                from stdin (format binary)""", CopyRows.of(entries, 10, PostgresJournal::row));
        return identities.then(journal).then(ErasedEvents.note(connection, entries));
    }

    private static void identity(CopyRows row, JournalEntry entry) {
        EventIdentity identity = entry.event().header().identity();
        row.text(identity.source()).text(identity.id()).bigint(entry.position());
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
