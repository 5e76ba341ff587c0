-- The state of the loop is bytes that hardly get shorter by compression, and a start reads them in pieces: as they are, a piece is found
-- without the ones before it.
alter table checkpoint alter column state set storage external;
