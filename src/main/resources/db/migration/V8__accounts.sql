-- People: accounts, the links that set a password once, log-ins that failed, log-ins that last, and the links of screens on a wall.
-- Passwords are Argon2id hashes, tokens SHA-256 hashes. Accounts stay until somebody removes them; the rest is trimmed when it is over.
create table account (
    name        text collate "C" primary key,
    role        text not null check (role in ('viewer', 'operator', 'manager', 'admin')),
    password    text,
    created_at  timestamptz not null,
    password_at timestamptz,
    disabled_at timestamptz
);

-- One link an account; the empty name stands for the first administrator, who chooses it.
create table account_link (
    account    text collate "C" primary key,
    token_hash text not null unique,
    expires_at timestamptz not null
);

create table login_failure (
    subject  text primary key,
    failures integer not null,
    last_at  timestamptz not null
);

create table login_session (
    token_hash text primary key,
    account    text collate "C" not null references account on delete cascade,
    created_at timestamptz not null,
    seen_at    timestamptz not null,
    expires_at timestamptz not null,
    address    text not null,
    agent      text not null
);
create index login_session_account on login_session (account);

create table wall_link (
    number     bigint generated always as identity primary key,
    token_hash text not null unique,
    name       text not null,
    address    text not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
