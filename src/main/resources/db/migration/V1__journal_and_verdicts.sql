-- Identity is unique over all of the journal: it has a table of its own, since a journal partitioned by position cannot promise it.
create table event_identity (
    source   text collate "C" not null,
    id       text collate "C" not null,
    position bigint not null,
    primary key (source, id)
) partition by hash (source, id);
create table event_identity_0 partition of event_identity for values with (modulus 4, remainder 0);
create table event_identity_1 partition of event_identity for values with (modulus 4, remainder 1);
create table event_identity_2 partition of event_identity for values with (modulus 4, remainder 2);
create table event_identity_3 partition of event_identity for values with (modulus 4, remainder 3);

-- Append-only. Partitions of ten million positions are added by the writer and dropped to trim. Event time keeps its nanoseconds.
create table journal (
    position        bigint not null primary key,
    subject         text collate "C" not null,
    source          text collate "C" not null,
    id              text collate "C" not null,
    type            text not null,
    event_seconds   bigint not null,
    event_nanos     integer not null,
    recorded_micros bigint not null,
    tier            text not null,
    raw             text not null
) partition by range (position);
create index journal_subject on journal (subject, position);
create index journal_time on journal (event_seconds, event_nanos);

-- One row a verdict that counts, on two time axes. pane: the minute that ends the pane of the deadline, since the epoch.
create table verdict_history (
    order_id            text collate "C" not null,
    position            bigint not null,
    recorded_from       bigint not null,
    recorded_to         bigint not null default 9223372036854775807,
    pane                bigint not null,
    deadline_seconds    bigint not null,
    deadline_nanos      integer not null,
    tier                text not null,
    region              text not null,
    distribution_centre text not null,
    carrier             text not null,
    customer            text not null,
    channel             text not null,
    met                 integer not null,
    primary key (order_id, position)
);
create unique index verdict_current on verdict_history (order_id) where recorded_to = 9223372036854775807;
create index verdict_pane on verdict_history (pane, recorded_to);

-- What history was judged with: a change of it means that verdicts must be derived again.
create table policy (name text primary key, value text not null);

create table dead_letter (
    number          bigint generated always as identity primary key,
    recorded_at     timestamptz not null default now(),
    code            text not null,
    detail          text not null,
    source          text,
    id              text,
    raw             bytea not null
);
