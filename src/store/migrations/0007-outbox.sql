-- Messages on their way to people: what was taken from the journal, what is still to be delivered, and which browsers asked for it.

-- Up to which journal entry notices are in the outbox.
create table outbox_head (
  site_id text primary key,
  seq bigint not null
);

-- One row for each notice and subscription. It stays until it was delivered and for a while after, so that failures can be looked at.
create table outbox (
  outbox_id bigint generated always as identity primary key,
  site_id text not null,
  notice_id text not null,
  subscription_id text not null,
  channel text not null,
  role text not null,
  language text not null,
  address text not null,
  notice jsonb not null,
  made_at timestamptz not null,
  next_try_at timestamptz,
  attempts integer not null default 0,
  last_error text,
  delivered_at timestamptz,
  given_up_at timestamptz,
  unique (site_id, notice_id, subscription_id)
);

create index outbox_waiting on outbox (site_id, next_try_at) where next_try_at is not null;

-- Browsers that asked for messages of a role, without a name: the address and its keys are what the browser gave.
create table push_subscription (
  site_id text not null,
  endpoint text not null,
  role text not null,
  language text not null,
  p256dh text not null,
  auth text not null,
  made_at timestamptz not null,
  primary key (site_id, endpoint)
);
