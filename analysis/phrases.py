"""Phrases of a note that could stand as a label: whole words, whole clauses where possible, nothing dangling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.reading import Reader
from analysis.tokenise import word_list

LONGEST_LABEL = 60
FEWEST, MOST = 2, 8

_NEGATIONS = ("ไม่", "บ่", "มิ", "ห้าม", "อย่า", "ไร้", "ยังไม่", "ปราศจาก", "งด", "เลิก")
_NO_START = word_list("no_start")
_NO_END = word_list("no_end")
_NO_MIDDLE = word_list("no_middle")
_WORD = re.compile(r"[^\W_]")
_PLAIN_SPACE = re.compile(r" +")


@dataclass(frozen=True)
class Phrase:
    """text   as it stands in the note; words  its telling words; shape  how well it is cut, about 0.3 to 1.4"""

    text: str
    words: tuple[str, ...]
    shape: float


@dataclass(frozen=True)
class _Piece:
    text: str
    word: str | None  # the telling word it is read as
    is_word: bool
    is_space: bool
    sound: bool  # a word that a dictionary knows, or Latin: a phrase may begin or end with it


def phrases_of(text: str, reader: Reader) -> list[Phrase]:
    """All phrases of two to eight words and at most 60 characters that could stand alone."""
    known = reader.phrases.get(text)
    if known is None:
        known = reader.phrases[text] = _phrases_of(text, reader)
    return known


def _phrases_of(text: str, reader: Reader) -> list[Phrase]:
    pieces = _pieces(text[:1500], reader)
    out = []
    for start, first in enumerate(pieces):
        if not first.is_word or not _may_start(pieces, start):
            continue
        words = length = 0
        for end in range(start, len(pieces)):
            piece = pieces[end]
            length += len(piece.text)
            if length > LONGEST_LABEL or (not piece.is_word and not piece.is_space) or piece.text in _NO_MIDDLE:
                break
            words += piece.is_word
            if words > MOST:
                break
            if words >= FEWEST and piece.is_word and _may_end(pieces, end):
                phrase = _phrase(pieces, start, end, words)
                if phrase is not None:
                    out.append(phrase)
    return out


def cut_short(text: str, reader: Reader) -> str:
    """The beginning of a note up to a word's end, at most 60 characters; "" where nothing is visible."""
    import regex

    for line in text.splitlines() or [text]:
        line = line.strip()
        if not any(char.isalnum() for char in line):
            continue
        kept = ""
        for piece in reader.tokeniser.cut(line[:400]):
            if len(kept + piece) > LONGEST_LABEL:
                break
            kept += piece
        if not kept.strip():
            for char in regex.findall(r"\X", line):
                if len(kept + char) > LONGEST_LABEL:
                    break
                kept += char
        return kept.strip()
    return text.strip()[:LONGEST_LABEL].strip()


def _pieces(text: str, reader: Reader) -> list[_Piece]:
    known = _dictionary()
    out = []
    for token in reader.tokeniser.cut(text):
        is_space = bool(_PLAIN_SPACE.fullmatch(token))
        is_word = bool(_WORD.search(token)) and token.strip() == token
        telling = reader.read(token).words if is_word else ()
        sound = is_word and (token in known or token in reader.glossary.words or token.isascii())
        out.append(_Piece(token, telling[0] if telling else None, is_word, is_space, sound))
    return out


def _may_start(pieces: Sequence[_Piece], at: int) -> bool:
    piece = pieces[at]
    if not piece.sound or piece.text in _NO_START or piece.text.replace(".", "").isdigit():
        return False
    before = pieces[at - 1].text if at else ""
    return not before.endswith(_NEGATIONS) and before not in ("การ", "ความ")


def _may_end(pieces: Sequence[_Piece], at: int) -> bool:
    piece = pieces[at]
    if not piece.sound or piece.text in _NO_END or piece.text.replace(".", "").isdigit():
        return False
    after = pieces[at + 1].text if at + 1 < len(pieces) else ""
    return not after.startswith((*_NEGATIONS, "ๆ"))


def _phrase(pieces: Sequence[_Piece], start: int, end: int, count: int) -> Phrase | None:
    inside = pieces[start : end + 1]
    words = tuple(dict.fromkeys(piece.word for piece in inside if piece.word is not None))
    if not words:
        return None
    text = "".join(piece.text for piece in inside)
    before = pieces[start - 1] if start else None
    after = pieces[end + 1] if end + 1 < len(pieces) else None
    opens = before is None or not before.is_word
    closes = after is None or not after.is_word
    # A clause cut behind its head ("ผู้สูงอายุไม่พอ" of "เบี้ยผู้สูงอายุไม่พอ") says something else.
    shape = 0.8 + 0.3 * opens + 0.25 * closes + 0.2 * (opens and closes)
    shape += 0.2 * (before is not None and before.text in _NO_START)
    shape += 0.1 * (after is not None and (after.text in _NO_END or after.text in _NO_MIDDLE))
    if any(piece.text.startswith(_NEGATIONS) for piece in inside):
        shape += 0.1 if opens or (before is not None and before.text in _NO_START) else -0.4
    shape -= 0.18 * sum(piece.is_space for piece in inside)
    shape -= 0.05 * max(0, count - 5) + (0.1 if len(words) < 2 else 0.0)
    shape -= 0.15 * sum(any(char.isdigit() for char in piece.text) for piece in inside)
    return Phrase(text, words, max(shape, 0.2))


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())
