-- Who has taken an order at risk in hand, when, and with what note. Append-only and never trimmed: it is what people said.
create table acknowledgement (
    number          bigint generated always as identity primary key,
    order_id        text collate "C" not null,
    acknowledged_by text not null,
    acknowledged_at timestamptz not null default now(),
    note            text not null
);
create index acknowledgement_order on acknowledgement (order_id, number);
