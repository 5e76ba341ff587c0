-- What a key may see: a JSON object of dimensions and the values allowed in each; an empty object for everything.
alter table api_key add column scope text not null default '{}';
