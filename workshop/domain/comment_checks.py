"""The facilitator hides several comments in one step, with a reason that their writers are shown, and approves those
that wait: in phases that are checked first they wait as notes do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from workshop.changes import Kind
from workshop.domain import attaching, checking, comments
from workshop.errors import Conflict, UnknownComment
from workshop.feed import Changing
from workshop.messages.incoming import CheckComments, CheckedNote, HideComments
from workshop.store.models import Comment


def hide(change: Changing, message: HideComments) -> dict[str, int]:
    """Hide the comments, those that wait too; return {hidden, changed}.

    `changed`: how many were left as they are: edited since they were read, withdrawn, or hidden already.
    Raises UnknownComment for comments that are not in the workshop, and Conflict where all were left.
    """
    read, found = _found(change, message.comments)
    hiding = [
        row
        for row in found
        if not row.deleted and (row.unchecked or not row.hidden) and checking.words(row) == read[row.id]
    ]
    if not hiding:
        raise Conflict(_("ข้อคิดเห็นนี้ถูกแก้ ถอน หรือซ่อนไปแล้ว อ่านอีกครั้ง แล้วค่อยซ่อน"))
    before: list[list[Any]] = [
        ["comment", row.id, {name: getattr(row, name) for name in comments.MARKS}] for row in hiding
    ]
    for row in hiding:
        row.hidden, row.unchecked, row.hidden_why = True, 0, message.reason
    _record(change, Kind.HIDE_COMMENT, hiding, before)
    return {"hidden": len(hiding), "changed": len(read) - len(hiding)}


def approve(change: Changing, message: CheckComments) -> dict[str, int]:
    """Show the comments to everybody who sees what they are on; return {approved, changed}, as checking.approve.

    Raises UnknownComment for comments that are not in the workshop, and Conflict where all were left.
    """
    read, found = _found(change, message.comments)
    approved = [row for row in found if checking.as_read(row, read)]
    if not approved:
        raise Conflict(_("ข้อคิดเห็นนี้ถูกแก้หรือมีผู้ตรวจแล้ว อ่านในรายการอีกครั้ง แล้วค่อยอนุมัติ"))
    _record(change, Kind.CHECK_COMMENTS, approved, checking.show(approved))
    return {"approved": len(approved), "changed": len(read) - len(approved)}


def _found(change: Changing, wanted: Sequence[CheckedNote]) -> tuple[dict[str, str], list[Comment]]:
    read = {each.id: each.words for each in wanted}
    found = checking.rows_of(change, Comment, read)
    if not found:
        raise UnknownComment
    return read, found


def _record(change: Changing, kind: Kind, rows: Sequence[Comment], before: list[list[Any]]) -> None:
    attaching.recount(change)
    attaching.record_all(change, kind, rows, attaching.parents_of(change, rows), before={"rows": before})
