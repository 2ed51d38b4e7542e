-- What the floor tells: three more kinds of record, expected ends of disruptions, and readings with what follows from them.

create table "state_word" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "vocabulary" text generated always as (body ->> 'vocabulary') stored,
  "word" text generated always as (body ->> 'word') stored,
  "state" text generated always as (body ->> 'state') stored,
  primary key (site_id, id)
);

create table "signal" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "address" text generated always as (body ->> 'address') stored,
  "work_unit_id" text generated always as (body ->> 'workUnitId') stored,
  "role" text generated always as (body ->> 'role') stored,
  "vocabulary" text generated always as (body ->> 'vocabulary') stored,
  "rollover_at" double precision generated always as ((body ->> 'rolloverAt')::double precision) stored,
  "deadband" double precision generated always as ((body ->> 'deadband')::double precision) stored,
  "min_interval_seconds" double precision generated always as ((body ->> 'minIntervalSeconds')::double precision) stored,
  primary key (site_id, id)
);

create table "work_unit_state" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "work_unit_id" text generated always as (body ->> 'workUnitId') stored,
  "state" text generated always as (body ->> 'state') stored,
  "since" timestamptz generated always as (instant_of(body ->> 'since')) stored,
  "observed_at" timestamptz generated always as (instant_of(body ->> 'observedAt')) stored,
  "reason" text generated always as (body ->> 'reason') stored,
  "work_order_id" text generated always as (body ->> 'workOrderId') stored,
  "sequence" bigint generated always as ((body ->> 'sequence')::bigint) stored,
  "rate" double precision generated always as ((body ->> 'rate')::double precision) stored,
  "good_counter" double precision generated always as ((body ->> 'goodCounter')::double precision) stored,
  "reject_counter" double precision generated always as ((body ->> 'rejectCounter')::double precision) stored,
  "good_total" double precision generated always as ((body ->> 'goodTotal')::double precision) stored,
  "reject_total" double precision generated always as ((body ->> 'rejectTotal')::double precision) stored,
  primary key (site_id, id)
);

alter table "work_unit"
  add column "micro_stop_seconds" double precision generated always as ((body ->> 'microStopSeconds')::double precision) stored;

alter table "disruption"
  add column "expected_end_at" timestamptz generated always as (instant_of(body ->> 'expectedEndAt')) stored,
  add column "latest_end_at" timestamptz generated always as (instant_of(body ->> 'latestEndAt')) stored,
  add column "end_basis" text generated always as (body ->> 'endBasis') stored;

-- Every signal that was ever heard of. Readings carry the number alone, which keeps their rows and their index small.
create table series (
  series_id integer generated always as identity primary key,
  site_id text not null,
  address text not null,
  data_type text not null,
  unique (site_id, address)
);

-- One partition for each day of UTC, made when its first reading comes and dropped as a whole when its time is over.
-- value holds numbers, and 1 or 0 for true and false; note holds texts, and whole numbers that a double can't hold exactly.
-- quality: 0 good, 1 uncertain, 2 stale, 3 bad. A reading that comes again meets its own key.
create table reading (
  series_id integer not null,
  at timestamptz not null,
  value double precision,
  note text,
  quality smallint not null,
  primary key (series_id, at)
) partition by range (at);

-- The current value of each series. kind says what the value is: n number, i big whole number, b true or false, s text, - none.
create table series_last (
  series_id integer primary key,
  at timestamptz not null,
  kind "char" not null,
  value double precision,
  note text,
  quality smallint not null
);

create table state_span (
  site_id text not null,
  work_unit_id text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null,
  reason text,
  micro boolean not null,
  primary key (site_id, work_unit_id, from_at)
);

create index state_span_end on state_span (site_id, to_at);

-- Messages that could not be used, the newest of them.
create table set_aside (
  site_id text not null,
  set_aside_id bigint generated always as identity,
  at timestamptz not null,
  topic text not null,
  reason text not null,
  payload bytea not null,
  primary key (site_id, set_aside_id)
);

-- What connectors asked to remember over a restart.
create table floor_memory (
  site_id text not null,
  key text not null,
  value bytea not null,
  primary key (site_id, key)
);

-- How far back each site wants its readings. A day is dropped once no site wants it.
create table reading_horizon (
  site_id text primary key,
  kept_from timestamptz not null
);
