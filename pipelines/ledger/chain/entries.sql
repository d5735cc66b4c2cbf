select entry_no, entry_id from facts.entries where batch_id = $sealed_id
