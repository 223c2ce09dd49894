"""What another console did to the same thing after a step: to restore what stood there would take that back too."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import and_, false, or_
from sqlmodel import col, select

from workshop.changes import BY_VALUE, Kind
from workshop.domain import consoles, imports, programme_now, timers, unit_pages
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.store.models import Change
from workshop.store.rows import NOTE

_BESIDE = ("rows", imports.IMPORTED, imports.MADE_GROUPS, timers.STOPPED, programme_now.BEGUN)
_BACK_AND_FORTH = (Kind.UNDO.value, Kind.REDO.value)


def check_undo(change: Changing, step: Change) -> None:
    """Raise Conflict, with who did what, where another facilitator, or a unit by its link, changed since what `step` is
    about."""
    about = _about(step) | _imported(change, step)
    for other, who, done in _later(change, step):
        if other.kind not in _BACK_AND_FORTH and about & _changed(other):
            what = BY_VALUE[step.kind].called
            if other.actor == unit_pages.ACTOR:
                raise Conflict(
                    _(
                        "เลิกทำ “%(what)s” ไม่ได้ เพราะหลังจากนั้นหน่วยงานรายงานความคืบหน้าของข้อนี้ทางลิงก์ ถ้าต้องการ ให้แก้เอง",
                        what=what,
                    )
                )
            raise Conflict(
                _(
                    "เลิกทำ “%(what)s” ไม่ได้ เพราะหลังจากนั้น %(who)s ทำ “%(done)s” กับสิ่งเดียวกัน ให้ %(who)s เลิกทำก่อน",
                    what=what,
                    who=who,
                    done=done,
                )
            )


def check_redo(change: Changing, undone: Change, step: Change) -> None:
    """Raise Conflict, with who did what, where another changed since the undo what it gave back, or where it leads."""
    about = _about(undone) | _targets(undone)
    for other, who, done in _later(change, undone):
        if about & _changed(_of(change, other)) and not _both_since(other, undone):
            raise Conflict(
                _(
                    "ทำซ้ำ “%(what)s” ไม่ได้ เพราะหลังจากนั้น %(who)s ทำ “%(done)s” กับสิ่งเดียวกัน ถ้ายังต้องการ ให้ทำใหม่เอง",
                    what=BY_VALUE[step.kind].called,
                    who=who,
                    done=done,
                )
            )


def _later(change: Changing, step: Change) -> Iterator[tuple[Change, str, Any]]:
    """Yield what others did after `step` and nobody undid, newest first, with who and the name of what was done."""
    later = select(Change).where(
        Change.workshop_id == change.id,
        Change.seq > step.seq,
        or_(
            and_(col(Change.actor) == step.actor, col(Change.by).not_in(("", change.by))),
            col(Change.actor) == unit_pages.ACTOR,
        ),
        col(Change.undone).is_(False),
    )
    names = consoles.names(change.session, change.id)
    for other in change.session.execute(later.order_by(col(Change.seq).desc())).scalars().all():
        who = _("หน่วยงาน") if other.actor == unit_pages.ACTOR else names.get(other.by, "")
        yield other, who, BY_VALUE[other.kind].called


def _of(change: Changing, other: Change) -> Change:
    """Return the step that an undo or a redo is about, else the change itself."""
    if other.kind not in _BACK_AND_FORTH:
        return other
    return change.session.get_one(Change, (other.workshop_id, int(other.subject)))


def _both_since(other: Change, undone: Change) -> bool:
    """Return whether `other` only takes back, or does again, what was first done after `undone`."""
    return other.kind in _BACK_AND_FORTH and int(other.subject) > undone.seq


def _imported(change: Changing, step: Change) -> set[str]:
    """Return the notes that an import brought, which its undo takes away."""
    runs = step.before.get(imports.IMPORTED, [])
    numbers = [NOTE.c.number.between(first, last) for first, last in runs]
    found = select(NOTE.c.id).where(NOTE.c.workshop_id == change.id, or_(false(), *numbers))
    return {f"note {note_id}" for note_id in change.session.execute(found).scalars()}


def _targets(undone: Change) -> set[str]:
    """Return the themes into which notes would go again."""
    rows = undone.before.get("rows", [])
    return {f"theme {fields['theme_id']}" for _table, _key, fields in rows if fields.get("theme_id")}


def _changed(other: Change) -> set[str]:
    """Return what a step changed, with the programme where a phase that opened began its item.

    Undo of that step itself needs no word of this: it leaves the programme where another item is now.
    """
    return _about(other) | ({"programme"} if programme_now.BEGUN in other.before else set())


def _about(step: Change) -> set[str]:
    """Return what a step changed: its rows, and names of facts of the workshop."""
    before: Mapping[str, Any] = step.before
    rows = {f"{table} {key}" for table, key, _fields in before.get("rows", [])}
    return rows | {name for name in before if name not in _BESIDE}
