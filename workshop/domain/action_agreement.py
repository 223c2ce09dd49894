"""What the room says to the list of actions: a vote of one dot a phone, with answers in place of themes.

So it has a vote's marks, screens, end and place in the report. It counts phones, and nobody sees who answered what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.domain import actions, veil, voting_options, votings
from workshop.domain.action_drafts import words
from workshop.domain.stage import OPEN
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.store.action_tables import Action
from workshop.store.models import Voting

_LIST = "list"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of the newest question about the list; `changed`: the list is no longer the one that was asked about."""

    open: bool
    agreed: int
    noted: int
    not_yet: int
    changed: bool


def ask(change: Changing) -> int:
    """Ask the room about the list as it is; return the id of the vote.

    Raises Refusal for an empty list, Conflict in a workshop that ended.
    """
    rows = actions.of(change.session, change.id)
    if not rows:
        raise Refusal(_("ยังไม่มีสิ่งที่จะทำให้ห้องรับทราบ เพิ่มอย่างน้อยหนึ่งข้อก่อน"))
    if change.ended:
        raise Conflict(_("การประชุมสิ้นสุดแล้ว โทรศัพท์ตอบไม่ได้ เปิดการประชุมอีกครั้งก่อน"))
    # No words of ours: each reader has them in the own language. Former votes have those of who asked.
    options: list[dict[str, Any]] = [
        {"theme_id": answer, "label": "", _LIST: _digest(rows)} for answer in voting_options.ANSWERS
    ]
    # What was asked about stays as it was, whatever becomes of the list: the room answers to these words.
    options[0][voting_options.ABOUT] = [{"what": row.what, "unit": row.unit, "due": row.due} for row in rows]
    return votings.STAGE.open(
        change,
        Voting(
            workshop_id=change.id,
            state=OPEN,
            kind="agree",
            title="",
            dots=1,
            options=options,
            opened_at=change.at,
        ),
    )


def newest(session: Session, workshop_id: int, rows: Sequence[Action]) -> Agreement | None:
    """Return what the room said last, None if it was never asked. `rows`: the actions as they are now."""
    for voting in reversed(votings.STAGE.rows(session, workshop_id)):
        if voting.kind == "agree":
            counted = {
                option["theme_id"]: option["votes"]
                for option in votings.view(session, voting, True, behind=veil.NOTHING)["options"]
            }
            changed = voting.options[0].get(_LIST) != _digest(rows)
            agreed, noted, not_yet = (counted[answer] for answer in voting_options.ANSWERS)
            return Agreement(voting.state == OPEN, agreed, noted, not_yet, changed)
    return None


def _digest(rows: Sequence[Action]) -> str:
    """Return what tells the list from another; its order, statuses and links do not matter."""
    return sha256(" ".join(sorted(words(row) for row in rows)).encode()).hexdigest()[:16]
