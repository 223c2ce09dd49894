"""A column's name without what a form or a person puts around it: numbers, brackets, the name of a section."""

import re

from analysis.folding import comparable

# «1.», «ข้อที่ 2)», «(3)», «Q01.» before a question; «2», «(2)» behind a repeated one.
_NUMBER_BEFORE = re.compile(r"^(?:ข้อที่|ข้อ|คำถามที่|คำถาม|question|q)?\(?\d+(?:\.\d+)*[.):\-]*|^[-*•.]+")
_BEHIND = re.compile(r"[.:?*]+$|\(\d+\)$|\d+$")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# The row of a grid of questions, as forms write it; the path of a question in a group of an XLSForm.
_ROW_OF_GRID = re.compile(r".+\[([^\[\]]+)\]$")
_OF_GROUP = re.compile(r".+/([^/]+)$")


def plain_name(name: str) -> str:
    """Return the comparable name without numbers before and behind it, nor words in brackets."""
    text = comparable(name)
    text = _IN_BRACKETS.sub("", text) or text
    text = _NUMBER_BEFORE.sub("", text) or text
    previous = ""
    while text != previous:
        previous, text = text, _BEHIND.sub("", text) or text
    return text


def plain_names(name: str) -> list[str]:
    """Return the plain name, then that of the grid's row or of the question in its group, if it is one."""
    text = comparable(name)
    inner = [match[1] for form in (_ROW_OF_GRID, _OF_GROUP) if (match := form.fullmatch(text))]
    return list(dict.fromkeys([plain_name(name), *map(plain_name, inner)]))
