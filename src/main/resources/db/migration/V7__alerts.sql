-- Alert rules in the text form of the API; body names its format. A rule that was taken out of use keeps its row, so that what an alert of
-- the past was about can be told. Kept until the owner of the database deletes them, as is everything below.
create table alert_rule (
    id         text collate "C" primary key,
    body       text not null,
    origin     text not null check (origin in ('file', 'api')),
    changed_by text not null,
    changed_at timestamptz not null,
    deleted_at timestamptz
);

-- Who may write states: the epoch of the last process that opened the alerts. Writers hold the row while they commit. One row.
create table alert_writer (
    one   boolean primary key default true check (one),
    epoch bigint not null default 0
);
insert into alert_writer default values;

-- The alerts that are pending or firing: what the transitions add up to. It is written in the transaction of its transition.
create table alert_status (
    rule      text collate "C" not null,
    tier      text collate "C" not null,
    dimension text collate "C" not null,
    value     text collate "C" not null,
    phase     text not null,
    since     timestamptz not null,
    evidence  text not null,
    primary key (rule, tier, dimension, value)
);

-- Every change of an alert's state, append-only, and the outbox of what people are told: a row that is not decided is undone work.
-- started_at: when the alert began to fire; null while it does not. It names the episode, together with the fingerprint.
create table alert_transition (
    number      bigint generated always as identity primary key,
    rule        text collate "C" not null,
    tier        text collate "C" not null,
    dimension   text collate "C" not null,
    value       text collate "C" not null,
    fingerprint text collate "C" not null,
    from_phase  text not null,
    to_phase    text not null,
    at          timestamptz not null,
    started_at  timestamptz,
    evidence    text not null,
    decided     boolean not null
);
create index alert_transition_undecided on alert_transition (number) where not decided;
create index alert_transition_episode on alert_transition (fingerprint, started_at);
create index alert_transition_rule on alert_transition (rule, number);

-- Who was told, or not, and why. due_at: when something is to be done about it next; null when it is settled. The unique key is what makes
-- a decision that is taken again after a crash the same decision.
create table alert_decision (
    number      bigint generated always as identity primary key,
    fingerprint text collate "C" not null,
    started_at  timestamptz not null,
    transition  bigint not null references alert_transition (number),
    occasion    text not null,
    step        integer not null,
    route       text collate "C" not null,
    channel     text collate "C" not null,
    group_key   text not null,
    reason      text not null,
    detail      text not null,
    planned_at  timestamptz not null,
    settled_at  timestamptz,
    due_at      timestamptz,
    attempts    integer not null,
    unique (fingerprint, started_at, occasion, step, route, channel)
);
create index alert_decision_due on alert_decision (due_at) where due_at is not null;

-- Who has an alert in hand, for one episode. Append-only; the newest counts.
create table alert_acknowledgement (
    number          bigint generated always as identity primary key,
    fingerprint     text collate "C" not null,
    started_at      timestamptz not null,
    acknowledged_by text not null,
    note            text not null,
    acknowledged_at timestamptz not null,
    until           timestamptz
);
create index alert_acknowledgement_episode on alert_acknowledgement (fingerprint, started_at, number);

-- What is not to be told from one instant to another. Lifting a silence moves its end.
create table alert_silence (
    number     bigint generated always as identity primary key,
    matchers   text not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    created_by text not null,
    reason     text not null,
    origin     text not null check (origin in ('file', 'api')),
    created_at timestamptz not null
);
create index alert_silence_end on alert_silence (ends_at);
