"""Where a phrase may begin and end in a note, and how well: 1 at a clause's edge, 0 where it must not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.reading import Reader
from analysis.speech import ADVERB, NOUN, OTHER, VERB, dictionary, part_of_speech
from analysis.tokenise import named_words, word_list

_NEGATIONS = ("ไม่", "บ่", "มิ", "ห้าม", "อย่า", "ไร้", "ยังไม่", "ปราศจาก", "งด", "เลิก")
_KINDS = named_words("cuts")
_REVERSE, _AUXILIARY, _QUANTITY = _KINDS["reverse"], _KINDS["auxiliary"], _KINDS["quantity"]
_PARTICLES, _JOINS, _PASSING = _KINDS["particle"], _KINDS["join"], _KINDS["passing"]
_GOES_ON = _KINDS["goes_on"]
_CONTRAST, _DIRECTION = _KINDS["contrast"], _KINDS["direction"]
_ORDER, _PRONOUNS, _EMPTY = _KINDS["order"], _KINDS["pronoun"], _KINDS["empty"] | _KINDS["pronoun"]
_OPEN = _KINDS["open"]
_BOUND = tuple(_KINDS["bound"])
# A clause begins after these, but after those marked * only where they stand at its beginning; one ends before those.
_OPENS = frozenset(word.strip("*") for word in word_list("opens"))
_OPENS_FIRST = frozenset(word.strip("*") for word in word_list("opens") if word.startswith("*"))
_OPENS_ALWAYS = _OPENS - _OPENS_FIRST
_CLOSES = word_list("no_middle")
_INSIDE_A_SENTENCE = re.compile(r"[(\[\"'“‘«/)\]”’»-]+")
_NO_START = word_list("no_start")
_NO_END = word_list("no_end")
_WORD = re.compile(r"[^\W_]")
_PLAIN_SPACE = re.compile(r" +")
_NUMBER = re.compile(r"[\d๐-๙.,%/-]+")

# How well a phrase begins after a word of one kind with one of another, and how well it ends between them.
_START_AFTER = {
    (NOUN, NOUN): 0.3, (NOUN, VERB): 0.6, (VERB, NOUN): 0.6, (VERB, VERB): 0.45,
    (ADVERB, NOUN): 0.6, (ADVERB, VERB): 0.5, (OTHER, NOUN): 0.6, (OTHER, VERB): 0.65,
}  # fmt: skip
_END_BEFORE = {
    (NOUN, NOUN): 0.3, (NOUN, VERB): 0.7, (NOUN, ADVERB): 0.7, (NOUN, OTHER): 0.5,
    (VERB, NOUN): 0.4, (VERB, VERB): 0.5, (VERB, ADVERB): 0.6, (VERB, OTHER): 0.5,
    (ADVERB, NOUN): 0.7, (ADVERB, VERB): 0.7, (ADVERB, ADVERB): 0.7, (ADVERB, OTHER): 0.8,
    (OTHER, NOUN): 0.3, (OTHER, VERB): 0.4, (OTHER, ADVERB): 0.5, (OTHER, OTHER): 0.5,
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A token of a note.

    word     the telling word that it is read as, if any
    count    words in it: a word of the glossary may be several
    kind     part of speech
    breaks   whether a phrase may not run across it
    sound    a word that a dictionary knows, or Latin: a phrase may begin or end with it
    inside   how it reads in the middle of a phrase, 1 being well
    matter   a noun that a phrase can be about; open  one that it can be about with a word behind it: คน|ดูแล
    orders   whether it sets what is before it in time or purpose beside what follows: ก่อน, เพื่อ
    """

    text: str
    word: str | None
    count: int
    kind: str
    breaks: bool
    sound: bool
    inside: float
    matter: bool = False
    open: bool = False
    orders: bool = False

    @property
    def is_space(self) -> bool:
        return not self.count and not self.breaks


def pieces_of(text: str, reader: Reader) -> Sequence[Piece]:
    """The tokens of a text; `reader` remembers them."""
    known = reader.cuts.get(text)
    if known is None:
        known = reader.cuts[text] = _pieces_of(reader.tokens(text), reader)
    return known


def _pieces_of(tokens: Sequence[str], reader: Reader) -> tuple[Piece, ...]:
    out = []
    for at, token in enumerate(tokens):
        if _PLAIN_SPACE.fullmatch(token):
            # A space beside a number, a Latin word or an abbreviation parts nothing: "ได้ 5 ดาว", "ข้อมูล จปฐ. ก่อนส่ง".
            after = tokens[at + 1] if at + 1 < len(tokens) else ""
            beside = tokens[at - 1][-1:] + after[:1] + (after[-1:] if after.endswith(".") else "")
            joint = at > 0 and any(char.isdigit() or char.isascii() or char == "." for char in beside)
            out.append(_gap(token, False, 0.95 if joint else 0.82))
        elif _WORD.search(token) and token.strip() == token:
            out.append(_word_piece(token, reader))
        else:
            out.append(_gap(token, True, 0.0))
    return tuple(out)


@lru_cache(maxsize=1_000)
def _gap(token: str, breaks: bool, inside: float) -> Piece:
    return Piece(token, None, 0, OTHER, breaks, False, inside)


def _word_piece(token: str, reader: Reader) -> Piece:
    known = reader.pieces.get(token)
    if known is None:
        telling = reader.read(token).words
        own = token in reader.glossary.words
        sound = own or token in dictionary() or token.isascii()
        count = len(reader.plain.cut(token.replace(" ", ""))) if own and not token.isascii() else 1
        passing = 0.9 if token in _PASSING else 1.0
        digits = any(char.isdigit() for char in token)
        inside = 0.7 if digits else passing if sound else 0.6
        kind = OTHER if digits else part_of_speech(token)
        word = telling[0] if telling else None
        matter = kind == NOUN and word is not None and token not in _EMPTY and token not in _OPEN
        known = Piece(token, word, count, kind, False, sound, inside, matter, token in _OPEN, token in _ORDER)
        reader.pieces[token] = known
    return known


def starts(pieces: Sequence[Piece]) -> list[float]:
    """How well a phrase begins with each piece; 0 where it may not: behind a negation that it would lose, say."""
    out = []
    negated = False
    for at in range(len(pieces)):
        out.append(0.0 if negated else _start(pieces, at))
        piece = pieces[at]
        if piece.breaks or is_edge(pieces[at]) or piece.text in _OPENS_ALWAYS:
            negated = False
        elif piece.text.startswith(_NEGATIONS):
            negated = True
    return out


def _start(pieces: Sequence[Piece], at: int) -> float:
    piece = pieces[at]
    if not piece.count or not piece.sound or piece.text in _NO_START or _NUMBER.fullmatch(piece.text):
        return 0.0
    if at and piece.text.startswith(_BOUND):
        return 0.0
    if piece.text in _NEGATIONS and at + 1 < len(pieces) and pieces[at + 1].text == "ใช่":
        return 0.0  # it says what is not meant: "ไม่ใช่ขุดแล้วทิ้ง"
    before = pieces[at - 1] if at else None
    if before is None or before.breaks or is_edge(pieces[at - 1]):
        return 0.6 if before is not None and _INSIDE_A_SENTENCE.fullmatch(before.text) else 1.0
    if before.is_space:
        before = pieces[at - 2]
    if piece.text in _EMPTY and (_NUMBER.fullmatch(before.text) or before.text in _QUANTITY):
        return 0.0
    if before.text in _REVERSE or before.text in ("การ", "ความ", "ค่า") or before.text.endswith(_NEGATIONS):
        return 0.0
    if before.text in _JOINS and piece.kind == NOUN:
        return 0.5
    if before.text in _OPENS and (before.text not in _OPENS_FIRST or _opens(pieces, at - 1)):
        return 0.95
    if before.text in _NO_START:
        return 0.6 if piece.kind == NOUN else 0.45
    return _START_AFTER.get((before.kind, piece.kind), 0.4) if before.sound else 0.4


def _opens(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a word stands at the beginning of its clause, behind nothing but words that open one."""
    while at >= 0 and pieces[at].text in _OPENS:
        at -= 1
    return at < 0 or pieces[at].breaks or pieces[at].is_space


def ends(pieces: Sequence[Piece]) -> list[float]:
    """How well a phrase ends with each piece; 0 where it may not: before a negation, or with a function word."""
    return [_end(pieces, at) for at in range(len(pieces))]


def _end(pieces: Sequence[Piece], at: int) -> float:
    piece = pieces[at]
    if not piece.count or not piece.sound or _NUMBER.fullmatch(piece.text) or piece.text in _QUANTITY:
        return 0.0
    if piece.text in _NO_END and not _counted(pieces, at) and not _denied(pieces, at):
        return 0.0
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is None or after.breaks or is_edge(pieces[at + 1]):
        beyond = pieces[at + 1 : at + 3]
        return 0.6 if any(_INSIDE_A_SENTENCE.fullmatch(piece.text) for piece in beyond) else 1.0
    follow = at + 1 + after.is_space
    if pieces[follow].text.startswith(_BOUND) or after.text in _PRONOUNS or after.text == "ละ":
        return 0.0
    if piece.orders or piece.text.endswith("กว่า") or (piece.kind == VERB and after.text == "ว่า"):
        return 0.0
    behind = follow
    while behind < len(pieces) and (pieces[behind].text in _PARTICLES or pieces[behind].text in _AUXILIARY):
        behind += 1
    if behind < len(pieces) and (pieces[behind].text.startswith(_NEGATIONS) or pieces[behind].text in _REVERSE):
        return 0.0
    if pieces[follow].text in _CONTRAST:
        return 0.6
    if behind == len(pieces) or pieces[behind].breaks or is_edge(pieces[behind]):
        return 0.95
    if pieces[follow].text in _GOES_ON:
        return 0.3
    if pieces[follow].text in _CLOSES:
        return 0.95
    if piece.kind == VERB and any(passed.text in _DIRECTION for passed in pieces[follow:behind]):
        return 0.45
    after = pieces[behind]
    if _NUMBER.fullmatch(after.text):
        return _before_number(pieces, at, behind)
    if after.text in _QUANTITY:
        return 0.75 if piece.kind != VERB else 0.55
    if after.text in _DIRECTION:
        return 0.45
    if after.text == "ที่" and piece.kind == NOUN:
        return 0.5
    if after.text in _NO_START and after.kind == OTHER:
        return 0.7
    return _END_BEFORE[piece.kind, after.kind] if after.sound else 0.35


def _denied(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a word that is weak alone ends a clause behind its negation: "งบไม่มา"."""
    closes = at + 1 == len(pieces) or pieces[at + 1].breaks or is_edge(pieces[at + 1])
    return closes and at > 0 and pieces[at - 1].text.endswith(_NEGATIONS)


def _before_number(pieces: Sequence[Piece], at: int, number: int) -> float:
    """A number that counts nothing belongs to the name before it: "พระราม 9", "ม. 4"."""
    counted = number + 1 + (number + 1 < len(pieces) and pieces[number + 1].is_space)
    if counted >= len(pieces) or pieces[counted].kind != NOUN:
        return 0.3
    return 0.35 if pieces[at].kind == VERB else 0.5


def _counted(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a classifier stands behind its number: "3 วัน", "ทุกเดือน"."""
    before = pieces[at - 1] if at else None
    if before is not None and before.is_space and at > 1:
        before = pieces[at - 2]
    return before is not None and (before.text in _QUANTITY or bool(_NUMBER.fullmatch(before.text)))


def headed(pieces: Sequence[Piece]) -> list[bool]:
    """Whether a noun stands before each piece in its clause: what a verb there says it of."""
    out = []
    behind = False
    for piece in pieces:
        if piece.breaks or is_edge(piece) or piece.text in _OPENS_ALWAYS:
            behind = False
        out.append(behind)
        behind = behind or piece.matter
    return out


def is_edge(piece: Piece) -> bool:
    """Whether it is a space that parts clauses."""
    return piece.is_space and piece.inside < 0.9
