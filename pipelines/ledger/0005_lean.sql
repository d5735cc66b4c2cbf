-- An open item's own line of its file is not kept: nothing asks for it, and the file is there by its hash.
alter table facts.item_versions drop column raw;
