-- What an account, or the link of a screen, may see: as for a key, a JSON object of dimensions and the values allowed in each; an empty
-- object for everything.
alter table account add column scope text not null default '{}';
alter table wall_link add column scope text not null default '{}';

-- What a scope has gained or lost since it was counted last is asked for by recorded time. The history only grows, in that order, so a
-- summary of its blocks finds the newest; it costs next to nothing to write.
create index verdict_history_recorded on verdict_history using brin (recorded_micros) with (pages_per_range = 32, autosummarize = on);
