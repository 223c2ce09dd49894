"""What another console changed of a list since it was read, in words for whoever saves an older one."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from workshop.domain.wording import short

_MOST, _LONGEST = 3, 40


def between(was: Sequence[str], now: Sequence[str]) -> str:
    """Return what came and what went, a few of each; "" where they are alike but for their order."""
    came = [each for each in now if each not in set(was)]
    went = [each for each in was if each not in set(now)]
    parts = [
        _("เพิ่มหรือแก้เป็น %(what)s", what=_named(came)) if came else "",
        _("เอาออก %(what)s", what=_named(went)) if went else "",
    ]
    return " · ".join(part for part in parts if part)


def _named(lines: Sequence[str]) -> str:
    named = ", ".join(f"“{short(line, _LONGEST)}”" for line in lines[:_MOST])
    more = len(lines) - _MOST
    return named if more <= 0 else str(_("%(named)s และอีก %(n)s", named=named, n=more))
