-- What customers use the goods for, in words for those who make them.

alter table "customer"
  add column "used_for" text generated always as (body ->> 'usedFor') stored;
