-- What is kept about the use of data about people: who used it and what for, and what people sign off with.

create table people_access (
  people_access_id bigint generated always as identity primary key,
  site_id text not null,
  at timestamptz not null,
  account text not null,
  use text not null,
  about text not null,
  people integer not null,
  purpose text not null
);

create index people_access_by_time on people_access (site_id, at);

-- Badges and PINs are here as hashes only. When somebody signed on is kept nowhere.
create table kiosk_key (
  site_id text not null,
  person_id text not null,
  badge_hash text not null,
  pin_hash text not null,
  primary key (site_id, person_id),
  unique (site_id, badge_hash)
);
