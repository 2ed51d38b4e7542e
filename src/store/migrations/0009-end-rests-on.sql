-- What the expected end of a disruption rests on, as codes with facts instead of words in one language.

alter table "disruption"
  add column "end_rests_on" jsonb generated always as (body -> 'endRestsOn') stored;
