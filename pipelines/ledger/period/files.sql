-- Files that are not taken, whatever month they are of: nobody knows what is in them.
select name, sha256, status, coalesce(reason, '') as reason, false as is_set_aside
from facts.files_now
where status in ('quarantined', 'unreadable')
order by name, sha256
