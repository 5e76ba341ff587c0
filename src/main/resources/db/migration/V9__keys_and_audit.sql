-- Keys of machines: shown once, kept as SHA-256 hashes. A key that is revoked or past its time keeps its row, so that what it did can be told.
create table api_key (
    id         text collate "C" primary key,
    hash       text not null unique,
    name       text not null,
    role       text not null check (role in ('viewer', 'operator', 'manager', 'producer', 'scraper')),
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    used_at    timestamptz
);

-- Who changed what, when and from where. Append-only: rows go only by audit_trim, which is for the retention.
create table audit_entry (
    number  bigint generated always as identity primary key,
    at      timestamptz not null,
    who     text not null,
    role    text not null,
    address text not null,
    action  text not null,
    subject text not null,
    before  text,
    after   text
);
create index audit_entry_at on audit_entry (at);

create function audit_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('monitor.audit_trim', true) = 'on' then
        return old;
    end if;
    raise exception 'the audit is append-only';
end $$;
create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_stays();
create trigger audit_entry_is_not_emptied before truncate on audit_entry for each statement execute function audit_stays();

create function audit_trim(older_than timestamptz) returns bigint language plpgsql as $$
declare
    gone bigint;
begin
    perform set_config('monitor.audit_trim', 'on', true);
    delete from audit_entry where at < older_than;
    get diagnostics gone = row_count;
    perform set_config('monitor.audit_trim', 'off', true);
    return gone;
end $$;
