-- What a decision posted, and whether it was taken back since.
select t.entry_id, e.cause, min(l.gl_date) as gl_date, any_value(l.entity) as entity,
    any_value(a.application_id) as application_id,
    any_value(r.application_id) as taken_back_by, any_value(r.evidence) as taken_back_why
from facts.decision_entries t
join facts.entries e on e.entry_id = t.entry_id
join facts.legs l on l.entry_no = e.entry_no
left join facts.applications a on a.application_id = t.entry_id and a.reverses is null
left join facts.applications r on r.reverses = t.entry_id
where t.decision_id = $decision_id
group by t.entry_id, e.cause
order by t.entry_id
