"""An action as it is typed: its texts and limits, and its day in the Buddhist era."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _

from workshop.domain import versions
from workshop.domain.wording import characters, clean, short, too_long, visible
from workshop.errors import Refusal
from workshop.messages.actions import SaveAction
from workshop.store.action_tables import Action

LIMITS = {"what": 300, "unit": 120, "measure": 300}
_ERA, _OLDEST, _NEWEST = 543, 2500, 2700


def version(row: Action) -> str:
    """Return what tells an action from one that was edited later."""
    return versions.version((row.what, row.unit, row.due, row.measure, row.themes, row.focus))


def words(row: Action) -> str:
    """Return what tells the words of an action from others: without its themes, which may become one."""
    return versions.version((row.what, row.unit, row.due, row.measure))


def typed(message: SaveAction) -> dict[str, Any]:
    """Return the columns of what was typed. Raises Refusal with the fields at fault."""
    texts = {"what": clean(message.what), "unit": clean(message.unit), "measure": clean(message.measure)}
    errors: dict[str, object] = {
        name: too_long(limit) for name, limit in LIMITS.items() if characters(texts[name]) > limit
    }
    if not visible(texts["what"]):
        errors["what"] = _("พิมพ์ว่าจะทำอะไร")
    try:
        due = _due(message)
    except Refusal as refusal:
        errors |= refusal.errors
    if errors:
        raise Refusal(None, **errors)
    unit = short(texts["unit"], LIMITS["unit"])
    found = {**texts, "unit": unit, "due": due, "themes": list(dict.fromkeys(message.themes))}
    return found if message.focus is None else {**found, "focus": message.focus}


def _due(message: SaveAction) -> str:
    """Return the ISO date, "" without. A year that can be none of the Buddhist era is asked about, never guessed."""
    parts = [part.strip() for part in (message.day, message.month, message.year)]
    if not any(parts):
        return ""
    if not all(part.isdecimal() for part in parts):
        raise Refusal(None, due=_("กรุณาเลือกวัน เดือน และปี พ.ศ. ให้ครบ หรือเว้นว่างทั้งสามช่อง"))
    day, month, year = map(int, parts)
    if not _OLDEST <= year <= _NEWEST:
        raise Refusal(None, due=_("ปี %(year)s เป็น พ.ศ. หรือ ค.ศ. กรุณาพิมพ์เป็น พ.ศ. เช่น 2563", year=year))
    try:
        return date(year - _ERA, month, day).isoformat()
    except (ValueError, OverflowError):
        raise Refusal(None, due=_("วันที่นี้ไม่มีในปฏิทิน กรุณาเลือกวัน เดือน และปี พ.ศ. ให้ครบ")) from None
