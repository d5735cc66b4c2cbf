-- One refused statement refuses its file.

update judged set verdict = 'refused', reason = coalesce(reason, 'another statement of the same file is refused')
where sha256 in (select sha256 from judged where verdict = 'refused');
delete from fresh_lines where sha256 in (select sha256 from judged where verdict = 'refused');
