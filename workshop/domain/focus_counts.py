"""How far focus issues are, district by district: target households and those reached, as counts and never as names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.changes import Kind
from workshop.domain import actions, focus_issues, groups, unit_pages
from workshop.domain.action_drafts import LIMITS
from workshop.domain.wording import short
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.messages.focus import SetFocusCount
from workshop.store.action_tables import Action
from workshop.store.focus_tables import FocusCount
from workshop.store.models import Change

MOST = 1_000_000  # households
MOST_A_DAY, _DAY_MS = 100, 86_400_000  # of a link


def units(session: Session, workshop_id: int, planned: Sequence[Action], counted: Iterable[FocusCount]) -> list[str]:
    """Return the groups, then other units of the workshop's actions or counts; names that look the same once."""
    named = [str(group.name) for group in groups.named(session, workshop_id)]
    named += [row.unit for row in planned if row.unit]
    named += [row.unit for row in counted]
    found: dict[str, str] = {}
    for name in dict.fromkeys(named):
        found.setdefault(comparable(name), name)
    return list(found.values())


def of(session: Session, workshop_id: int) -> dict[tuple[str, str], FocusCount]:
    """Return {(key of an issue, folded name of a unit): counts}."""
    query = select(FocusCount).where(FocusCount.workshop_id == workshop_id).order_by(col(FocusCount.id))
    return {(row.key, row.folded): row for row in session.execute(query).scalars()}


def save(change: Changing, message: SetFocusCount) -> None:
    """Store the counts of a unit for an issue; the same again is no change.

    Raises Refusal that names the fields at fault, Conflict where another screen changed the counts.
    """
    unit, counted = short(message.unit, LIMITS["unit"]), of(change.session, change.id)
    known = units(change.session, change.id, actions.of(change.session, change.id), counted.values())
    if comparable(unit) not in map(comparable, known):
        raise Refusal(None, unit=_("ไม่มีหน่วยงานนี้ในการประชุม โหลดหน้านี้ใหม่"))
    if message.key not in {row.key for row in focus_issues.of(change.session, change.id)}:
        raise Refusal(None, key=_("ไม่มีประเด็นเน้นหนักนี้แล้ว โหลดหน้านี้ใหม่"))
    target, reached = _number(message.target), _number(message.reached)
    errors: dict[str, object] = {
        name: _("พิมพ์เป็นจำนวน 0 ถึง %(most)s", most=f"{MOST:,}")
        for name, number in (("target", target), ("reached", reached))
        if number < 0
    }
    if not errors and reached > target:
        errors["reached"] = _("ถึงแล้วมากกว่าเป้าหมาย ตรวจทั้งสองจำนวนอีกครั้ง")
    if errors:
        raise Refusal(**errors)
    row = counted.get((message.key, comparable(unit)))
    before = (row.target, row.reached) if row else (0, 0)
    if before == (target, reached):
        return
    if message.was != f"{before[0]}/{before[1]}":
        raise Conflict(_("จำนวนนี้ถูกแก้จากอีกจอหนึ่งแล้ว ดูจำนวนล่าสุด แล้วแก้อีกครั้ง"))
    if row is None:
        row = FocusCount(workshop_id=change.id, key=message.key, unit=unit, folded=comparable(unit))
        change.session.add(row)
    row.target, row.reached = target, reached
    change.session.flush()
    change.record(Kind.FOCUS_COUNT, row, subject=str(row.id))


def report(change: Changing, token: str, message: SetFocusCount) -> None:
    """Store the counts of the unit whose link this is. Raises UnknownUnitPage, and as `save`."""
    _code, unit = unit_pages.find(change.session, token)
    query = select(func.count()).where(
        Change.workshop_id == change.id,
        Change.kind == Kind.FOCUS_COUNT.value,
        Change.actor == unit_pages.ACTOR,
        Change.at > change.at - _DAY_MS,
        col(Change.subject).in_([str(row.id) for row in of(change.session, change.id).values() if _same(row, unit)]),
    )
    if change.session.execute(query).scalar_one() >= MOST_A_DAY:
        raise Refusal(_("วันนี้รายงานครบ %(most)s ครั้งแล้ว พรุ่งนี้รายงานต่อได้", most=MOST_A_DAY))
    save(change, message.model_copy(update={"unit": unit}))


def _same(row: FocusCount, unit: str) -> bool:
    return row.folded == comparable(unit)


def _number(typed: str) -> int:
    """Return a count in Thai or Arabic digits, 0 for nothing, -1 for what is none or too large."""
    plain = typed.strip().replace(",", "")
    if not plain:
        return 0
    return int(plain) if plain.isdecimal() and len(plain) <= 7 and int(plain) <= MOST else -1
