-- The locked spans of each entity, each with the first open day after it. A month is locked when it is closed, or when
-- a later one is and it was not opened again.
with last as (
    select entity, max(strptime(period, '%Y-%m')::date) as month
    from facts.periods_now where status = 'closed' group by entity
),
opened as (
    select p.entity, strptime(p.period, '%Y-%m')::date as month
    from facts.periods_now p
    join last l on l.entity = p.entity and strptime(p.period, '%Y-%m')::date < l.month
    where p.status <> 'closed'
    union all
    select entity, (month + interval 1 month)::date from last
),
spans as (
    select entity, month as first_open_date, coalesce((lag(month) over (partition by entity order by month)
        + interval 1 month)::date, date '0001-01-01') as since_date
    from opened
)
select entity, since_date, first_open_date from spans where since_date < first_open_date
order by entity, since_date
