"""What a BAI2 file claims of itself, held against what it holds: records 49, 98 and 99."""

from dataclasses import dataclass, field

from pipelines.readers.bai2.fields import amount, count, fields
from pipelines.readers.bai2.records import Record
from pipelines.readers.base import transport
from schemas.rejects import Fault

SUMMED = {
    "49": "the sum of the account's amounts",
    "98": "the sum of the group's account totals",
    "99": "the sum of the file's group totals",
}
MEMBERS = {"98": "the number of its accounts", "99": "the number of its groups"}


@dataclass(slots=True)
class Tally:
    """What was counted inside one account, group or file. `total` in minor units as written."""

    total: int = 0
    members: int = 0
    records: int = 0


@dataclass(slots=True)
class Proof:
    """Counts while records pass, and compares at each trailer."""

    account: Tally = field(default_factory=Tally)
    group: Tally = field(default_factory=Tally)
    file: Tally = field(default_factory=Tally)
    faults: list[Fault] = field(default_factory=list)

    def open(self, record: Record) -> None:
        """A header: its tally starts anew."""
        started = Tally(records=record.count)
        if record.code == "01":
            self.file = started
        elif record.code == "02":
            self.group = started
        else:
            self.account = started

    def close(self, record: Record) -> None:
        """A trailer: compared, and carried to the level above."""
        inner, outer = {
            "49": (self.account, self.group),
            "98": (self.group, self.file),
            "99": (self.file, Tally()),
        }[record.code]
        inner.records += record.count
        stated = [*fields(record), "", ""]
        self._compare(record, amount(stated[0]), inner.total, SUMMED[record.code])
        if record.code in MEMBERS:
            self._compare(record, count(stated[1]), inner.members, MEMBERS[record.code])
        at = 2 if record.code in MEMBERS else 1
        self._compare(record, count(stated[at]), inner.records, "the number of its records, header and trailer too")
        outer.total += amount(stated[0])
        outer.members += 1
        outer.records += inner.records

    def _compare(self, record: Record, stated: int, counted: int, what: str) -> None:
        if stated != counted:
            self.faults.append(transport(record.line, record.shown, f"{counted} ({what}), not {stated}"))
