-- One table for each kind of record. The body is the record in the shape that the API speaks, and the only thing written;
-- the other columns follow from it, for whoever reads, joins or checks references in SQL.
-- mapping names the import mapping that a record came from; null when it came another way.

-- An instant is always written YYYY-MM-DDTHH:mm:ss.sssZ, whatever the session's settings; that makes reading it immutable.
create function instant_of(text) returns timestamptz
  language sql immutable strict parallel safe
  return timezone('UTC', $1::timestamp);

create table "site" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  "zone" text generated always as (body ->> 'zone') stored,
  "zone_assumed" boolean generated always as ((body ->> 'zoneAssumed')::boolean) stored,
  "dates_without_time" boolean generated always as ((body ->> 'datesWithoutTime')::boolean) stored,
  "currency" text generated always as (body ->> 'currency') stored,
  primary key (site_id, id)
);

create table "area" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  primary key (site_id, id)
);

create table "calendar" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  "zone" text generated always as (body ->> 'zone') stored,
  primary key (site_id, id)
);

create table "shift" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "calendar_id" text generated always as (body ->> 'calendarId') stored,
  "name" text generated always as (body ->> 'name') stored,
  "days" jsonb generated always as (body -> 'days') stored,
  "start_time" text generated always as (body ->> 'startTime') stored,
  "end_time" text generated always as (body ->> 'endTime') stored,
  "valid_from" text generated always as (body ->> 'validFrom') stored,
  "valid_until" text generated always as (body ->> 'validUntil') stored,
  "working" boolean generated always as ((body ->> 'working')::boolean) stored,
  "precedence" bigint generated always as ((body ->> 'precedence')::bigint) stored,
  primary key (site_id, id)
);

create table "work_center" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  "area_id" text generated always as (body ->> 'areaId') stored,
  "calendar_id" text generated always as (body ->> 'calendarId') stored,
  "cost_per_hour_amount" bigint generated always as ((body -> 'costPerHour' ->> 'amount')::bigint) stored,
  "cost_per_hour_scale" integer generated always as ((body -> 'costPerHour' ->> 'scale')::integer) stored,
  "cost_per_hour_currency" text generated always as (body -> 'costPerHour' ->> 'currency') stored,
  primary key (site_id, id)
);

create table "work_unit" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  "work_center_id" text generated always as (body ->> 'workCenterId') stored,
  "calendar_id" text generated always as (body ->> 'calendarId') stored,
  "capacity" bigint generated always as ((body ->> 'capacity')::bigint) stored,
  "efficiency" double precision generated always as ((body ->> 'efficiency')::double precision) stored,
  "setup_group" text generated always as (body ->> 'setupGroup') stored,
  primary key (site_id, id)
);

create table "supplier" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  "country" text generated always as (body ->> 'country') stored,
  primary key (site_id, id)
);

create table "customer" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  "country" text generated always as (body ->> 'country') stored,
  "segment" text generated always as (body ->> 'segment') stored,
  primary key (site_id, id)
);

create table "material" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  "unit" text generated always as (body ->> 'unit') stored,
  "source" text generated always as (body ->> 'source') stored,
  "supplier_id" text generated always as (body ->> 'supplierId') stored,
  "lead_time_seconds" bigint generated always as ((body ->> 'leadTimeSeconds')::bigint) stored,
  "lot_minimum_value" double precision generated always as ((body -> 'lotMinimum' ->> 'value')::double precision) stored,
  "lot_minimum_unit" text generated always as (body -> 'lotMinimum' ->> 'unit') stored,
  "lot_multiple_value" double precision generated always as ((body -> 'lotMultiple' ->> 'value')::double precision) stored,
  "lot_multiple_unit" text generated always as (body -> 'lotMultiple' ->> 'unit') stored,
  "cost_amount" bigint generated always as ((body -> 'cost' ->> 'amount')::bigint) stored,
  "cost_scale" integer generated always as ((body -> 'cost' ->> 'scale')::integer) stored,
  "cost_currency" text generated always as (body -> 'cost' ->> 'currency') stored,
  primary key (site_id, id)
);

create table "bom_line" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "parent_id" text generated always as (body ->> 'parentId') stored,
  "component_id" text generated always as (body ->> 'componentId') stored,
  "quantity_value" double precision generated always as ((body -> 'quantity' ->> 'value')::double precision) stored,
  "quantity_unit" text generated always as (body -> 'quantity' ->> 'unit') stored,
  "scrap_factor" double precision generated always as ((body ->> 'scrapFactor')::double precision) stored,
  "sequence" bigint generated always as ((body ->> 'sequence')::bigint) stored,
  "taken_at" text generated always as (body ->> 'takenAt') stored,
  "valid_from" timestamptz generated always as (instant_of(body ->> 'validFrom')) stored,
  "valid_until" timestamptz generated always as (instant_of(body ->> 'validUntil')) stored,
  primary key (site_id, id)
);

create table "routing_operation" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "material_id" text generated always as (body ->> 'materialId') stored,
  "sequence" bigint generated always as ((body ->> 'sequence')::bigint) stored,
  "name" text generated always as (body ->> 'name') stored,
  "work_center_id" text generated always as (body ->> 'workCenterId') stored,
  "work_unit_ids" jsonb generated always as (body -> 'workUnitIds') stored,
  "setup_seconds" double precision generated always as ((body ->> 'setupSeconds')::double precision) stored,
  "setup_group" text generated always as (body ->> 'setupGroup') stored,
  "run_seconds_per_unit" double precision generated always as ((body ->> 'runSecondsPerUnit')::double precision) stored,
  "scrap_factor" double precision generated always as ((body ->> 'scrapFactor')::double precision) stored,
  primary key (site_id, id)
);

create table "sales_order_line" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "order_id" text generated always as (body ->> 'orderId') stored,
  "line_number" bigint generated always as ((body ->> 'lineNumber')::bigint) stored,
  "customer_id" text generated always as (body ->> 'customerId') stored,
  "material_id" text generated always as (body ->> 'materialId') stored,
  "quantity_value" double precision generated always as ((body -> 'quantity' ->> 'value')::double precision) stored,
  "quantity_unit" text generated always as (body -> 'quantity' ->> 'unit') stored,
  "delivered_value" double precision generated always as ((body -> 'delivered' ->> 'value')::double precision) stored,
  "delivered_unit" text generated always as (body -> 'delivered' ->> 'unit') stored,
  "ordered_at" timestamptz generated always as (instant_of(body ->> 'orderedAt')) stored,
  "requested_at" timestamptz generated always as (instant_of(body ->> 'requestedAt')) stored,
  "first_confirmed_at" timestamptz generated always as (instant_of(body ->> 'firstConfirmedAt')) stored,
  "confirmed_at" timestamptz generated always as (instant_of(body ->> 'confirmedAt')) stored,
  "shipped_at" timestamptz generated always as (instant_of(body ->> 'shippedAt')) stored,
  "price_amount" bigint generated always as ((body -> 'price' ->> 'amount')::bigint) stored,
  "price_scale" integer generated always as ((body -> 'price' ->> 'scale')::integer) stored,
  "price_currency" text generated always as (body -> 'price' ->> 'currency') stored,
  "cost_amount" bigint generated always as ((body -> 'cost' ->> 'amount')::bigint) stored,
  "cost_scale" integer generated always as ((body -> 'cost' ->> 'scale')::integer) stored,
  "cost_currency" text generated always as (body -> 'cost' ->> 'currency') stored,
  "penalty_per_day" double precision generated always as ((body ->> 'penaltyPerDay')::double precision) stored,
  "penalty_grace_days" double precision generated always as ((body ->> 'penaltyGraceDays')::double precision) stored,
  "penalty_cap" double precision generated always as ((body ->> 'penaltyCap')::double precision) stored,
  "priority" bigint generated always as ((body ->> 'priority')::bigint) stored,
  "status" text generated always as (body ->> 'status') stored,
  "peg_group" text generated always as (body ->> 'pegGroup') stored,
  primary key (site_id, id)
);

create table "work_order" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "material_id" text generated always as (body ->> 'materialId') stored,
  "quantity_value" double precision generated always as ((body -> 'quantity' ->> 'value')::double precision) stored,
  "quantity_unit" text generated always as (body -> 'quantity' ->> 'unit') stored,
  "completed_value" double precision generated always as ((body -> 'completed' ->> 'value')::double precision) stored,
  "completed_unit" text generated always as (body -> 'completed' ->> 'unit') stored,
  "scrapped_value" double precision generated always as ((body -> 'scrapped' ->> 'value')::double precision) stored,
  "scrapped_unit" text generated always as (body -> 'scrapped' ->> 'unit') stored,
  "scrap_reason" text generated always as (body ->> 'scrapReason') stored,
  "planned_start_at" timestamptz generated always as (instant_of(body ->> 'plannedStartAt')) stored,
  "planned_end_at" timestamptz generated always as (instant_of(body ->> 'plannedEndAt')) stored,
  "actual_start_at" timestamptz generated always as (instant_of(body ->> 'actualStartAt')) stored,
  "actual_end_at" timestamptz generated always as (instant_of(body ->> 'actualEndAt')) stored,
  "due_at" timestamptz generated always as (instant_of(body ->> 'dueAt')) stored,
  "priority" bigint generated always as ((body ->> 'priority')::bigint) stored,
  "status" text generated always as (body ->> 'status') stored,
  "sales_order_line_id" text generated always as (body ->> 'salesOrderLineId') stored,
  "parent_work_order_id" text generated always as (body ->> 'parentWorkOrderId') stored,
  "peg_group" text generated always as (body ->> 'pegGroup') stored,
  "component_peg_group" text generated always as (body ->> 'componentPegGroup') stored,
  primary key (site_id, id)
);

create table "operation" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "work_order_id" text generated always as (body ->> 'workOrderId') stored,
  "sequence" bigint generated always as ((body ->> 'sequence')::bigint) stored,
  "name" text generated always as (body ->> 'name') stored,
  "work_center_id" text generated always as (body ->> 'workCenterId') stored,
  "work_unit_id" text generated always as (body ->> 'workUnitId') stored,
  "work_unit_ids" jsonb generated always as (body -> 'workUnitIds') stored,
  "setup_seconds" double precision generated always as ((body ->> 'setupSeconds')::double precision) stored,
  "setup_group" text generated always as (body ->> 'setupGroup') stored,
  "run_seconds_per_unit" double precision generated always as ((body ->> 'runSecondsPerUnit')::double precision) stored,
  "work_seconds" double precision generated always as ((body ->> 'workSeconds')::double precision) stored,
  "completed_value" double precision generated always as ((body -> 'completed' ->> 'value')::double precision) stored,
  "completed_unit" text generated always as (body -> 'completed' ->> 'unit') stored,
  "scrapped_value" double precision generated always as ((body -> 'scrapped' ->> 'value')::double precision) stored,
  "scrapped_unit" text generated always as (body -> 'scrapped' ->> 'unit') stored,
  "planned_start_at" timestamptz generated always as (instant_of(body ->> 'plannedStartAt')) stored,
  "planned_end_at" timestamptz generated always as (instant_of(body ->> 'plannedEndAt')) stored,
  "actual_start_at" timestamptz generated always as (instant_of(body ->> 'actualStartAt')) stored,
  "actual_end_at" timestamptz generated always as (instant_of(body ->> 'actualEndAt')) stored,
  "plan_rank" bigint generated always as ((body ->> 'planRank')::bigint) stored,
  "status" text generated always as (body ->> 'status') stored,
  primary key (site_id, id)
);

create table "purchase_order_line" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "order_id" text generated always as (body ->> 'orderId') stored,
  "supplier_id" text generated always as (body ->> 'supplierId') stored,
  "material_id" text generated always as (body ->> 'materialId') stored,
  "quantity_value" double precision generated always as ((body -> 'quantity' ->> 'value')::double precision) stored,
  "quantity_unit" text generated always as (body -> 'quantity' ->> 'unit') stored,
  "received_value" double precision generated always as ((body -> 'received' ->> 'value')::double precision) stored,
  "received_unit" text generated always as (body -> 'received' ->> 'unit') stored,
  "ordered_at" timestamptz generated always as (instant_of(body ->> 'orderedAt')) stored,
  "promised_at" timestamptz generated always as (instant_of(body ->> 'promisedAt')) stored,
  "received_at" timestamptz generated always as (instant_of(body ->> 'receivedAt')) stored,
  "price_amount" bigint generated always as ((body -> 'price' ->> 'amount')::bigint) stored,
  "price_scale" integer generated always as ((body -> 'price' ->> 'scale')::integer) stored,
  "price_currency" text generated always as (body -> 'price' ->> 'currency') stored,
  "status" text generated always as (body ->> 'status') stored,
  "sales_order_line_id" text generated always as (body ->> 'salesOrderLineId') stored,
  "work_order_id" text generated always as (body ->> 'workOrderId') stored,
  "peg_group" text generated always as (body ->> 'pegGroup') stored,
  primary key (site_id, id)
);

create table "lot" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "material_id" text generated always as (body ->> 'materialId') stored,
  "quantity_value" double precision generated always as ((body -> 'quantity' ->> 'value')::double precision) stored,
  "quantity_unit" text generated always as (body -> 'quantity' ->> 'unit') stored,
  "disposition" text generated always as (body ->> 'disposition') stored,
  "available_at" timestamptz generated always as (instant_of(body ->> 'availableAt')) stored,
  "location" text generated always as (body ->> 'location') stored,
  "supplier_id" text generated always as (body ->> 'supplierId') stored,
  "sales_order_line_id" text generated always as (body ->> 'salesOrderLineId') stored,
  "work_order_id" text generated always as (body ->> 'workOrderId') stored,
  "peg_group" text generated always as (body ->> 'pegGroup') stored,
  primary key (site_id, id)
);

create table "stock" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "material_id" text generated always as (body ->> 'materialId') stored,
  "quantity_value" double precision generated always as ((body -> 'quantity' ->> 'value')::double precision) stored,
  "quantity_unit" text generated always as (body -> 'quantity' ->> 'unit') stored,
  "location" text generated always as (body ->> 'location') stored,
  primary key (site_id, id)
);

create table "person" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "name" text generated always as (body ->> 'name') stored,
  "job" text generated always as (body ->> 'job') stored,
  "work_center_ids" jsonb generated always as (body -> 'workCenterIds') stored,
  "supervisor" boolean generated always as ((body ->> 'supervisor')::boolean) stored,
  primary key (site_id, id)
);

create table "qualification" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "person_id" text generated always as (body ->> 'personId') stored,
  "skill" text generated always as (body ->> 'skill') stored,
  "level" bigint generated always as ((body ->> 'level')::bigint) stored,
  "kind" text generated always as (body ->> 'kind') stored,
  "valid_from" timestamptz generated always as (instant_of(body ->> 'validFrom')) stored,
  "valid_until" timestamptz generated always as (instant_of(body ->> 'validUntil')) stored,
  primary key (site_id, id)
);

create table "requirement" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "work_center_id" text generated always as (body ->> 'workCenterId') stored,
  "skill" text generated always as (body ->> 'skill') stored,
  "level_minimum" bigint generated always as ((body ->> 'levelMinimum')::bigint) stored,
  "headcount" bigint generated always as ((body ->> 'headcount')::bigint) stored,
  "certificate" text generated always as (body ->> 'certificate') stored,
  primary key (site_id, id)
);

create table "roster" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "person_id" text generated always as (body ->> 'personId') stored,
  "work_center_id" text generated always as (body ->> 'workCenterId') stored,
  "start_at" timestamptz generated always as (instant_of(body ->> 'startAt')) stored,
  "end_at" timestamptz generated always as (instant_of(body ->> 'endAt')) stored,
  primary key (site_id, id)
);

create table "disruption" (
  site_id text not null,
  id text not null,
  body jsonb not null,
  mapping text,
  "kind" text generated always as (body ->> 'kind') stored,
  "start_at" timestamptz generated always as (instant_of(body ->> 'startAt')) stored,
  "end_at" timestamptz generated always as (instant_of(body ->> 'endAt')) stored,
  "work_unit_id" text generated always as (body ->> 'workUnitId') stored,
  "work_center_id" text generated always as (body ->> 'workCenterId') stored,
  "rate" double precision generated always as ((body ->> 'rate')::double precision) stored,
  "work_order_id" text generated always as (body ->> 'workOrderId') stored,
  "sequence" double precision generated always as ((body ->> 'sequence')::double precision) stored,
  "quantity_value" double precision generated always as ((body -> 'quantity' ->> 'value')::double precision) stored,
  "quantity_unit" text generated always as (body -> 'quantity' ->> 'unit') stored,
  "lot_id" text generated always as (body ->> 'lotId') stored,
  "purchase_order_line_id" text generated always as (body ->> 'purchaseOrderLineId') stored,
  "sales_order_line_id" text generated always as (body ->> 'salesOrderLineId') stored,
  "new_at" timestamptz generated always as (instant_of(body ->> 'newAt')) stored,
  "reason" text generated always as (body ->> 'reason') stored,
  "closed_at" timestamptz generated always as (instant_of(body ->> 'closedAt')) stored,
  primary key (site_id, id)
);
