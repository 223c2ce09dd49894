"""Texts as typst needs them: what Thai spelling holds together, and where a run without words may be divided."""

import re
from collections.abc import Iterator

import regex

from workshop.domain.thai_words import cut, known
from workshop.reports.pdf.glyphs import printable

# The marks of repetition and of shortening with the Thai letters before them, which may be several words.
_MARKED = re.compile("(?!(?<=ฯ)ลฯ)([\u0e01-\u0e2e\u0e30-\u0e4e]+)( ?ๆ|ฯลฯ|ฯ)")
# Cutting a longer run into words takes long, and its last word is among these letters.
_LETTERS = 40


# A longer run without a space is looked through for words that have no end.
_RUN = re.compile(r"\S{30,}")
_LONGEST_WORD = 16
_PART = 8


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield ("t", text), and ("keep", text) for what no line's end may divide: a word and the ๆ or ฯ behind it.

    Between two ("t", text) a line may end, also where no word ends: a run of letters that is no word is cut in parts.
    """
    text = printable(text)
    end = 0
    for found in _MARKED.finditer(text):
        word = cut(found[1][-_LETTERS:])[-1]
        start = found.end(1) - len(word)
        yield from _divided(text[end:start])
        end = found.end()
        yield "keep", text[start:end]
    yield from _divided(text[end:])


def _divided(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    for start, stop in _without_words(text):
        letters = [start + each.start() for each in regex.finditer(r"\X", text[start:stop])]
        if len(letters) > _LONGEST_WORD:
            for cut in letters[_PART::_PART]:
                yield "t", text[end:cut]
                end = cut
    if text[end:]:
        yield "t", text[end:]


def _without_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where letters stand, in runs that are long, that make no word of the dictionary."""
    for run in _RUN.finditer(text):
        at = start = run.start()
        for word in cut(run[0]):
            if len(word) > 2 and word in known():
                yield start, at
                start = at + len(word)
            at += len(word)
        yield start, at
