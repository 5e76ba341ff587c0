-- Second factors of accounts, which stay until they are removed; the codes that stand in for the app, each until it is used; and log-ins
-- whose password was right and whose code is awaited, which are trimmed when they are over. Also who an account is at a provider of
-- identities: null for an account with a password of its own.
create table account_factor (
    account   text collate "C" primary key references account on delete cascade,
    secret    text not null,
    last_step bigint not null,
    added_at  timestamptz not null
);

create table recovery_code (
    account text collate "C" not null references account_factor on delete cascade,
    hash    text not null,
    primary key (account, hash)
);

create table login_waiting (
    token_hash text primary key,
    account    text collate "C" not null references account on delete cascade,
    expires_at timestamptz not null
);
create index login_waiting_account on login_waiting (account);

alter table account add column identity text unique;
