-- The history of each site, and the place where it stands.

-- seq has no gaps and follows the order of commits: it is taken from journal_head, whose row stays locked until the commit.
create table journal (
  site_id text not null,
  seq bigint not null,
  at timestamptz not null,
  cause_by text not null,
  cause_source text not null,
  changes jsonb not null,
  primary key (site_id, seq)
);

-- epoch counts the writers that a site has had. Who writes with an older one has lost the lock and is refused.
create table journal_head (
  site_id text primary key,
  seq bigint not null default 0,
  epoch bigint not null default 0
);
