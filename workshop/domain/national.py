"""Themes over the notes of many units, by the engine of the workshops, which is not given to other rooms as it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import analysis
from workshop.domain.grouper import Grouper

# Up to so many notes the second tier, which takes 6 ms for each, takes part in the board: half a minute.
DEEP_MOST = 4000


@dataclass(frozen=True, slots=True)
class Decided:
    """A theme about which a person decided something: its notes now, and those that a person put there."""

    id: str
    notes: tuple[str, ...]
    fixed: frozenset[str]
    given_label: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    label: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """Each note stands in one theme, or is ungrouped, or is `aside`."""

    themes: tuple[Theme, ...]
    aside: frozenset[str]


class National:
    """Reads the notes of all units once, then groups them by category. Deterministic: the order of units is nothing.

    notes   how many there are in all, which decides whether the second tier takes part
    """

    def __init__(self, grouper: Grouper, notes: int) -> None:
        self._pipeline = grouper.apart(deep=notes <= DEEP_MOST)

    def read(self, texts: Sequence[str]) -> None:
        """Read and embed the notes of one unit ahead."""
        self._pipeline.prepare(texts)

    def group(
        self, texts: Mapping[str, str], decided: Sequence[Decided], loose: Collection[str], taken: Collection[str]
    ) -> Themes:
        """Group notes by id, within what people decided. `loose`: notes in no theme; `taken`: ids of other themes."""
        known = [
            analysis.KnownTheme(
                each.id, each.notes, given_label=each.given_label or None, fixed=each.fixed, label=each.label or None
            )
            for each in decided
        ]
        found = self._pipeline.regroup(_notes(texts), known, loose=loose)
        kept = {each.id for each in decided}
        names = _apart([theme.id for theme in found.themes], kept, taken)
        themes = [Theme(name, theme.label, theme.members) for name, theme in zip(names, found.themes, strict=True)]
        return Themes(tuple(themes), frozenset(found.set_aside))

    def link(
        self, texts: Mapping[str, str], problems: Mapping[str, Sequence[str]], answers: Mapping[str, Sequence[str]]
    ) -> list[tuple[str, str, float]]:
        """Return (problem theme, answer theme, strength 0 to 1) of themes with their notes."""
        if not problems or not answers:
            return []
        found = self._pipeline.link(_notes(texts), _themes(problems), _themes(answers))
        return [(link.source, link.target, round(link.strength, 3)) for link in found.links]

    def focus(self, texts: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
        """Return the id of a note → names of the focus issues that it is about."""
        return self._pipeline.focus(_notes(texts)) if texts else {}


def _notes(texts: Mapping[str, str]) -> list[analysis.Note]:
    """Sorted, so that the order in which files came decides nothing."""
    return [analysis.Note(id=note, text=texts[note]) for note in sorted(texts)]


def _themes(notes: Mapping[str, Sequence[str]]) -> list[analysis.Theme]:
    return [analysis.Theme(id=key, label="", label_given=False, members=tuple(notes[key])) for key in sorted(notes)]


def _apart(names: Sequence[str], kept: Collection[str], taken: Collection[str]) -> list[str]:
    """Return the ids, with a letter more where another category has the same one already."""
    found: list[str] = []
    for name in names:
        while name not in kept and (name in taken or name in found):
            name += "x"
        found.append(name)
    return found
