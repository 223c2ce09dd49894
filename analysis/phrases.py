"""Phrases of a note that could stand as a label: whole words, whole clauses where possible, nothing dangling."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis.cuts import Piece, ends, headed, is_edge, pieces_of, starts
from analysis.reading import Reader
from analysis.speech import NOUN, VERB, is_detail
from analysis.tokenise import word_list

LONGEST_LABEL = 60
FEWEST, MOST = 2, 8

# A phrase that is cut worse than this is not offered.
_WORST = 0.25
# By the number of words: two to five read best.
_LENGTH = (0, 0, 0.92, 1.0, 1.0, 1.0, 0.94, 0.86, 0.78)
# Characters that fit one line of a card; longer ones are read less gladly.
_LINE = 32
# A noun alone says less than what is the matter with it; so does one telling word.
_BARE = 0.72
_EDGE, _BROKEN = 0.9, 0.5
_LONE = 0.75
# An object with what follows it: "ครัวเรือนเองทุกเดือน" of "เยี่ยมครัวเรือนเองทุกเดือน".
_MIDDLE, _MIXED = 0.7, 0.7
_NO_MIDDLE = word_list("no_middle")


@dataclass(frozen=True)
class Phrase:
    """text   as it stands in the note; words  its telling words; shape  how well it is cut, up to 1
    plain     the text without spaces
    pieces    all its words as they were cut
    details   its figures, names, brands and words that no dictionary has
    matter    whether it has a noun that says what it is about
    """

    text: str
    words: tuple[str, ...]
    shape: float
    pieces: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    matter: bool = True
    plain: str = ""


def phrases_of(text: str, reader: Reader) -> list[Phrase]:
    """All phrases of two to eight words and at most 60 characters that could stand alone."""
    known = reader.phrases.get(text)
    if known is None:
        known = _phrases_of(text, reader)
        if reader.unfit(text):
            known = [phrase for phrase in known if not reader.unfit(phrase.text)]
        reader.phrases[text] = known
    return known


def _phrases_of(text: str, reader: Reader) -> list[Phrase]:
    pieces = pieces_of(text[:1500], reader)
    begin, finish, subject = starts(pieces), ends(pieces), headed(pieces)
    out = []
    for start in range(len(pieces)):
        if begin[start] < _WORST:
            continue
        words = length = ordered = 0
        inside = 1.0
        verbs = several = matter = False
        for end in range(start, len(pieces)):
            piece = pieces[end]
            length += len(piece.text)
            words += piece.count
            if length > LONGEST_LABEL or words > MOST or piece.breaks or piece.text in _NO_MIDDLE:
                break
            inside *= piece.inside
            several = several or is_edge(piece)
            ordered = end if piece.orders else ordered
            opened = end > start and pieces[end - 1].open and piece.kind in (NOUN, VERB)
            matter = matter or piece.matter or opened
            verbs = verbs or piece.kind == VERB
            if words < FEWEST or not finish[end]:
                continue
            if ordered and end > ordered and min(begin[start], finish[end]) < _EDGE:
                continue
            if not matter and (subject[start] or _has_object(pieces, end)):
                continue
            shape = begin[start] * finish[end] * inside * _LENGTH[words] * min(1.0, _LINE / length)
            # What runs across a clause's edge ends and begins with a clause.
            if several and min(begin[start], finish[end]) < _EDGE:
                shape *= _BROKEN
            if not verbs:
                shape *= _BARE
            elif begin[start] < _MIDDLE:
                shape *= _MIXED if pieces[start].kind == NOUN else 1.0
            if shape >= _WORST:
                phrase = _phrase(pieces[start : end + 1], shape, matter, reader.glossary.words)
                if phrase is not None:
                    out.append(phrase)
    return out


def _has_object(pieces: Sequence[Piece], end: int) -> bool:
    """Whether a noun follows in the same clause."""
    return end + 1 < len(pieces) and pieces[end + 1].matter


def _phrase(inside: Sequence[Piece], shape: float, matter: bool, known: Collection[str]) -> Phrase | None:
    words = tuple(dict.fromkeys(piece.word for piece in inside if piece.word is not None))
    if not words:
        return None
    details = tuple(piece.text for piece in inside if piece.count and (not piece.sound or is_detail(piece.text, known)))
    texts = tuple(piece.text for piece in inside)
    shape = shape if len(words) > 1 else _LONE * shape
    text = "".join(texts)
    return Phrase(text, words, shape, texts, details, matter, text.replace(" ", ""))


def fit_words(text: str, reader: Reader) -> str:
    """The text, or what stands between its spaces and may be picked; "" where that is nothing."""
    if not reader.unfit(text):
        return text
    kept = " ".join(word for word in text.split() if not reader.unfit(word) and not any(map(str.isdigit, word)))
    return "" if reader.unfit(kept) else kept


def cut_short(text: str, reader: Reader) -> str:
    """The beginning of a note up to a word's end, at most 60 characters; "" where nothing is visible."""
    # slow: regex
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
