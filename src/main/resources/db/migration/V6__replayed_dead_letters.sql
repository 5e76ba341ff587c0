-- When the event of a letter, corrected or not, was taken after all. Letters are kept until the owner of the database deletes them.
alter table dead_letter add column replayed_at timestamptz;
create index dead_letter_code on dead_letter (code, number);
