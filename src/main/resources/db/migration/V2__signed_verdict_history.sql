-- Nothing reads the journal by event time any more: the newest event time is kept with the progress of the history.
drop index journal_time;

-- The verdict history becomes append-only: a verdict that enters is a row of sign +1, the same verdict when it leaves one of sign -1.
-- A count is a sum of signs, at any known-at the sum up to that recorded time. It is derived again from the journal at the next start.
drop table verdict_history;
drop table policy;
create table verdict_history (
    order_id            text collate "C" not null,
    position            bigint not null,
    recorded_micros     bigint not null,
    sign                smallint not null,
    deadline_seconds    bigint not null,
    deadline_nanos      integer not null,
    tier                text collate "C" not null,
    region              text collate "C" not null,
    distribution_centre text collate "C" not null,
    carrier             text collate "C" not null,
    customer            text collate "C" not null,
    channel             text collate "C" not null,
    met                 smallint not null
);
create index verdict_history_deadline on verdict_history (deadline_seconds, deadline_nanos, order_id);

-- How far the verdict history is complete, and by which policy it was judged. One row.
create table history_progress (
    one             boolean primary key default true check (one),
    policy          text not null default '',
    position        bigint not null default 0,
    recorded_micros bigint not null default 0,
    accepted        bigint not null default 0,
    newest_seconds  bigint,
    newest_nanos    integer
);
insert into history_progress default values;

-- The tier that each customer has as far as the history is complete. Customers without one have no row.
create table customer_tier (
    customer_id text collate "C" primary key,
    tier        text not null
);

-- The last states of the loop, newest last; the history writer keeps one.
create table checkpoint (
    position        bigint primary key,
    recorded_micros bigint not null,
    accepted        bigint not null,
    newest_seconds  bigint,
    newest_nanos    integer,
    state           bytea not null
);

-- Who may write: the epoch of the last process, or recovery, that opened the journal. Writers hold the row while they commit. One row.
create table journal_writer (
    one   boolean primary key default true check (one),
    epoch bigint not null default 0
);
insert into journal_writer default values;
