"""What a report shows of anything that the room was asked: words and counts, never who gave what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Text:
    """Words of ours in both languages; braces are filled by str.format with the names that stand in them."""

    th: str
    en: str

    def in_(self, language: str) -> str:
        return self.th if language == "th" else self.en


# The values 1 to 5, with what the ends mean.
LEVELS = (Text("1 (น้อยที่สุด)", "1 (lowest)"), *(Text(n, n) for n in "234"), Text("5 (มากที่สุด)", "5 (highest)"))


class Counts(NamedTuple):
    """A table of what came of it.

    head    headings: of the names, the counts, and `more`
    rows    (name, count) of each
    total   what the counts sum up to; None where the sum says nothing
    themes  ids of the themes that the rows name
    more    further cells of each row
    series  (name, a count a row) of how each count is spread: charts show shares of the whole then
    means   of the rows, where there is a series
    """

    head: tuple[str, ...]
    rows: Sequence[tuple[str, int]]
    total: int | None
    themes: Sequence[str] = ()
    more: Sequence[Sequence[str | int]] = ()
    series: Sequence[tuple[str, Sequence[int]]] = ()
    means: Sequence[str] = ()

    @property
    def cells(self) -> list[tuple[str | int, ...]]:
        """Return the rows with all their cells."""
        more = self.more or ((),) * len(self.rows)
        return [(*row, *cells) for row, cells in zip(self.rows, more, strict=True)]


class Entry(Protocol):
    """One question to the room with its result; texts in the given language, "th" or "en"."""

    def heading(self, language: str) -> str: ...

    def line(self, language: str) -> str:
        """Return the facts in one line."""

    def counts(self, language: str, digits: Callable[[str], str] = str) -> Counts | None:
        """Return None where they would reveal who gave what. `digits` writes those of ours in the names of rows."""

    def remark(self, language: str, digits: Callable[[str], str] = str) -> str:
        """Return a remark on the counts, or ""; `digits` writes what is no word of people."""

    def result(self, language: str) -> str:
        """Return the result in a word or two, or "" where the counts say all."""

    def rows(self, language: str) -> Iterable[tuple[object, ...]]:
        """Cells of the spreadsheet, as the part's columns say."""

    def as_json(self, language: str) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Part:
    """All entries of a kind in a record.

    name     its list in JSON
    entry    the class of its entries
    columns  of its sheet: heading, width in Excel's units, what the cells are (text, number or mean)
    read     (session, the workshop's id, names of the categories by key) → entries in order
    levels   whether the counts of an entry are the levels of one scale, highest first: one bar shows them
    own_chapter  whether another chapter of the report than that of what the room was asked lays it out
    """

    name: str
    title: Text
    entry: type[Any]
    columns: tuple[tuple[Text, int, str], ...]
    read: Callable[[Session, int, Mapping[str, str]], tuple[Entry, ...]]
    levels: bool = False
    own_chapter: bool = False

    def of(self, asked: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those of this part."""
        return tuple(each for each in asked if isinstance(each, self.entry))
