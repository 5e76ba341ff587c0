-- The key of the pseudonyms of customers that were erased. One row, made once, never changed: another key would give other pseudonyms.
create table erasure_key (
    one boolean primary key default true check (one),
    key bytea not null
);
insert into erasure_key (key) values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Customers that were erased, by pseudonym only. customer: the id as long as the erasure is under way, then nothing.
-- order_too: an order has the same id, which stays. orders, events: how many it has. left_over: events that hold the id still, in ids of
-- events, orders and deliveries.
-- Kept for ever: without the row the customer would come back with the next event.
create table erasure (
    pseudonym   text collate "C" primary key,
    customer    text collate "C",
    asked_by    text not null,
    asked_at    timestamptz not null,
    finished_at timestamptz,
    order_too   boolean not null default false,
    orders      bigint not null default 0,
    events      bigint not null default 0,
    left_over   bigint not null default 0
);

-- The orders of erased customers: free text of their events is not kept. swept: it has been taken out of those that were there.
create table erased_order (
    order_id  text collate "C" primary key,
    pseudonym text collate "C" not null,
    swept     boolean not null default false
);
create index erased_order_unswept on erased_order (order_id) where not swept;

-- The id, literally.
create function erased_literal(id text) returns text language sql immutable as $$
    select regexp_replace(id, '([][\\.^$*+?(){}|-])', '\\\1', 'g')
$$;

-- The text with the pseudonym for every id that stands for itself: C-1 is not part of C-12, nor of C-1-A.
create function erased_text(said text, id text, pseudonym text) returns text language sql immutable as $$
    select case when strpos(said, id) = 0 then said else regexp_replace(
        said,
        case when id ~ '^[A-Za-z0-9_]' then '(?<![A-Za-z0-9_-])' else '' end
            || erased_literal(id)
            || case when id ~ '[A-Za-z0-9_]$' then '(?![A-Za-z0-9_-])' else '' end,
        pseudonym, 'g') end
$$;

-- The id, also as a part of a longer one, as in D-C-1, but not in C-12.
create function erased_pattern(id text) returns text language sql immutable as $$
    select case when id ~ '^[A-Za-z0-9]' then '(?<![A-Za-z0-9])' else '' end
        || erased_literal(id)
        || case when id ~ '[A-Za-z0-9]$' then '(?![A-Za-z0-9])' else '' end
$$;

-- The audit stays append-only but for its retention and for erasures.
create or replace function audit_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('monitor.audit_trim', true) = 'on' then
        return old;
    end if;
    if tg_op = 'UPDATE' and current_setting('monitor.audit_erase', true) = 'on' then
        return new;
    end if;
    raise exception 'the audit is append-only';
end $$;

create function audit_erase(id text, pseudonym text) returns bigint language plpgsql as $$
declare
    changed bigint;
begin
    perform set_config('monitor.audit_erase', 'on', true);
    update audit_entry e
    set subject = erased_text(e.subject, id, audit_erase.pseudonym),
        before = erased_text(e.before, id, audit_erase.pseudonym),
        after = erased_text(e.after, id, audit_erase.pseudonym)
    where strpos(e.subject, id) > 0 or strpos(e.before, id) > 0 or strpos(e.after, id) > 0;
    get diagnostics changed = row_count;
    perform set_config('monitor.audit_erase', 'off', true);
    return changed;
end $$;

-- What has a retention is found by its age.
create index dead_letter_recorded on dead_letter (recorded_at);
create index acknowledgement_at on acknowledgement (acknowledged_at);
create index alert_transition_at on alert_transition (at);
create index alert_decision_transition on alert_decision (transition);
