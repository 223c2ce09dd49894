"""Last year's cards without words that left the workshop of which they were made: a name loses its place to “…”.

As in only_there.py; `quotes` (category, words) tells whether the words are only in what is gone. Names that people gave
are theirs, and stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Quotes = Callable[[str, str], bool]

GONE = "…"
# Under which a stored step has the cards that it opened, or that waited; as in domain/ready_cards.py
STEPS = ("cards", "waited")


def shown(
    cards: list[dict[str, Any]], themes: list[dict[str, Any]], quotes: Quotes
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the cards and themes of a room; they keep their places, as answers are about them."""
    categories = {theme["name"]: theme["category"] for theme in themes}

    def card(each: dict[str, Any]) -> dict[str, Any]:
        gone = each["kind"] == "proposal" and quotes(categories.get(each["what"], ""), each["what"])
        return {**each, "what": GONE} if gone else each

    return [card(each) for each in cards], [_theme(each, "category", quotes) for each in themes]


def former(stored: Mapping[str, Any], quotes: Quotes) -> dict[str, Any]:
    """Return what cards that wait are made of, without themes whose name is gone."""
    themes = [_theme(each, "key", quotes) for each in stored["themes"]]
    return {**stored, "themes": [each for each in themes if each["name"] != GONE]}


def step(before: Mapping[str, Any], source: int, quotes: Quotes) -> dict[str, Any]:
    """Return what undo or redo of a step would write back."""

    cleaned = dict(before)
    for name in STEPS:
        found = before.get(name)
        if isinstance(found, Mapping) and found.get("source") == source and "former" in found:
            cleaned[name] = {**found, "former": former(found["former"], quotes)}
    return cleaned


def _theme(theme: dict[str, Any], category: str, quotes: Quotes) -> dict[str, Any]:
    name = GONE if quotes(theme[category], theme["name"]) else theme["name"]
    if not quotes(theme[category], theme["words"]):
        return {**theme, "name": name}
    words = (word for word in theme["words"].split() if not quotes(theme[category], word))
    return {**theme, "name": name, "words": " ".join(words)}
