package io.perfectorder.storage;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.pipeline.ErasedCustomers;
import io.perfectorder.pipeline.ErasureRule;
import io.perfectorder.pipeline.ErasureStore.Pending;
import io.perfectorder.pipeline.EventEraser;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.JournalEntry;
import io.perfectorder.pipeline.Mentions;
import io.perfectorder.pipeline.Pseudonyms;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What erasures do to the journal: the bytes of events change, and the subject of those that register a customer; positions, identities
 * and times never do. ADR 0092.
 */
final class ErasedEvents {
    private static final int ROWS_OF_AN_UPDATE = 100;
    private static final String REGISTERED = "customer.registered";
    private static final String RETRACTED = "event.retracted";

    private record Stored(long position, String type, String raw) {
        static Stored of(Readable row) {
            return new Stored(Columns.longOf(row, "position"), Columns.textOf(row, "type"), Columns.textOf(row, "raw"));
        }

        byte[] bytes() {
            return raw.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final EventReader reader;
    private final EventEraser eraser;

    ErasedEvents(EventReader reader, EventEraser eraser) {
        this.reader = reader;
        this.eraser = eraser;
    }

    /** Who has been erased, after every erasure that is under way has its customer renamed where the loop knows customers by subject. */
    Mono<ErasedCustomers> putInForce(PostgresqlConnection connection) {
        Mono<Void> renamed = Database.rows(
                        connection,
                        row -> new Pending(Columns.textOf(row, "customer"), Columns.textOf(row, "pseudonym")),
                        "select customer, pseudonym from erasure where customer is not null order by asked_at, pseudonym")
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(pending -> renameSubject(connection, pending))
                .then();
        Mono<Map<String, Boolean>> erased = Database.rows(
                        connection,
                        row -> Map.entry(
                                Columns.textOf(row, "pseudonym"),
                                Objects.requireNonNull(row.get("order_too", Boolean.class))),
                        "select pseudonym, order_too from erasure")
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
        Mono<List<String>> orders = Database.rows(
                        connection, row -> Columns.textOf(row, "order_id"), "select order_id from erased_order")
                .collectList();
        return renamed.then(pseudonyms(connection))
                .flatMap(pseudonyms -> erased.flatMap(
                        names -> orders.map(theirs -> new ErasedCustomers(pseudonyms, names, theirs, reader, eraser))));
    }

    static Mono<Pseudonyms> pseudonyms(PostgresqlConnection connection) {
        return Database.rows(
                        connection,
                        row -> {
                            ByteBuffer key = Objects.requireNonNull(row.get("key", ByteBuffer.class));
                            byte[] bytes = new byte[key.remaining()];
                            key.get(bytes);
                            return new Pseudonyms(bytes);
                        },
                        "select key from erasure_key")
                .single();
    }

    /** Remembers the orders that are placed under a pseudonym; what came of them before may hold free text. */
    static Mono<Void> note(PostgresqlConnection connection, List<JournalEntry> entries) {
        List<OrderEvent.Placed> placed = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof OrderEvent.Placed order
                    && order.customerId().startsWith(Pseudonyms.PREFIX)) {
                placed.add(order);
            }
        }
        return placed.isEmpty()
                ? Mono.empty()
                : note(
                        connection,
                        placed.stream().map(order -> order.header().subject()).toList(),
                        placed.stream().map(OrderEvent.Placed::customerId).toList());
    }

    private static Mono<Void> note(PostgresqlConnection connection, List<String> orders, List<String> pseudonyms) {
        return Database.execute(connection, """
                        insert into erased_order (order_id, pseudonym)
                        select asked.order_id, asked.pseudonym from unnest($1::text[], $2::text[]) as asked (order_id, pseudonym)
                        where exists (select from erasure e where e.pseudonym = asked.pseudonym collate "C")
                        on conflict (order_id) do update set swept = false""", orders.toArray(String[]::new), pseudonyms.toArray(String[]::new))
                .then();
    }

    private Mono<Void> renameSubject(PostgresqlConnection connection, Pending customer) {
        return Database.rows(
                        connection,
                        Stored::of,
                        "select position, type, raw from journal where subject = $1 order by position",
                        customer.customer())
                .collectList()
                .flatMap(entries -> {
                    Set<EventIdentity> ofOrder = entries.stream()
                            .filter(entry -> !isAboutCustomers(entry))
                            .map(entry -> reader.read(entry.bytes()).header().identity())
                            .collect(Collectors.toSet());
                    List<Stored> theirs = entries.stream()
                            .filter(entry -> isAboutCustomers(entry) && !retracts(entry, ofOrder))
                            .toList();
                    return update(connection, erased(theirs, ErasureRule.ofCustomer(_ -> customer.pseudonym())))
                            .then(Database.execute(
                                    connection,
                                    "update journal set subject = $2 where position = any ($1::bigint[])",
                                    theirs.stream().map(Stored::position).toArray(Long[]::new),
                                    customer.pseudonym()))
                            .then(Database.execute(
                                    connection,
                                    "update erasure set order_too = $2 where pseudonym = $1",
                                    customer.pseudonym(),
                                    !ofOrder.isEmpty()));
                })
                .then(renameTier(connection, customer));
    }

    private static Mono<Void> renameTier(PostgresqlConnection connection, Pending customer) {
        return Database.execute(connection, """
                        insert into customer_tier (customer_id, tier) select $2, tier from customer_tier where customer_id = $1
                        on conflict (customer_id) do update set tier = excluded.tier""", customer.customer(), customer.pseudonym())
                .then(Database.execute(
                        connection, "delete from customer_tier where customer_id = $1", customer.customer()))
                .then();
    }

    private static boolean isAboutCustomers(Stored entry) {
        return entry.type().equals(REGISTERED) || entry.type().equals(RETRACTED);
    }

    private boolean retracts(Stored entry, Set<EventIdentity> ofOrder) {
        return reader.read(entry.bytes()) instanceof OrderEvent.Retracted retraction
                && ofOrder.contains(retraction.retracted());
    }

    /** The entries after a position up to another, read and changed on {@code worker}; see {@link io.perfectorder.pipeline.ErasureStore#scan}. */
    Mono<Long> scan(PostgresqlConnection connection, Pending customer, long after, long upTo, Scheduler worker) {
        Mentions mentions = new Mentions(customer.customer(), customer.pseudonym());
        // A text may be written with escapes, so a backslash is enough to look closer.
        return Database.rows(connection, Stored::of, """
                        select position, type, raw from journal
                        where position > $1 and position <= $2 and (strpos(raw, $3) > 0 or strpos(raw, '\\') > 0)
                        order by position""", after, upTo, customer.customer())
                .collectList()
                .publishOn(worker)
                .flatMap(found -> {
                    List<String> orders = found.stream()
                            .flatMap(entry -> orderOf(entry, customer).stream())
                            .toList();
                    List<String> pseudonyms =
                            orders.stream().map(_ -> customer.pseudonym()).toList();
                    Mono<Void> noted = orders.isEmpty() ? Mono.empty() : note(connection, orders, pseudonyms);
                    return noted.then(update(connection, erased(found, ErasureRule.ofOthers(mentions::replacedIn))));
                })
                .thenReturn(upTo);
    }

    private Optional<String> orderOf(Stored entry, Pending customer) {
        return entry.type().equals("order.placed")
                        && reader.read(entry.bytes()) instanceof OrderEvent.Placed placed
                        && placed.customerId().equals(customer.customer())
                ? Optional.of(placed.header().subject())
                : Optional.empty();
    }

    /** Overwrites what is free text in the events of these orders, and in what was noted on them. */
    Mono<Void> sweep(PostgresqlConnection connection, List<String> orders, ErasedCustomers erased, Scheduler worker) {
        String[] ids = orders.toArray(String[]::new);
        return Database.rows(connection, Stored::of, """
                        select j.position, j.type, j.raw
                        from unnest($1::text[]) as asked (subject)
                        cross join lateral (
                            select position, type, raw from journal
                            where subject = asked.subject collate "C" and type <> 'customer.registered' offset 0) as j""", (Object) ids)
                .collectList()
                .publishOn(worker)
                .flatMap(found -> update(connection, erased(found, ErasureRule.ofOrder(erased::nameOf))))
                .then(Database.execute(
                        connection,
                        "update acknowledgement set note = 'erased' where order_id = any ($1::text[]) and note <> ''",
                        (Object) ids))
                .then(Database.execute(
                        connection, "update erased_order set swept = true where order_id = any ($1::text[])", (Object)
                                ids))
                .then();
    }

    private List<Stored> erased(List<Stored> entries, ErasureRule rule) {
        List<Stored> changed = new ArrayList<>();
        for (Stored entry : entries) {
            String raw = new String(eraser.erase(entry.bytes(), rule).orElseThrow(), StandardCharsets.UTF_8);
            if (!raw.equals(entry.raw())) {
                changed.add(new Stored(entry.position(), entry.type(), raw));
            }
        }
        return changed;
    }

    private static Mono<Long> update(PostgresqlConnection connection, List<Stored> changed) {
        return Flux.fromIterable(changed)
                .buffer(ROWS_OF_AN_UPDATE)
                .concatMap(rows -> Database.execute(
                        connection,
                        """
                        update journal set raw = ($2::text[])[array_position($1::bigint[], position)]
                        where position = any ($1::bigint[])""",
                        rows.stream().map(Stored::position).toArray(Long[]::new),
                        rows.stream().map(Stored::raw).toArray(String[]::new)))
                .reduce(0L, Long::sum);
    }
}
