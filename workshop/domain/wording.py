"""Typed texts: control characters removed, length counted in grapheme clusters, otherwise verbatim."""

from typing import Any

import regex
from flask_babel import lazy_gettext as _

from workshop.errors import NoteEmpty, NoteTooLong, Refusal

NOTE_LIMIT = 300
_LINE_BREAKS = regex.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")  # Word and PowerPoint paste \v and \f
_CONTROLS = regex.compile(r"[\p{Cc}--\n\t]", flags=regex.V1)
# In a name, they would turn the words around it.
_TURNING = regex.compile(r"[\u202a-\u202e\u2066-\u2069]")
# Unicode classes many characters without ink as letters or marks: fillers, variation selectors, blank braille.
_CLUSTER = regex.compile(r"\X")
_SEEN = regex.compile(r"[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]")


def characters(text: str) -> int:
    """Return the length in extended grapheme clusters (UAX #29): น้ำ is one, not three."""
    return len(_CLUSTER.findall(text)) if text else 0


def too_long(limit: int) -> Any:
    """Return what a field says of a text of more than `limit` characters."""
    return _("ยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", limit=limit)


def visible(text: str) -> bool:
    """Return whether there is anything to see."""
    return _SEEN.search(text) is not None


def clean(text: str) -> str:
    """Return the text without control characters and outer blanks."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", whole)).strip()


def reference(text: str) -> str:
    """Return what rows are looked up by, with U+FFFD for NUL, which PostgreSQL does not take."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def number(text: str) -> int:
    """Return a number of up to nine ASCII digits; 0 for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def note_text(text: str) -> str:
    """Return a note as it is stored: 1 to 300 characters. Raises NoteEmpty, NoteTooLong."""
    return fitting(text, NOTE_LIMIT, NoteEmpty, NoteTooLong)


def fitting(text: str, limit: int, empty: type[Refusal], long: type[Refusal]) -> str:
    """Return the cleaned text of 1 to `limit` characters. Raises `empty`, `long`."""
    stored = clean(text)
    if not visible(stored):
        raise empty
    # A cluster may contain any number of marks, so the code points are limited too.
    if len(stored) > limit and (len(stored) > limit * 8 or characters(stored) > limit):
        raise long
    return stored


def one_line(text: str, limit: int = 80, field: str = "name") -> str:
    """Return a name, unit or title that was typed as `short` does. Raises Refusal of this field where it would cut."""
    most = 8 * limit  # code points: a cluster may contain any number of marks
    whole = short(text[: most + 1], most)
    if len(text) > most or characters(whole) > limit:
        raise Refusal(**{field: _("“%(name)s” ยาวเกิน %(limit)s ตัวอักษร กรุณาย่อ", name=short(text, 20), limit=limit)})
    return whole


def short(text: str, limit: int = 80) -> str:
    """Return a name, unit or title on one line, cut after `limit` whole characters; "" where nothing can be seen."""
    line = " ".join(_TURNING.sub("", clean(text)).split()) if visible(text) else ""
    return line if len(line) <= limit else "".join(_CLUSTER.findall(line)[:limit])
