"""A table of texts, and how its columns are found."""

import re
from dataclasses import dataclass

from analysis.folding import comparable
from workshop.tables.refusals import TableError

# What Google Forms and Thai offices put beside the answers: who, when and where.
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
        """The index of the first of `names` that the header has; case, spaces and width do not matter.

        Raises TableError (`no_column`), naming the columns there are.
        """
        known = [comparable(name) for name in self.header]
        for name in map(comparable, names):
            if name and name in known:
                return known.index(name)
        raise TableError("no_column", wanted=quoted(names), found=quoted(self.header))


def quoted(names: list[str] | tuple[str, ...]) -> str:
    """The names that are not empty, in quotation marks, as a message lists them."""
    return ", ".join(f"“{' '.join(name.split())}”" for name in names if name.strip()) or "-"


def guess_text_column(table: Table) -> int:
    """The index of the column that holds the notes of a form whose header is the question itself.

    That is the column with the longest text on average over all rows, columns about the sender (time stamp,
    e-mail, name, district) left out unless nothing else has text. Letters count, digits and punctuation do not.
    Raises TableError (`no_text_column`) when no column has a letter.
    """
    totals = [sum(_letters(row[i]) for row in table.rows) for i in range(len(table.header))]
    answers = [i for i, name in enumerate(table.header) if not _ABOUT_THE_SENDER.search(comparable(name))]
    for candidates in (answers, range(len(table.header))):
        best = max(candidates, key=lambda i: totals[i], default=None)
        if best is not None and totals[best]:
            return best
    raise TableError("no_text_column", found=quoted(table.header))


def _letters(cell: str) -> int:
    return sum(c.isalpha() for c in cell)
