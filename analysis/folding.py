"""One form for Thai text that is compared: what looks alike on screen is alike in memory."""

from __future__ import annotations

import re
import unicodedata

import regex

_TONES = "\N{THAI CHARACTER MAI EK}-\N{THAI CHARACTER MAI CHATTAWA}"
_ABOVE_OR_BELOW = (
    "\N{THAI CHARACTER MAI HAN-AKAT}\N{THAI CHARACTER SARA I}-\N{THAI CHARACTER SARA UEE}"
    "\N{THAI CHARACTER SARA U}\N{THAI CHARACTER SARA UU}"
)
_THAI_DIGITS = {ord("๐") + i: str(i) for i in range(10)}
# Fillers, variation selectors and the blank of braille are letters or marks to Unicode, yet without ink.
_UNSEEN = regex.compile(r"[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]")
_AFTER = "\N{THAI CHARACTER SARA A}\N{THAI CHARACTER SARA AA}\N{THAI CHARACTER SARA AM}"
_TWO_SARA_E = "\N{THAI CHARACTER SARA E}" * 2
# Compatibility forms (NFKC) split SARA AM into these two; people type them too, with the tone between or behind.
_SPLIT_SARA_AM = re.compile(f"\N{THAI CHARACTER NIKHAHIT}([{_TONES}]?)\N{THAI CHARACTER SARA AA}")
_TONE_BEHIND = re.compile(f"([{_AFTER}])([{_TONES}])")
_MARK_BEFORE_VOWEL = re.compile(f"([{_TONES}\N{THAI CHARACTER THANTHAKHAT}])([{_ABOVE_OR_BELOW}])")


def ordered(text: str) -> str:
    """The text with Thai marks in the order of a dictionary: นำ้ and นํ้า as น้ำ, สิทธ์ิ as สิทธิ์, เเ as แ."""
    text = text.replace(_TWO_SARA_E, "\N{THAI CHARACTER SARA AE}")
    text = _SPLIT_SARA_AM.sub("\\1\N{THAI CHARACTER SARA AM}", text)
    text = _TONE_BEHIND.sub(r"\2\1", text)
    return _MARK_BEFORE_VOWEL.sub(r"\2\1", text)


def folded(text: str) -> str:
    """The text in one case, one width (NFKC) and one order of marks; SARA AM stays one letter."""
    return ordered(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()))


def comparable(name: str) -> str:
    """The name as it is compared and searched: folded, with Arabic digits, without spaces and what nobody can see."""
    return folded(_seen(folded(_seen(name)))).translate(_THAI_DIGITS)


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)
