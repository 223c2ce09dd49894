"""Letters that people stretch (มากกกกก) are read once; the dictionary says which are words (ถนนน้ำท่วม, ไอออน)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

_CONSONANTS = "\N{THAI CHARACTER KO KAI}-\N{THAI CHARACTER HO NOKHUK}"
_THAI_RUN = re.compile(rf"([{_CONSONANTS}])\1{{2,}}")
_LATIN_RUN = re.compile(r"(?<=[a-z])([a-z])\1{2,}(?![a-z])|([a-z])\2{3,}")
_ROMAN = re.compile(r"[ivxlcdm]+")
_LATIN = re.compile(r"[a-z]+")
# Digits are figures; letters have rules of their own.
_THAI = re.compile("[\N{THAI CHARACTER KO KAI}-\N{THAI CHARACTER KHOMUT}]")
_OTHER_RUN = re.compile(rf"([^\da-z{_CONSONANTS}])\1{{2,}}")
# A word ends before none of these, and begins after none of the leading vowels.
_DEPENDENT = re.compile("[\N{THAI CHARACTER SARA A}-\N{THAI CHARACTER PHINTHU}\N{THAI CHARACTER LAKKHANGYAO}"
                        "\N{THAI CHARACTER MAITAIKHU}-\N{THAI CHARACTER YAMAKKAN}]")  # fmt: skip
# The dictionary's longest word has 81 letters.
_REACH = 100
# More letters of a run than this belong to no two words: ถนน|นนทบุรี has four.
_MOST = 5
# An abbreviation has three letters alike at most: ททท., สสส.
_ABBREVIATION = 3


def unstretched(text: str) -> str:
    """The text in lower case with stretched letters read once."""
    text = _OTHER_RUN.sub(r"\1", _LATIN.sub(lambda word: _latin(word.group()), text))
    at = 0
    while found := _THAI_RUN.search(text, at):
        start, end = found.span()
        size = _size(text, start, end)
        text = text[:start] + found[1] * size + text[end:]
        at = start + size
    return text


def two_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(begin, end) of two dictionary words that meet inside text[start:end] and together contain it."""
    for begin, meeting in _words_over(text, start):
        if start < meeting < end:
            yield from ((begin, last) for _, last in _words_at(text, meeting) if last >= end)


def _latin(word: str) -> str:
    return word if _ROMAN.fullmatch(word) else _LATIN_RUN.sub(lambda run: run[1] or run[2], word)


def _size(text: str, start: int, end: int) -> int:
    """How many of a run's equal letters are read: all that dictionary words explain, else the fewest."""
    count = end - start
    alone = start == 0 or not _THAI.match(text, start - 1)
    if any(_one_word(text, start, end)) or any(alone or begin < start for begin, _ in two_words(text, start, end)):
        return count
    sizes = range(min(count - 1, _MOST), 0, -1)
    shorter = [(size, text[:start] + text[start] * size + text[end:]) for size in sizes]
    for words in (_one_word, two_words):
        for size, read in shorter:
            if any(begin < start for begin, _ in words(read, start, start + size)):
                return size
    if count <= _ABBREVIATION:
        return count
    return next((size for size, read in shorter if any(_one_word(read, start, start + size))), 1)


def _one_word(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((begin, last) for begin, last in _words_over(text, start) if last >= end)


def _words_over(text: str, place: int) -> Iterator[tuple[int, int]]:
    """(begin, end) of dictionary words that contain the letter at `place`."""
    for begin in range(max(0, place - _REACH), place + 1):
        yield from (word for word in _words_at(text, begin) if word[1] > place)


def _words_at(text: str, begin: int) -> Iterator[tuple[int, int]]:
    for word in _dictionary().prefixes(text, begin):
        last = begin + len(word)
        if not _DEPENDENT.match(text, last):
            yield begin, last


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    # slow: PyThaiNLP
    from analysis.dictionary import dictionary

    return dictionary()
