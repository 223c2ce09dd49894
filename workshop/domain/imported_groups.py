"""The groups that a file names: those of the workshop, and those that an import makes."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.domain import groups
from workshop.domain.wording import characters, short
from workshop.domain.written_names import group_of, groups_by_name, same_group
from workshop.errors import BadGroups
from workshop.feed import Changing
from workshop.store.models import Group


class ImportedGroups:
    """Groups by the names that a file writes. `made`: those that were not there before."""

    def __init__(self, change: Changing, make: Sequence[str] = ()) -> None:
        self._change = change
        self._make = make
        self._names = [(group.name, group.id) for group in groups.of(change.session, change.id)]
        self._known: dict[str, int | None] = {}
        self.made: list[Group] = []

    def id_of(self, written: str) -> int | None:
        """Return the group's id, None for an unknown one; insert it if it is to be made. Raises BadGroups."""
        if written not in self._known:
            found = group_of(groups_by_name(self._names), written)
            self._known[written] = self._made(written) if found is None and same_group(self._make, written) else found
        return self._known[written]

    def _made(self, written: str) -> int:
        name = next(name for name in self._make if same_group([name], written))
        if not makeable(len(self._names), [name]):
            raise BadGroups
        group = Group(workshop_id=self._change.id, position=len(self._names), name=short(name, groups.NAME_LIMIT))
        self._change.session.add(group)
        self._change.session.flush()
        self._names.append((group.name, group.id))
        self.made.append(group)
        return group.id


def makeable(present: int, names: Sequence[str]) -> bool:
    """Return whether groups of these names may be added to so many others."""
    fits = all(short(name) and characters(name.strip()) <= groups.NAME_LIMIT for name in names)
    return fits and present + len(names) <= groups.MOST
