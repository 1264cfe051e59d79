-- migrate:up

-- What moved a rating besides matches, of which there are a thousand times as many.
create index ledger_besides_matches on ledger (standing_id, id desc) where match_id is null;

-- migrate:down
drop index ledger_besides_matches;
