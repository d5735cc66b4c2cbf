-- What a bank tells of its own booking: lockboxes, and notifications whose statement holds the sum alone.
alter table facts.advices add column booked_account varchar;
alter table facts.advices add column booked_date date;
alter table facts.advices add column booked_minor bigint;
alter table facts.advices add column booked_reference varchar;

-- An account as it is compared: letters and digits only, in capitals, without leading zeros.
create macro facts.account_key(account) as ltrim(regexp_replace(upper(account), '[^0-9A-Z]', '', 'g'), '0');

-- Whether a bank's text speaks of a lockbox (`number/day` of its deposit), by name or by its number.
create macro facts.tells_of_lockbox(said, deposit) as
    contains(upper(said), 'LOCKBOX') or contains(upper(said), 'LOCK BOX')
    or (length(ltrim(split_part(deposit, '/', 1), '0')) >= 4
        and contains(said, ltrim(split_part(deposit, '/', 1), '0')));
