-- migrate:up

-- How many matches a season has decided is counted from its index alone.
create index matches_decided_by_season on matches (season_id) where state = 'decided';

-- migrate:down
drop index matches_decided_by_season;
