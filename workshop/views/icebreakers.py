"""Ice-breakers (กิจกรรมละลายพฤติกรรม) that work in a seminar room without anything but people, pens and used paper."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import choice
from typing import Any

from workshop.domain.showing import ICEBREAKER
from workshop.messages.showing import IcebreakerShown

SIZES, ENERGIES = ("room", "tables", "pairs"), ("calm", "lively")
MINUTES = (5, 10, 15)


@dataclass(frozen=True, slots=True)
class Icebreaker:
    """`size`: one of SIZES; `energy`: one of ENERGIES; `needs`: what must be there, "" for nothing. By language."""

    key: str
    minutes: int
    size: str
    energy: str
    title: dict[str, str]
    needs: dict[str, str]
    steps: dict[str, tuple[str, ...]]


@cache
def every() -> tuple[Icebreaker, ...]:
    """Return all of them, the shortest first."""
    text = files("workshop.views").joinpath("icebreakers.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return tuple(sorted((_of(row) for row in rows), key=lambda each: (each.minutes, each.key)))


def fitting(minutes: int = 0, size: str = "", energy: str = "") -> tuple[Icebreaker, ...]:
    """Return those of at most so many minutes, of this size and energy; 0 and "" ask for nothing."""
    return tuple(
        each
        for each in every()
        if (not minutes or each.minutes <= minutes) and size in ("", each.size) and energy in ("", each.energy)
    )


def find(key: str) -> Icebreaker | None:
    return next((each for each in every() if each.key == key), None)


def keys() -> frozenset[str]:
    return frozenset(each.key for each in every())


def news(workshop: Any, since: int) -> dict[str, IcebreakerShown | None]:
    """Return a board's part: the ice-breaker that the projector shows, if it was chosen since; None if it is gone."""
    shown = workshop.shown or {}
    if shown.get("what") != ICEBREAKER or (since > 0 and workshop.shown_seq <= since):
        return {}
    found = find(shown["id"])
    return {"icebreaker_shown": _told(found) if found else None}


def one_of(found: Sequence[Icebreaker], but: str = "") -> Icebreaker | None:
    """Return any of them, another than `but` where there is one; None of none."""
    others = [each for each in found if each.key != but]
    return choice(others or found) if found else None


def _told(each: Icebreaker) -> IcebreakerShown:
    steps = {language: list(texts) for language, texts in each.steps.items()}
    return {"id": each.key, "minutes": each.minutes, "title": each.title, "steps": steps, "needs": each.needs}


def _of(row: dict[str, str]) -> Icebreaker:
    def both(name: str) -> dict[str, str]:
        return {language: row[f"{name}_{language}"] for language in ("th", "en")}

    steps = {language: tuple(text.split("|")) for language, text in both("steps").items()}
    return Icebreaker(row["key"], int(row["minutes"]), row["size"], row["energy"], both("title"), both("needs"), steps)
