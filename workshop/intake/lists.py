"""Lists in one cell, «1) … 2) …», and the marks that people put before a note."""

import re

# What people put before a note in a list.
_MARK = re.compile(r"^\s*(?:[-–•*▪●◦]|\(?[0-9๐-๙]{1,3}[.)])\s+(?=\S)")
_NUMBER = re.compile(r"(?:(?<=\s)|^)(?:ข้อ(?:ที่)?\s*)?\(?([0-9๐-๙]{1,2})[.)](?:\s+|(?=[^\s\d.,)]))")
_BULLET = re.compile(r"^\s*[-–•*▪●◦]\s*(?=\S)")


def without_mark(text: str) -> str:
    """Return the text without the mark before it; a number before a decimal, or a mark alone, is none."""
    return _MARK.sub("", text)


def items(text: str) -> list[str]:
    """Return the items of a list with numbers from 1 on, or of lines with marks; one item for any other text.

    What stands before the first one is an item of its own, so that nothing is lost.
    """
    starts: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text):
        if int(match[1]) == len(starts) + 1:
            starts.append(match)
    if len(starts) > 1:
        ends = [*(match.start() for match in starts[1:]), len(text)]
        pieces = [text[: starts[0].start()], *(text[at.end() : end] for at, end in zip(starts, ends, strict=True))]
    else:
        pieces = _marked_lines(text)
    filled = [piece.strip() for piece in pieces if piece.strip()]
    return filled if len(filled) > 1 else [text]


def _marked_lines(text: str) -> list[str]:
    """Return the lines with marks, each with those below it that have none."""
    lines = text.splitlines()
    if sum(_BULLET.match(line) is not None for line in lines) < 2:
        return [text]
    pieces: list[str] = []
    for line in lines:
        if _BULLET.match(line) or not pieces:
            pieces.append(_BULLET.sub("", line))
        else:
            pieces[-1] += f"\n{line}"
    return pieces
