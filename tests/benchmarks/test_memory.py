"""The files that measure the memory of readers are whole files of their formats, as long as they say."""

import pytest

from benchmarks import memory
from pipelines.readers import Source, read


@pytest.mark.parametrize("name", memory.FILES)
def test_a_file_holds_its_lines_in_one_statement_message_or_batch(tmp_path, name):
    file = tmp_path / "file.txt"
    file.write_text("".join(memory.FILES[name](25)))

    reading = read(Source(file.name, file))

    heights = {table: reading.tables.height(table) for table in reading.tables}
    assert (reading.format, reading.faults, reading.warnings) == (name, [], [])
    assert heights["bank_lines"] + heights["advice_lines"] == 25
    assert heights["statements"] + heights["advices"] == (25 if name == "nacha" else 1)
