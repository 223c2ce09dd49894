"""Lines of Thai as long as there is room: between words where words are, else between visible characters."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

import regex

from workshop.domain import thai_words
from workshop.reports.font_widths import ems

_LONGEST = 600  # letters that are looked at: more than any label or note of a picture shows
_BOLD = 1.06  # Sarabun Bold is so much wider
_CLUSTER = regex.compile(r"\X")


def wrapped(text: str, room: float, most: int, bold: bool = False) -> list[str]:
    """Return up to `most` lines of at most `room` ems; what is left out is shown by an ellipsis."""
    return list(_wrapped(text, room, most, bold))


@lru_cache(maxsize=4096)
def _wrapped(text: str, room: float, most: int, bold: bool) -> Sequence[str]:
    """Return the same: charts are drawn with fewer bars until they fit, and labels come in several."""
    room /= _BOLD if bold else 1
    plain = " ".join(text.split())
    lines, line = [], ""
    for piece in _pieces(plain[:_LONGEST], room):
        if line.strip() and ems(line) + ems(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line.rstrip())
    if len(lines) > most or len(plain) > _LONGEST:
        lines = [*lines[: most - 1], shortened(lines[min(most, len(lines)) - 1] + "…", room, True)]
    return lines


def shortened(text: str, room: float, cut: bool = False) -> str:
    """Return `text` with its last words left out if it is longer than `room` ems; letters only of what has no words."""
    if ems(text) <= room:
        return text
    room, kept = room - ems("…"), ""
    for word in _pieces((text.removesuffix("…") if cut else text)[:_LONGEST], room):
        if ems(kept + word.rstrip()) > room:
            break
        kept += word
    return kept.rstrip() + "…"


def middle_shortened(text: str, room: float) -> str:
    """Return `text` with letters in its middle left out if it is longer than `room` ems: units differ at their ends."""
    if ems(text) <= room:
        return text
    half, letters = (room - ems("…")) / 2, _CLUSTER.findall(text[:_LONGEST])
    first, last = _within(letters, half), _within(letters[::-1], half)
    return "".join(letters[:first]).rstrip() + "…" + "".join(letters[len(letters) - last :]).lstrip()


def _within(letters: Sequence[str], room: float) -> int:
    """Return how many of the first letters `room` ems have room for."""
    return sum(width <= room for width in accumulate(map(ems, letters)))


def _pieces(text: str, room: float) -> list[str]:
    found = []
    for word in thai_words.cut(text):
        if ems(word) <= room:
            found.append(word)
        else:
            found += _CLUSTER.findall(word)
    return _marks_joined(found)


def _marks_joined(pieces: list[str]) -> list[str]:
    """Return the pieces so that joined ones have the clusters of the text: none begins with a mark, or ends one."""
    made: list[str] = []
    for piece in pieces:
        if made and len(_CLUSTER.findall(made[-1][-1:] + piece[:1])) == 1:
            made[-1] += piece
        else:
            made.append(piece)
    return made
