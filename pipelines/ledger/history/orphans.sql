-- Rows that share the recorded time of another table's row go with it.
delete from facts.legs where entry_no > (select coalesce(max(entry_no), 0) from facts.entries);
delete from facts.item_versions where snapshot_no not in (select snapshot_no from facts.snapshots);
delete from facts.advice_lines where remittance_id not in (select remittance_id from facts.advices);
