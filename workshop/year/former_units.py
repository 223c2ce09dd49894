"""What the answers of units that were merged or split still count for; the same for the same files in any order.

An answer of a unit that is asked no more counts on under its own name, until what came of the unit has answered: all of
the new units, or one of them from the same installation, which then says the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from workshop.store.year_tables import DirectiveAnswer
from workshop.year.contents import Unit
from workshop.year.reshaping import Reshape

Answers = Mapping[str, Sequence[DirectiveAnswer]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Which units have answered for themselves since a reshape. `asked_in`: of an answer, the directive's version."""

    reshapes: Sequence[Reshape]
    answers: Answers
    asked_in: Callable[[DirectiveAnswer], int]

    def is_over(self, code: str, seen: frozenset[str] = frozenset()) -> bool:
        """Return whether the answers of this former unit count no more."""
        return any(self._replaced(code, each, seen | {code}) for each in self._of(code))

    def since(self, unit: Unit, which: Reshape) -> list[DirectiveAnswer]:
        """Return the answers by which a new unit speaks for itself: of those under its code, the ones asked since."""
        return [each for each in self.answers.get(unit.code, ()) if self.asked_in(each) >= which.version]

    def _replaced(self, code: str, which: Reshape, seen: frozenset[str]) -> bool:
        keys = {each.key for each in self.answers.get(code, ())}
        if any(each.key in keys for unit in which.new for each in self.since(unit, which)):
            return True
        return all(
            self.since(unit, which) or (unit.code not in seen and self._of(unit.code) and self.is_over(unit.code, seen))
            for unit in which.new
        )

    def _of(self, code: str) -> list[Reshape]:
        return [each for each in self.reshapes if not each.undone and code in {unit.code for unit in each.former}]
