"""The lines of a paragraph as Word and LibreOffice break them: full of words, as ICU finds the words of Thai."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import ceil

from docx.oxml.ns import qn
from pythainlp.corpus import thai_icu_words
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

from workshop.reports.docx.xml import Element
from workshop.reports.font_widths import ems

_TAB = 720 / 20  # points between two stops where a style has none of its own
_LONGEST = 2_000  # letters that are cut into words at once
# What no line begins with, and what none ends with; a blank that holds together does both.
_CLOSING = '”’"»)]},.;:!?…%ๆฯ\N{NO-BREAK SPACE}\N{WORD JOINER}'
_OPENING = '“‘"«([{\N{NO-BREAK SPACE}\N{WORD JOINER}'
_PARTS = re.compile(r"[\t\n]|[^\t\n]+")


def count_lines(element: Element, size: float, width: float, hanging: float = 0.0, bold: bool = False) -> int:
    """Return how many lines a paragraph has in Sarabun of `size` points within `width` points.

    hanging  how far its first line begins before the others, and how far its first tab leads
    """
    lines, across = 1, -hanging
    for word, ems_wide, blank in _words(tuple(_pieces(element, bold))):
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


@lru_cache(maxsize=8192)
def _words(pieces: tuple[tuple[str, bool], ...]) -> tuple[tuple[str, float, float], ...]:
    """Return what stays on one line, with the ems of its letters and of the blanks behind it; breaks and tabs too."""
    weights = [strong for text, strong in pieces for _letter in text]
    parts = _PARTS.findall("".join(text for text, _strong in pieces))
    found, at = [], 0
    for word in _joined(each for part in parts for each in _cut(part)):
        letters = word.rstrip(" ")
        found.append((word, ems(letters, weights[at]), ems(word[len(letters) :], weights[at])))
        at += len(word)
    return tuple(found)


def _pieces(element: Element, bold: bool) -> Iterator[tuple[str, bool]]:
    for run in element.iter(qn("w:r")):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        strong = bold or (style is not None and style.get(qn("w:val")) == "Strong")
        for each in run:
            if each.tag == qn("w:t"):
                yield each.text or "", strong
            elif each.tag == qn("w:tab"):
                yield "\t", strong
            elif each.tag == qn("w:br") and each.get(qn("w:type")) != "page":
                yield "\n", strong


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[str, ...]:
    parts = (text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST))
    return tuple(word for part in parts for word in word_tokenize(part, _dictionary(), "newmm", keep_whitespace=True))


@cache
def _dictionary() -> Trie:
    """Return the words between which LibreOffice ends a line; it has fewer compounds than PyThaiNLP's own list."""
    return Trie(thai_icu_words())


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
