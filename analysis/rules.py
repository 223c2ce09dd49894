"""What people decided, brought to one consistent set of rules before anything is grouped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from analysis.model import KnownTheme


@dataclass(frozen=True)
class Rules:
    """themes   in the order given, without repeated ids
    home     note id -> index of the theme that a person or a lock holds it in
    member   note id -> index of the theme that it stands in now (home included)
    loose    notes that must stay ungrouped
    """

    themes: tuple[KnownTheme, ...]
    home: dict[str, int]
    member: dict[str, int]
    loose: frozenset[str]

    def may_join(self, note: str, theme: int) -> bool:
        """Whether the machine may put a note, that nobody holds elsewhere, into a theme."""
        known = self.themes[theme]
        return not known.locked and note not in known.barred

    def without(self, notes: Collection[str]) -> Rules:
        """The same rules for all but some notes that nobody holds anywhere."""
        member = {note: theme for note, theme in self.member.items() if note not in notes} if notes else self.member
        return Rules(self.themes, self.home, member, self.loose - frozenset(notes))


def read_rules(ids: Collection[str], known: Sequence[KnownTheme], loose: Iterable[str]) -> Rules:
    """Settles contradictions, in this order: fixed, locked, loose, barred, membership; the first theme named wins."""
    present = set(ids)
    themes = tuple({theme.id: theme for theme in reversed(known)}.values())[::-1]
    home: dict[str, int] = {}
    for i, theme in enumerate(themes):
        for note in sorted(theme.fixed & present):
            home.setdefault(note, i)
    free = {note for note in loose if note in present and note not in home}
    for i, theme in enumerate(themes):
        if theme.locked:
            for note in theme.members:
                if note in present and note not in free and note not in theme.barred:
                    home.setdefault(note, i)
    member = dict(home)
    for i, theme in enumerate(themes):
        for note in theme.members:
            if note in present and note not in free and note not in theme.barred:
                member.setdefault(note, i)
    return Rules(themes, home, member, frozenset(free))
