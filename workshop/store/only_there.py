"""Which of the machine's words come from one note alone, and so have to go with that note's words."""

from collections.abc import Callable, Iterable
from typing import Any

_LETTERS = 5  # in a row; fewer are in many notes by chance


Others = Callable[[], str]


def other_texts(texts: Iterable[str]) -> str:
    """Return texts in the form in which words are looked for in them: one text a line."""
    return "\n".join(map(_folded, texts))


def only_there(words: str, gone: str, others: Others) -> bool:
    """Return whether any letters in a row of `words` are in what is gone and in none of `others`.

    `gone`: other_texts of it. `others` gives other_texts, and is called only where it matters: there may be thousands.
    """
    words = _folded(words)
    ends = range(max(1, len(words) - _LETTERS + 1)) if words else ()
    parts = [words[first : first + _LETTERS] for first in ends]
    return any(part in gone and part not in others() for part in parts)


def cleaned(theme: dict[str, Any], gone: str, others: Others) -> dict[str, Any]:
    """Return a theme's machine-made fields without words that are only in what is gone; see only_there.

    A theme without its label waits for a new one.
    """
    found = dict(theme)
    if only_there(theme.get("label", ""), gone, others):
        found["label"] = ""
    found["keywords"] = [word for word in theme.get("keywords", []) if not only_there(word, gone, others)]
    found["subthemes"] = [part for part in theme.get("subthemes", []) if not only_there(part["label"], gone, others)]
    return {name: value for name, value in found.items() if name in theme}


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()
