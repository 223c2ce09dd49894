"""Headings, and the table of contents: a field that contains its entries."""

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.reports.docx.xml import Element, bookmarked, field, field_begin, field_end, link, paragraph, run, tab
from workshop.reports.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a heading of `level` 1 or 2 behind the bookmark `anchor`."""

    level: int
    number: str
    text: str
    anchor: str


class Headings:
    """Number the headings in order, and record them for the contents."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.entries: list[Entry] = []
        self._counts = [0, 0]

    def heading(self, level: int, text: str, *, numbered: bool = True, new_page: bool = False) -> Element:
        """Return the heading paragraph of `level` 1 or 2, bookmarked."""
        number = self._next(level) if numbered else ""
        anchor = f"_Toc{len(self.entries) + 1:06d}"
        self.entries.append(Entry(level, number, text, anchor))
        content = [run(number), tab(), run(text)] if number else [run(text)]
        return paragraph(f"Heading{level}", *bookmarked(anchor, len(self.entries), *content), new_page=new_page)

    def _next(self, level: int) -> str:
        self._counts[level - 1] += 1
        if level == 1:
            self._counts[1] = 0
            return self.words.digits(f"{self._counts[0]}.")
        return self.words.digits(f"{self._counts[0]}.{self._counts[1]}")


def contents_field(headings: Headings, pages: Mapping[str, int]) -> list[Element]:
    """Return the contents as paragraphs: one TOC field around its entries, each with its own page reference.

    `pages`: the page of each anchor that is shown until Word counts.
    """
    made = []
    for at, entry in enumerate(headings.entries):
        page = field(f"PAGEREF {entry.anchor} \\h", headings.words.digits(pages.get(entry.anchor, 1)))
        label = [run(entry.number), tab()] if entry.number else []
        line = paragraph(f"TOC{entry.level}", link(entry.anchor, *label, run(entry.text), tab(), *page))
        if at == 0:
            for place, part in enumerate(field_begin('TOC \\o "1-2" \\h \\z \\u'), start=1):
                line.insert(place, part)
        made.append(line)
    if made:
        made[-1].append(field_end())
    return made
