-- migrate:up

-- Counts come from standings alone, whose own key says that there is such a season. Asked of each new count, the same key
-- made whoever decides a match hold its season after the match, while who closes that season holds it whole and waits for
-- its matches: a circle.
-- Both at once: whoever works holds them in this order.
lock table seasons, standing_counts in access exclusive mode;
alter table standing_counts drop constraint standing_counts_season_id_fkey;

-- migrate:down
lock table seasons, standing_counts in access exclusive mode;
alter table standing_counts add constraint standing_counts_season_id_fkey foreign key (season_id) references seasons;
