"""Which words the machine must not choose by itself: coarse ones, and numbers that tell of a person.

What participants write stays as it is; this is about what Laena picks of it for names of themes and pictures of words.
It follows static/js/lib/coarse.js and static/js/lib/personal.js, but for where a browser cuts a text: here a doubtful
word is passed over, as another will do.
"""

import re
from collections.abc import Callable

from workshop.domain.coarse_words import coarse_words

_MARKS = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")  # what belongs to the letter before it
_HIDDEN = re.compile("[\u200b-\u200d\u2060\ufeff]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_DIGITS = re.compile(r"\+?\d(?:[ \-–]?\d)+", re.ASCII)
_PHONE = re.compile(r"0[689]\d{8}|0[2-57]\d{7}|\+66[689]\d{8}|\+66[2-57]\d{7}", re.ASCII)
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def unfit(own: str = "", part_of_another: Callable[[str, int, int], bool] | None = None) -> Callable[[str], bool]:
    """Return what finds a coarse word or a personal number in a text; it reads the list when it is first called.

    `own`: an office's words, as in `coarse_words`. `part_of_another`: whether what stands between two places of a text
    is no word there, but parts of others; without it a doubtful word is found.
    """
    words: dict[str, list[str]] = {}

    def coarse(text: str) -> bool:
        if not words:
            words.update(
                (_plain(word), [_plain(each) for each in longer]) for word, longer in coarse_words(own).items()
            )
        looked = _plain(text)
        places = ((at.start(), word, longer) for word, longer in words.items() for at in _at(word, looked))
        return any(
            _stands(looked, at, word, longer) and not (part_of_another and part_of_another(looked, at, at + len(word)))
            for at, word, longer in places
        )

    return lambda text: personal(text) or coarse(text)


def personal(text: str) -> bool:
    """Return whether a text has a Thai ID number with its check digit in it, or a Thai telephone number."""
    runs = _DIGITS.findall(text.translate(_THAI_DIGITS))
    parts = (re.sub(r"[ \-–]", "", part) for run in runs for part in (run, *run.split(" ")))
    return any(_PHONE.fullmatch(part) or _is_citizen_id(part) for part in parts)


def _is_citizen_id(digits: str) -> bool:
    if not re.fullmatch(r"[1-8]\d{12}", digits, re.ASCII):
        return False
    total = sum(int(digit) * (13 - at) for at, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])


def _plain(text: str) -> str:
    text = _HIDDEN.sub("", text.lower()).replace("\u0e40\u0e40", "\u0e41").replace("\u0e4d\u0e32", "\u0e33")
    return _DRAWN_OUT.sub(r"\1", text)


def _at(word: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(f"(?={re.escape(word)})", text)) if word in text else []


def _stands(text: str, at: int, word: str, longer: list[str]) -> bool:
    end = at + len(word)
    before, after = text[at - 1 : at], text[end : end + 1]
    if word[0].isascii() and before.isascii() and before.isalpha():
        return False
    if (after.isascii() and after.isalpha()) if word[-1].isascii() else _MARKS.match(after):
        return False
    return not any(
        found.start() <= at and _covers(text, found.start() + len(each), end)
        for each in longer
        for found in _at(each, text)
    )


def _covers(text: str, until: int, end: int) -> bool:
    """Whether a longer word that ends here covers the coarse one."""
    return until >= end and not _MARKS.match(text[until : until + 1])
