-- Every entity the books know.
select entity from facts.legs
union
select entity from facts.snapshots
union
select entity from facts.statements
order by entity
