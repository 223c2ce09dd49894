"""Which other workshops of the installation who asks may know of, where a page of one offers another."""

from __future__ import annotations

from collections.abc import Callable

from workshop.domain import admission
from workshop.domain.policy import Grant, Thing
from workshop.web.edge import feed, person, role


def seen(*things: Thing) -> Callable[[str], bool]:
    """Return whether who asks may see these of a workshop, by its code.

    The administrator sees all; a helper, whose session is for one workshop, none; a person what the policy lets see.
    """
    return _granted(Grant.SEE, things)


def run(*things: Thing) -> Callable[[str], bool]:
    """Return whether who asks may change these of a workshop, by its code; of others as `seen`."""
    return _granted(Grant.RUN, things)


def _granted(grant: Grant, things: tuple[Thing, ...]) -> Callable[[str], bool]:
    if (own := person()) is None:
        return lambda _code: not role()
    mine = feed().read(admission.workshops, feed().read(admission.held, own))
    return lambda code: all(mine.get(code, admission.NOTHING)[thing] >= grant for thing in things)
