package io.perfectorder.engines;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The statements, one dialect for both databases. The query takes for granted what the workload never does: a second {@code
 * order.placed}, two carriers for one order, two promises agreed with the customer.
 */
final class SqlText {
    static final String SCHEMA = """
            create table event (order_id varchar, source varchar, id varchar, type varchar, happened bigint, tier varchar, region varchar,
                centre varchar, carrier varchar, delivery_id varchar, reason varchar, retracted_source varchar, retracted_id varchar,
                promised_from bigint, promised_by bigint, by_customer boolean);
            create table event_line (order_id varchar, source varchar, id varchar, line int, quantity bigint);
            """;

    static final String INDEXES = """
            create unique index on event (source, id);
            create index on event (order_id);
            create index on event (retracted_source, retracted_id) where retracted_id is not null;
            create index on event_line (source, id);
            analyze;
            """;

    private static final String QUERY = """
            with live as (
                select * from event e where not exists (
                    select 1 from event r where r.retracted_id is not null and r.retracted_source = e.source and r.retracted_id = e.id)),
            placed as (select * from live where type = 'PLACED'),
            delivery as (
                select * from (
                    select *, row_number() over (partition by order_id, delivery_id order by happened desc, source desc, id desc) as nth
                    from live where type = 'DELIVERED') as all_deliveries
                where nth = 1),
            arrival as (select order_id, min(happened) as first_at, max(happened) as last_at from delivery group by order_id),
            accepted as (
                select order_id, line, sum(quantity) as quantity from (
                    select l.order_id, l.line, l.quantity from delivery join event_line l using (source, id)
                    union all
                    select l.order_id, l.line, -l.quantity from live r join event_line l using (source, id)
                    where r.type = 'RETURNED' and r.reason = 'WRONG_ITEM') as quantities
                group by order_id, line),
            short as (
                select distinct l.order_id from placed join event_line l using (source, id)
                left join accepted a on a.order_id = l.order_id and a.line = l.line
                where coalesce(a.quantity, 0) < l.quantity),
            others as (
                select order_id,
                    max(case when type in ('DISPATCHED', 'DELIVERED') then carrier end) as carrier,
                    max(case when type in ('DISPATCHED', 'DELIVERED') then centre end) as centre,
                    max(case when type = 'AMENDED' and by_customer then promised_by end) as promised_by,
                    max(case when type = 'AMENDED' and by_customer then promised_from end) as promised_from,
                    min(case when type = 'CANCELLED' and by_customer then happened end) as cancelled_at,
                    bool_or(type = 'DAMAGED' or (type = 'RETURNED' and reason in ('DAMAGED', 'DEFECTIVE'))) as damaged,
                    bool_or(type = 'DISPUTED') as disputed,
                    bool_or(type = 'COMPLAINED') as complained
                from live group by order_id),
            judged as (
                select coalesce(p.tier, 'unassigned') as tier, coalesce(p.region, 'unknown') as region,
                    coalesce(p.centre, o.centre, 'unknown') as centre, coalesce(p.carrier, o.carrier, 'unknown') as carrier,
                    coalesce(o.promised_by, p.promised_by) as deadline,
                    a.order_id is not null as delivered,
                    coalesce(a.last_at <= coalesce(o.promised_by, p.promised_by)
                        and a.first_at >= coalesce(o.promised_from, p.promised_from, 0), false) as on_time,
                    s.order_id is null as in_full,
                    not o.damaged as damage_free, not o.disputed as documents_right, o.complained as complained
                from placed p join others o using (order_id) left join arrival a using (order_id) left join short s using (order_id)
                where o.cancelled_at is null or a.first_at < o.cancelled_at),
            recent as (
                select w.minutes, j.* from judged j join (values %s) as w (minutes)
                on j.deadline > %d - w.minutes * 60000 and j.deadline <= %d)
            select minutes,
                case when grouping(tier) = 0 then 'tier' when grouping(region) = 0 then 'region'
                    when grouping(centre) = 0 then 'distributionCentre' else 'carrier' end as dimension,
                coalesce(tier, region, centre, carrier) as value,
                count(*) as due,
                count(*) filter (where delivered) as delivered,
                count(*) filter (where on_time) as on_time,
                count(*) filter (where in_full) as in_full,
                count(*) filter (where on_time and in_full) as otif,
                count(*) filter (where delivered and in_full and damage_free and documents_right) as error_free,
                count(*) filter (where delivered and damage_free) as damage_free,
                count(*) filter (where delivered and documents_right) as documents_right,
                count(*) filter (where delivered and on_time and in_full and damage_free and documents_right) as perfect,
                count(*) filter (where complained) as complained
            from recent
            group by grouping sets ((minutes, tier), (minutes, region), (minutes, centre), (minutes, carrier))
            """;

    private SqlText() {}

    /** The counts of every group in the windows of that many minutes which end at the instant. */
    static String query(Instant asOf, long... minutes) {
        String windows = Arrays.stream(minutes)
                .mapToObj(length -> "(cast(" + length + " as bigint))")
                .collect(Collectors.joining(", "));
        return QUERY.formatted(windows, asOf.toEpochMilli(), asOf.toEpochMilli());
    }
}
