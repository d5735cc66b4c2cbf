-- The next link of the chain.
insert into facts.chain by name
with last as (select link_no, hash from facts.chain order by link_no desc limit 1)
select
    coalesce((select link_no from last), 0) + 1 as link_no, $sealed_id as sealed_id,
    coalesce((select hash from last), '') as previous_hash, $content_hash as content_hash,
    sha256(concat(coalesce((select hash from last), ''), $content_hash)) as hash,
    getvariable('recorded_at') as recorded_at
