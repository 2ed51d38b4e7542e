-- What leads from an impact to an action and its outcome: eight kinds of record, and what countermeasures cost.

create table "action" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "kind" text generated always as (body ->> 'kind') stored,
  "owner_role" text generated always as (body ->> 'ownerRole') stored,
  "state" text generated always as (body ->> 'state') stored,
  "disruption_id" text generated always as (body ->> 'disruptionId') stored,
  "work_unit_id" text generated always as (body ->> 'workUnitId') stored,
  "scenario_id" text generated always as (body ->> 'scenarioId') stored,
  "what" text generated always as (body ->> 'what') stored,
  "by_at" timestamptz generated always as (instant_of(body ->> 'byAt')) stored,
  "moves" jsonb generated always as (body -> 'moves') stored,
  "promised" jsonb generated always as (body -> 'promised') stored,
  "frozen" jsonb generated always as (body -> 'frozen') stored,
  "planned" jsonb generated always as (body -> 'planned') stored,
  "undone_at" timestamptz generated always as (instant_of(body ->> 'undoneAt')) stored,
  "proposed_at" timestamptz generated always as (instant_of(body ->> 'proposedAt')) stored,
  "taken_at" timestamptz generated always as (instant_of(body ->> 'takenAt')) stored,
  "done_at" timestamptz generated always as (instant_of(body ->> 'doneAt')) stored,
  "confirmed_at" timestamptz generated always as (instant_of(body ->> 'confirmedAt')) stored,
  "dropped_at" timestamptz generated always as (instant_of(body ->> 'droppedAt')) stored,
  "dropped_reason" text generated always as (body ->> 'droppedReason') stored,
  primary key (site_id, id)
);

create table "action_note" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "disruption_id" text generated always as (body ->> 'disruptionId') stored,
  "action_id" text generated always as (body ->> 'actionId') stored,
  "role" text generated always as (body ->> 'role') stored,
  "text" text generated always as (body ->> 'text') stored,
  "at" timestamptz generated always as (instant_of(body ->> 'at')) stored,
  primary key (site_id, id)
);

create table "assignment" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "action_id" text generated always as (body ->> 'actionId') stored,
  "person_id" text generated always as (body ->> 'personId') stored,
  "chosen_at" timestamptz generated always as (instant_of(body ->> 'chosenAt')) stored,
  "start_check" text generated always as (body ->> 'startCheck') stored,
  "finish_check" text generated always as (body ->> 'finishCheck') stored,
  "override_reason" text generated always as (body ->> 'overrideReason') stored,
  primary key (site_id, id)
);

create table "outcome" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "action_id" text generated always as (body ->> 'actionId') stored,
  "disruption_id" text generated always as (body ->> 'disruptionId') stored,
  "settled_at" timestamptz generated always as (instant_of(body ->> 'settledAt')) stored,
  "verdict" text generated always as (body ->> 'verdict') stored,
  "figures" jsonb generated always as (body -> 'figures') stored,
  primary key (site_id, id)
);

create table "scenario" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  "state" text generated always as (body ->> 'state') stored,
  "role" text generated always as (body ->> 'role') stored,
  "moves" jsonb generated always as (body -> 'moves') stored,
  "planned" jsonb generated always as (body -> 'planned') stored,
  "made_at" timestamptz generated always as (instant_of(body ->> 'madeAt')) stored,
  "changed_at" timestamptz generated always as (instant_of(body ->> 'changedAt')) stored,
  "applied_at" timestamptz generated always as (instant_of(body ->> 'appliedAt')) stored,
  primary key (site_id, id)
);

create table "notice" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "role" text generated always as (body ->> 'role') stored,
  "occasion" text generated always as (body ->> 'occasion') stored,
  "at" timestamptz generated always as (instant_of(body ->> 'at')) stored,
  "disruption_id" text generated always as (body ->> 'disruptionId') stored,
  "action_id" text generated always as (body ->> 'actionId') stored,
  "facts" jsonb generated always as (body -> 'facts') stored,
  primary key (site_id, id)
);

create table "shelving" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "disruption_id" text generated always as (body ->> 'disruptionId') stored,
  "role" text generated always as (body ->> 'role') stored,
  "at" timestamptz generated always as (instant_of(body ->> 'at')) stored,
  "until_at" timestamptz generated always as (instant_of(body ->> 'untilAt')) stored,
  "reason" text generated always as (body ->> 'reason') stored,
  primary key (site_id, id)
);

create table "work_report" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "operation_id" text generated always as (body ->> 'operationId') stored,
  "work_unit_id" text generated always as (body ->> 'workUnitId') stored,
  "good" double precision generated always as ((body ->> 'good')::double precision) stored,
  "scrapped" double precision generated always as ((body ->> 'scrapped')::double precision) stored,
  "reason" text generated always as (body ->> 'reason') stored,
  "device_at" timestamptz generated always as (instant_of(body ->> 'deviceAt')) stored,
  "received_at" timestamptz generated always as (instant_of(body ->> 'receivedAt')) stored,
  "sequence" bigint generated always as ((body ->> 'sequence')::bigint) stored,
  primary key (site_id, id)
);

alter table "disruption"
  add column "skill" text generated always as (body ->> 'skill') stored,
  add column "missing" double precision generated always as ((body ->> 'missing')::double precision) stored;

alter table "work_center"
  add column "overtime_cost_per_hour_amount" bigint generated always as ((body -> 'overtimeCostPerHour' ->> 'amount')::bigint) stored,
  add column "overtime_cost_per_hour_scale" integer generated always as ((body -> 'overtimeCostPerHour' ->> 'scale')::integer) stored,
  add column "overtime_cost_per_hour_currency" text generated always as (body -> 'overtimeCostPerHour' ->> 'currency') stored;

alter table "supplier"
  add column "expedite_cost_amount" bigint generated always as ((body -> 'expediteCost' ->> 'amount')::bigint) stored,
  add column "expedite_cost_scale" integer generated always as ((body -> 'expediteCost' ->> 'scale')::integer) stored,
  add column "expedite_cost_currency" text generated always as (body -> 'expediteCost' ->> 'currency') stored,
  add column "expedite_seconds" bigint generated always as ((body ->> 'expediteSeconds')::bigint) stored;

alter table "shift"
  add column "work_unit_id" text generated always as (body ->> 'workUnitId') stored;

alter table "person"
  add column "shift_id" text generated always as (body ->> 'shiftId') stored;
