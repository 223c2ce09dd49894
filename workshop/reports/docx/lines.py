"""The lines of a paragraph as Word and LibreOffice break them: full of words, as ICU finds the words of Thai."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from workshop.domain.thai_words import cut_as_programs
from workshop.reports.docx.xml import Element, qn
from workshop.reports.font_widths import ems

_TAB = 720 / 20  # points between two stops where a style has none of its own
_LONGEST = 2_000  # letters that are cut into words at once
# What no line begins with, and what none ends with; a blank that holds together does both.
_CLOSING = '”’"»)]},.;:!?…%ๆฯ\N{NO-BREAK SPACE}\N{WORD JOINER}'
_OPENING = '“‘"«([{\N{NO-BREAK SPACE}\N{WORD JOINER}'
_RUN, _TEXT, _TAB_SIGN, _BREAK, _TYPE = qn("w:r"), qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:type")
_PROPERTIES, _STYLE, _VALUE = qn("w:rPr"), qn("w:rStyle"), qn("w:val")
_PARTS = re.compile(r"[\t\n]|[^\t\n]+")


@dataclass(frozen=True)
class Line:
    """A paragraph as if it had all the room.

    pieces  its texts, each with whether it is bold
    wide    ems of all of it where it has no break and no tab, else None
    """

    pieces: tuple[tuple[str, bool], ...]
    wide: float | None

    @cached_property
    def words(self) -> tuple[tuple[str, float, float], ...]:
        """What stays together, with the ems of its letters and of the blanks behind it; breaks and tabs too.

        Found where it is asked for: most texts need one line, whatever their words.
        """
        return tuple(_measured(self.pieces))

    def count(self, size: float, width: float, hanging: float = 0.0) -> int:
        """Return how many lines it has in Sarabun of `size` points within `width` points.

        hanging  how far its first line begins before the others, and how far its first tab leads
        """
        if self.wide is not None and self.wide * size <= width + hanging:
            return 1
        lines, across = 1, -hanging
        for word, ems_wide, blank in self.words:
            if word == "\n":
                lines, across = lines + 1, 0.0
            elif word == "\t":
                across = 0.0 if across < 0 else across + _TAB
            else:
                wide = ems_wide * size
                if across + wide > width and across > 0:
                    lines, across = lines + 1, 0.0
                over = max(0, ceil((across + wide) / width) - 1)  # of a word that is longer than a line
                lines, across = lines + over, across + wide - over * width + blank * size
        return lines


def line_of(element: Element, bold: bool = False) -> Line:
    """Return the texts of a paragraph; `bold` is its style."""
    return _line(tuple(_pieces(element, bold)))


@lru_cache(maxsize=8192)
def _line(pieces: tuple[tuple[str, bool], ...]) -> Line:
    broken = any("\t" in text or "\n" in text for text, _strong in pieces)
    return Line(pieces, None if broken else sum(ems(text, strong) for text, strong in pieces))


def _measured(pieces: tuple[tuple[str, bool], ...]) -> Iterator[tuple[str, float, float]]:
    weights = [strong for text, strong in pieces for _letter in text]
    parts = _PARTS.findall("".join(text for text, _strong in pieces))
    at = 0
    for word in _joined(each for part in parts for each in _cut(part)):
        letters = word.rstrip(" ")
        yield word, ems(letters, weights[at]), ems(word[len(letters) :], weights[at])
        at += len(word)


def _pieces(element: Element, bold: bool) -> Iterator[tuple[str, bool]]:
    for run in element.iter(_RUN):
        properties = None if bold else run.find(_PROPERTIES)
        style = None if properties is None else properties.find(_STYLE)
        strong = bold or (style is not None and style.get(_VALUE) == "Strong")
        for each in run:
            tag = each.tag
            if tag == _TEXT:
                yield each.text or "", strong
            elif tag == _TAB_SIGN:
                yield "\t", strong
            elif tag == _BREAK and each.get(_TYPE) != "page":
                yield "\n", strong


def _cut(text: str) -> Iterator[str]:
    for at in range(0, len(text), _LONGEST):
        yield from cut_as_programs(text[at : at + _LONGEST])


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Yield the words with what no line's end parts from them, blanks last."""
    made = ""
    for word in words:
        if made and (word in "\t\n" or made in "\t\n" or _may_part(made[-1], word[0])):
            yield made
            made = ""
        made += word
    if made:
        yield made


def _may_part(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING or after == " ":
        return False
    return before in " -" or not (before.isascii() and after.isascii())
