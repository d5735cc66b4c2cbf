-- The entries that a batch is offered, journal by journal, and those of them that the books do not hold yet.

create or replace temp table offered_entries (place bigint, cause varchar, entry_id varchar, gl_date date);

create or replace temp table fresh_entries (
    entry_no bigint, place bigint, cause varchar, entry_id varchar, gl_date date
);
