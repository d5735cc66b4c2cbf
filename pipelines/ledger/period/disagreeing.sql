-- Items of which a later list of the ERP shows less, or more, than we applied.
select entity, currency, customer_id, item_number, applied_amount, confirmed_amount, list_date
from erp_agreement
where state = 'disagreeing'
order by entity, currency, customer_id, item_number, item_id
