"""Typed texts: control characters removed, length counted in grapheme clusters, otherwise verbatim."""

import unicodedata

import regex

from workshop.errors import CommentEmpty, CommentTooLong, NoteEmpty, NoteTooLong, Refusal

NOTE_LIMIT = 300
COMMENT_LIMIT = 500
_CONTROLS = regex.compile(r"[\p{Cc}--\n\t]", flags=regex.V1)
_NOTHING_TO_SEE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}
# Invisible, though Unicode classes them as letters or marks.
_BLANK_LETTERS = {
    "\N{HANGUL FILLER}",
    "\N{HANGUL CHOSEONG FILLER}",
    "\N{HANGUL JUNGSEONG FILLER}",
    "\N{HALFWIDTH HANGUL FILLER}",
    "\N{BRAILLE PATTERN BLANK}",
    "\N{COMBINING GRAPHEME JOINER}",
}


def characters(text: str) -> int:
    """Return the length in extended grapheme clusters (UAX #29): น้ำ is one, not three."""
    return len(regex.findall(r"\X", text))


def visible(text: str) -> bool:
    return any(unicodedata.category(letter) not in _NOTHING_TO_SEE and letter not in _BLANK_LETTERS for letter in text)


def clean(text: str) -> str:
    """Return the text without control characters and outer blanks."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines).strip()


def note_text(text: str) -> str:
    """Return a note as it is stored: 1 to 300 characters. Raises NoteEmpty, NoteTooLong."""
    return _fitting(text, NOTE_LIMIT, NoteEmpty, NoteTooLong)


def comment_text(text: str) -> str:
    """Return a comment as it is stored: 1 to 500 characters. Raises CommentEmpty, CommentTooLong."""
    return _fitting(text, COMMENT_LIMIT, CommentEmpty, CommentTooLong)


def _fitting(text: str, limit: int, empty: type[Refusal], long: type[Refusal]) -> str:
    stored = clean(text)
    if not visible(stored):
        raise empty
    # A cluster may contain any number of marks, so the code points are limited too.
    if len(stored) > limit and (len(stored) > limit * 8 or characters(stored) > limit):
        raise long
    return stored


def short(text: str, limit: int = 80) -> str:
    """Return a name, unit or title on one line, cut after `limit` whole characters."""
    line = " ".join(clean(text).split())
    return "".join(regex.findall(r"\X", line)[:limit])
