-- What several proofs look at, worked out once for all of them.

create or replace temp table placed_now as
from facts.placed;

create or replace temp table items_today as
from facts.items_now;
