"""People's words in a paragraph: those from right to left read right, and none turns what stands after it."""

import re
import unicodedata
from collections import Counter

from workshop.reports.docx.elements import Element, el, qn

# Hebrew, Arabic with the letters of Jawi, Syriac, Thaana, N'Ko and later ones; a quick look before the exact one.
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_RIGHT = {"R", "AL"}


def from_right(text: str) -> bool:
    """Return whether its first letter that has a direction is of a script from right to left."""
    if not FROM_RIGHT.search(text):
        return False
    return next((kind in _RIGHT for kind in map(unicodedata.bidirectional, text) if kind in {*_RIGHT, "L"}), False)


def closers(text: str) -> str:
    """Return the invisible characters that end whatever direction the text begins and does not end."""
    open_ones: list[str] = []
    for mark in TURNING.findall(text):
        if mark in (_POP, _POP_ISOLATE):
            if mark in open_ones:
                del open_ones[len(open_ones) - 1 - open_ones[::-1].index(mark) :]
        else:
            open_ones.append(_POP if mark < "\u2066" else _POP_ISOLATE)
    return "".join(reversed(open_ones))


def direct(properties: Element, content: list[Element]) -> None:
    """Give the paragraph with these properties, and its runs, the direction of their words."""
    texts = [[leaf.text or "" for leaf in each.iter(qn("w:t"))] for each in content]
    if not any(FROM_RIGHT.search(text) or TURNING.search(text) for words in texts for text in words):
        return
    for at, (each, words) in enumerate(zip(content, texts, strict=True)):
        if from_right("".join(words)):
            for run in each.iter(qn("w:r")):
                form = run.find(qn("w:rPr"))
                if form is None:
                    run.insert(0, form := el("rPr"))
                form.append(el("rtl"))
        if at + 1 < len(content) and (ends := closers("".join(words))):
            last = list(each.iter(qn("w:t")))[-1]
            last.text += ends
    if _mostly_from_right("".join("".join(words) for words in texts)):
        properties.append(el("bidi"))


def _mostly_from_right(text: str) -> bool:
    """Return whether it begins from the right and more of its letters do than from the left: a Thai paragraph that
    begins with a foreign name is a Thai one."""
    kinds = Counter(map(unicodedata.bidirectional, text))
    return from_right(text) and sum(kinds[each] for each in _RIGHT) > kinds["L"]
