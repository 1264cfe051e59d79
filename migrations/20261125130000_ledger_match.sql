-- migrate:up

-- A row of the ledger names a match that there is. Rows of made-up seasons from before there were any may name none:
-- those stay as they are, and only new ones are held to it.
alter table ledger add constraint ledger_match_id_fkey foreign key (match_id) references matches not valid;

do $$ begin
  alter table ledger validate constraint ledger_match_id_fkey;
exception when foreign_key_violation then
  raise notice 'The ledger names matches that there are not: a made-up season of an earlier version.';
end $$;

-- migrate:down
alter table ledger drop constraint ledger_match_id_fkey;
