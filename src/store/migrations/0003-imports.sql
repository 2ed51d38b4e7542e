-- What was imported, and the rows that were set aside. Rows under way are in temporary tables of the session that imports.

create sequence import_number;

create table import (
  site_id text not null,
  import_id bigint not null,
  mapping text not null,
  folder text not null,
  at timestamptz not null,
  first_seq bigint not null,
  last_seq bigint not null,
  changes bigint not null,
  rejected bigint not null,
  primary key (site_id, import_id)
);

-- body is the whole record where only the store set the row aside, so that it can be tried again without its file.
create table import_reject (
  site_id text not null,
  reject_id bigint generated always as identity,
  import_id bigint not null,
  mapping text not null,
  record text,
  record_id text,
  file text not null,
  line integer not null,
  field text,
  problem jsonb not null,
  raw jsonb not null,
  body jsonb,
  resolved_at timestamptz,
  resolved_by bigint,
  primary key (site_id, reject_id)
);

create index import_reject_open on import_reject (site_id, record, record_id) where resolved_at is null;
