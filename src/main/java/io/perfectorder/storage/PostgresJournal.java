package io.perfectorder.storage;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.Journal;
import io.perfectorder.pipeline.JournalEntry;
import io.perfectorder.pipeline.JournalState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The journal and the verdict history in PostgreSQL, written together: one transaction a batch, arrays through {@code unnest}. */
public final class PostgresJournal implements Journal {
    private static final long PARTITION_POSITIONS = 10_000_000;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final EventReader reader;

    public PostgresJournal(DatabaseClient database, TransactionalOperator transaction, EventReader reader) {
        this.database = database;
        this.transaction = transaction;
        this.reader = reader;
    }

    @Override
    public Mono<JournalState> open(long horizonMinute) {
        Mono<Long> lastPosition = number("select coalesce(max(position), 0) as number from journal");
        Mono<Long> lastRecorded = number(
                "select coalesce((select recorded_micros from journal order by position desc limit 1), 0) as number");
        Mono<Optional<Instant>> newest = database.sql("""
                        select event_seconds, event_nanos from journal
                        order by event_seconds desc, event_nanos desc limit 1""")
                .map(row ->
                        Instant.ofEpochSecond(Columns.longOf(row, "event_seconds"), Columns.intOf(row, "event_nanos")))
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        return Mono.zip(lastPosition, lastRecorded, newest, cube(horizonMinute))
                .flatMap(state -> ensurePartition(state.getT1() + 1)
                        .thenReturn(new JournalState(state.getT1(), state.getT2(), state.getT3(), state.getT4())));
    }

    @Override
    public Mono<Set<EventIdentity>> known(Collection<EventIdentity> identities) {
        return database.sql("""
                        select i.source, i.id from event_identity i
                        join unnest(:sources::text[], :ids::text[]) as asked (source, id)
                          on i.source = asked.source and i.id = asked.id""")
                .bind("sources", texts(identities, EventIdentity::source))
                .bind("ids", texts(identities, EventIdentity::id))
                .map(row -> new EventIdentity(Columns.textOf(row, "source"), Columns.textOf(row, "id")))
                .all()
                .collect(HashSet::new, Set::add);
    }

    @Override
    public Mono<Map<String, OrderFacts>> factsOf(Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                        select j.subject, j.tier, j.raw
                        from unnest(:subjects::text[]) as asked (subject)
                        join journal j on j.subject = asked.subject collate "C"
                        order by j.position""")
                .bind("subjects", subjects.toArray(String[]::new))
                .map(row -> eventOf(Columns.textOf(row, "raw"), Columns.textOf(row, "tier")))
                .all()
                .collect(
                        HashMap::new,
                        (facts, event) -> facts.merge(
                                event.header().subject(),
                                OrderFacts.none().with(event),
                                (known, _) -> known.with(event)));
    }

    @Override
    public Mono<Void> append(List<JournalEntry> entries, List<VerdictChange> changes) {
        JournalEntry last = entries.getLast();
        return ensurePartition(last.position())
                .then(insertIdentities(entries))
                .then(insertEntries(entries))
                .then(closeVerdicts(changes, last.recordedMicros()))
                .then(insertVerdicts(changes, last))
                .as(transaction::transactional);
    }

    private OrderEvent eventOf(String raw, String tier) {
        OrderEvent event = reader.read(raw);
        return event instanceof OrderEvent.Placed placed ? placed.withTier(tier) : event;
    }

    private Mono<ServiceLevelCube> cube(long horizonMinute) {
        return database.sql("select tier, pane, " + VerdictColumns.COUNTS + """
                         from verdict_history
                        where recorded_to = 9223372036854775807 and pane > :horizon
                        group by tier, pane""")
                .bind("horizon", horizonMinute)
                .map(row ->
                        new Pane(Columns.textOf(row, "tier"), Columns.longOf(row, "pane"), VerdictColumns.tallyOf(row)))
                .all()
                .collect(ServiceLevelCube::new, (cube, pane) -> cube.add(pane.tier(), pane.minute(), pane.tally()));
    }

    private record Pane(String tier, long minute, Tally tally) {}

    /** Makes the partition of {@code position}, and the next one when it is near. */
    private Mono<Void> ensurePartition(long position) {
        return Flux.just(position, position + PARTITION_POSITIONS / 10)
                .map(at -> at / PARTITION_POSITIONS)
                .distinct()
                .filter(partition -> !partitionsMade.contains(partition))
                .concatMap(partition -> database.sql("""
                                create table if not exists journal_%d partition of journal
                                for values from (%d) to (%d)""".formatted(
                                partition, partition * PARTITION_POSITIONS, (partition + 1) * PARTITION_POSITIONS))
                        .then()
                        .then(Mono.fromRunnable(() -> partitionsMade.add(partition))))
                .then();
    }

    private final Set<Long> partitionsMade = java.util.concurrent.ConcurrentHashMap.newKeySet();

    private Mono<Void> insertIdentities(List<JournalEntry> entries) {
        return database.sql("""
                        insert into event_identity (source, id, position)
                        select * from unnest(:sources::text[], :ids::text[], :positions::bigint[])""")
                .bind("sources", headers(entries, h -> h.identity().source()))
                .bind("ids", headers(entries, h -> h.identity().id()))
                .bind("positions", numbers(entries, JournalEntry::position))
                .then();
    }

    private Mono<Void> insertEntries(List<JournalEntry> entries) {
        return database.sql("""
                        insert into journal (position, subject, source, id, type, event_seconds, event_nanos,
                                             recorded_micros, tier, raw)
                        select * from unnest(:positions::bigint[], :subjects::text[], :sources::text[], :ids::text[],
                                             :types::text[], :seconds::bigint[], :nanos::int[], :recorded::bigint[],
                                             :tiers::text[], :raws::text[])""")
                .bind("positions", numbers(entries, JournalEntry::position))
                .bind("subjects", headers(entries, EventHeader::subject))
                .bind("sources", headers(entries, h -> h.identity().source()))
                .bind("ids", headers(entries, h -> h.identity().id()))
                .bind("types", texts(entries, e -> EventTypes.nameOf(e.event())))
                .bind("seconds", numbers(entries, e -> e.event().header().time().getEpochSecond()))
                .bind("nanos", integers(entries, e -> e.event().header().time().getNano()))
                .bind("recorded", numbers(entries, JournalEntry::recordedMicros))
                .bind("tiers", texts(entries, PostgresJournal::tierOf))
                .bind("raws", texts(entries, JournalEntry::raw))
                .then();
    }

    private Mono<Void> closeVerdicts(List<VerdictChange> changes, long recordedMicros) {
        List<VerdictChange> judgedBefore = changes.stream()
                .filter(change -> change.before() instanceof Verdict.Judged)
                .toList();
        if (judgedBefore.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        update verdict_history h set recorded_to = :recorded
                        from unnest(:orders::text[]) as changed (order_id)
                        where h.order_id = changed.order_id collate "C" and h.recorded_to = 9223372036854775807""")
                .bind("recorded", recordedMicros)
                .bind("orders", texts(judgedBefore, VerdictChange::orderId))
                .then();
    }

    private Mono<Void> insertVerdicts(List<VerdictChange> changes, JournalEntry last) {
        List<VerdictChange> judged = changes.stream()
                .filter(change -> change.after() instanceof Verdict.Judged)
                .toList();
        if (judged.isEmpty()) {
            return Mono.empty();
        }
        List<Verdict.Judged> after =
                judged.stream().map(change -> (Verdict.Judged) change.after()).toList();
        return database.sql("""
                        insert into verdict_history (order_id, position, recorded_from, pane, deadline_seconds,
                            deadline_nanos, tier, region, distribution_centre, carrier, customer, channel, met)
                        select u.order_id, :position, :recorded, u.pane, u.seconds, u.nanos, u.tier, u.region, u.centre,
                               u.carrier, u.customer, u.channel, u.met
                        from unnest(:orders::text[], :panes::bigint[], :seconds::bigint[], :nanos::int[], :tiers::text[],
                                    :regions::text[], :centres::text[], :carriers::text[], :customers::text[],
                                    :channels::text[], :mets::int[])
                          as u (order_id, pane, seconds, nanos, tier, region, centre, carrier, customer, channel, met)""")
                .bind("position", last.position())
                .bind("recorded", last.recordedMicros())
                .bind("orders", texts(judged, VerdictChange::orderId))
                .bind("panes", numbers(after, v -> Panes.endMinuteOf(v.deadline())))
                .bind("seconds", numbers(after, v -> v.deadline().getEpochSecond()))
                .bind("nanos", integers(after, v -> v.deadline().getNano()))
                .bind("tiers", texts(after, v -> v.dimensions().tier()))
                .bind("regions", texts(after, v -> v.dimensions().region()))
                .bind("centres", texts(after, v -> v.dimensions().distributionCentre()))
                .bind("carriers", texts(after, v -> v.dimensions().carrier()))
                .bind("customers", texts(after, v -> v.dimensions().customer()))
                .bind("channels", texts(after, v -> v.dimensions().channel()))
                .bind("mets", integers(after, Verdict.Judged::met))
                .then();
    }

    private static String tierOf(JournalEntry entry) {
        return entry.event() instanceof OrderEvent.Placed placed && placed.tier() != null ? placed.tier() : "";
    }

    private Mono<Long> number(String sql) {
        return database.sql(sql).map(row -> Columns.longOf(row, "number")).one();
    }

    private static String[] headers(List<JournalEntry> entries, Function<EventHeader, String> part) {
        return texts(entries, entry -> part.apply(entry.event().header()));
    }

    private static <T> String[] texts(Collection<T> values, Function<T, String> part) {
        return values.stream().map(part).toArray(String[]::new);
    }

    private static <T> Long[] numbers(Collection<T> values, ToLongFunction<T> part) {
        return values.stream().map(part::applyAsLong).toArray(Long[]::new);
    }

    private static <T> Integer[] integers(Collection<T> values, Function<T, Integer> part) {
        return new ArrayList<>(values).stream().map(part).toArray(Integer[]::new);
    }
}
