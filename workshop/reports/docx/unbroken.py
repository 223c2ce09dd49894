"""Compound words of Laena's own phrases, which Word and LibreOffice would divide at a line's end.

Both end lines between the words of their dictionaries, and a compound is two of these. The PDF needs no joiners: its
words are found by a search.
"""

_PARTS = (("เห็น", "ด้วย"), ("เกี่ยว", "กับ"), ("ผู้", "เขียน"), ("ผู้", "อื่น"))
_JOINED = {"".join(parts): "\N{WORD JOINER}".join(parts) for parts in _PARTS}


def unbroken(text: str) -> str:
    """Return one of Laena's own phrases with joiners inside its compounds."""
    for compound, joined in _JOINED.items():
        text = text.replace(compound, joined)
    return text


def plain(text: str) -> str:
    """Return the text of `unbroken` without its joiners."""
    for compound, joined in _JOINED.items():
        text = text.replace(joined, compound)
    return text
