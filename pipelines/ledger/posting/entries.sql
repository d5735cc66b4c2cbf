create or replace temp table offered_entries as
select entry_no, cause, hash_id(cause) as entry_id from (select entry_no, any_value(cause) as cause from journal group by all);
create or replace temp table fresh_entries as
select * from offered_entries anti join facts.entries using (entry_id);
