"""Headings with their place in the table of contents, and that table as a field with its entries in it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.reports.content import Language
from workshop.reports.docx_xml import Element, bookmarked, el, field, field_begin, field_end, link, paragraph, run, tab
from workshop.reports.thai_dates import digits


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `page` is an estimate until Word or LibreOffice counts."""

    level: int
    number: str
    text: str
    anchor: str
    page: int


class Headings:
    """Numbers the headings of the report as they come and remembers them for the contents."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.entries: list[Entry] = []
        self._counts = [0, 0]

    def heading(self, level: int, text: str, page: int, *, numbered: bool = True) -> Element:
        """The heading paragraph of `level` 1 or 2, bookmarked."""
        number = self._next(level) if numbered else ""
        anchor = f"_Toc{len(self.entries) + 1:06d}"
        self.entries.append(Entry(level, number, text, anchor, page))
        content = [run(number), tab(), run(text)] if number and level == 2 else [run(f"{number} {text}".strip())]
        return paragraph(f"Heading{level}", *bookmarked(anchor, len(self.entries), *content))

    def _next(self, level: int) -> str:
        self._counts[level - 1] += 1
        if level == 1:
            self._counts[1] = 0
            return digits(f"{self._counts[0]}.", self.language)
        return digits(f"{self._counts[0]}.{self._counts[1]}", self.language)


def contents_field(headings: Headings) -> list[Element]:
    """The contents as paragraphs: one TOC field around its entries, each with its own page reference."""
    made = []
    for at, entry in enumerate(headings.entries):
        page = field(f"PAGEREF {entry.anchor} \\h", digits(entry.page, headings.language))
        label = [run(entry.number), tab()] if entry.number else []
        line = paragraph(f"TOC{entry.level}", link(entry.anchor, *label, run(entry.text), tab(), *page))
        if at == 0:
            for place, part in enumerate(field_begin('TOC \\o "1-2" \\h \\z \\u'), start=1):
                line.insert(place, part)
        made.append(line)
    if made:
        made[-1].append(field_end())
    return made


def page_break() -> Element:
    return el("p", el("pPr", el("pStyle", val="Normal")), el("r", el("br", type="page")))
