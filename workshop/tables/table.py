"""A table of texts, and the search for its columns."""

import re
from dataclasses import dataclass

from analysis.folding import comparable
from workshop.tables.refusals import TableError

# Columns about who, when and where in Google Forms and Thai offices.
_ABOUT_THE_SENDER = re.compile(
    r"ประทับเวลา|timestamp|วันที่|อีเมล|e-?mail|^ชื่อ|นามสกุล|^(full|first|last)?name$|โทรศัพท์|เบอร์|phone"
    r"|^(ตำแหน่ง|หน่วยงาน|สังกัด|ตำบล|อำเภอ|จังหวัด|กลุ่ม|คะแนน|score|ลำดับ|ที่|no\.?|id|unit|district|group|category)"
    r"(ที่|ของท่าน|ของคุณ)?$",
)


@dataclass(frozen=True)
class Table:
    """`header`: the column names, unnamed columns ''. `rows`: each as long as the header, every cell as written."""

    header: list[str]
    rows: list[list[str]]

    def column(self, *names: str) -> int:
        """Return the index of the first of `names` in the header. Raises TableError (`no_column`)."""
        found = self.find(*names)
        if found is None:
            raise TableError("no_column", wanted=quoted(names), found=quoted(self.header))
        return found

    def find(self, *names: str) -> int | None:
        """Return the index of the first of `names` in the header, or None; case, spaces and width do not matter."""
        known = [comparable(name) for name in self.header]
        return next((known.index(name) for name in map(comparable, names) if name and name in known), None)


def quoted(names: list[str] | tuple[str, ...]) -> str:
    """Return the names that are not empty, in quotation marks, for a message."""
    return ", ".join(f"“{' '.join(name.split())}”" for name in names if name.strip()) or "-"


def guess_text_column(table: Table) -> int:
    """Return the index of the column with the most letters, columns about the sender only if no other has any.

    Raises TableError (`no_text_column`).
    """
    totals = [sum(letter.isalpha() for row in table.rows for letter in row[i]) for i in range(len(table.header))]
    answers = [i for i, name in enumerate(table.header) if not _ABOUT_THE_SENDER.search(comparable(name))]
    for candidates in (answers, range(len(table.header))):
        best = max(candidates, key=lambda i: totals[i], default=None)
        if best is not None and totals[best]:
            return best
    raise TableError("no_text_column", found=quoted(table.header))
