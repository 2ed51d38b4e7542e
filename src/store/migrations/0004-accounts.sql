-- Who may sign in, and who is signed in. Passwords and tokens are here as hashes only.

-- name_key is the name without regard to case.
create table account (
  account_id bigint generated always as identity primary key,
  name text not null,
  name_key text not null unique,
  role text not null,
  password_hash text not null,
  created_at timestamptz not null default now()
);

create table account_session (
  token_hash text primary key,
  account_id bigint not null references account on delete cascade,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null
);

create index account_session_of_account on account_session (account_id);
