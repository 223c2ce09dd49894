"""Undo of an import: its notes leave every screen and count, their words the database; their numbers stay used.

What people said under them would go for good, so that there is no undo once somebody has.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_, select, update
from sqlmodel import col

from workshop.domain import attached, attaching, old_words
from workshop.errors import Conflict
from workshop.feed import Changing
from workshop.store.models import ATTACHED, COUNTS, Theme
from workshop.store.rows import NOTE, REACTION

_GONE = {"deleted": True, "text": "", "theme_id": None, "looked_at": True, "placed": False, "agreed": 0}


def take_back(change: Changing, runs: Sequence[Sequence[int]]) -> list[Any]:
    """Withdraw the notes with numbers in `runs`; return the other rows that changed, for the caller to record.

    The notes get the seq of the next change. What was erased stays so. Raises Conflict where people said
    something under them.
    """
    if not runs:
        return []
    change.session.flush()
    of = (
        NOTE.c.workshop_id == change.id,
        or_(*(NOTE.c.number.between(first, last) for first, last in runs)),
        NOTE.c.deleted.is_(False),
        NOTE.c.erased == "",
    )
    rows = change.connection.execute(select(NOTE.c.id, NOTE.c.category, NOTE.c.text, NOTE.c.theme_id).where(*of)).all()
    ids = select(NOTE.c.id).where(*of)
    withdrawn = [
        row
        for name, table in ATTACHED.items()
        for row in attached.on(change.session, name, change.id, col(table.note_id).in_(ids))
    ]
    if said := sum(not row.staff and not row.deleted for row in withdrawn):
        raise Conflict(
            _(
                "เลิกทำ “นำเข้า” ไม่ได้ เพราะข้อคิดเห็นของผู้เข้าร่วม %(n)s ข้อใต้ความเห็นเหล่านั้นจะหายไปถาวร ให้ซ่อนความเห็นที่ไม่ต้องการแทน",
                n=said,
            )
        )
    agreed = (REACTION.c.workshop_id == change.id, REACTION.c.note_id.in_(ids))
    change.connection.execute(update(REACTION).where(*agreed).values(agrees=False))
    next_seq = change.seq + 1
    stamps = {"seq": next_seq, "shown_seq": next_seq, **dict.fromkeys(COUNTS, 0)}
    change.connection.execute(update(NOTE).where(*of).values(**_GONE, **stamps))
    change.session.expire_all()
    for row in withdrawn:
        attaching.withdraw(row)
    in_themes = {note.theme_id for note in rows if note.theme_id}
    themes = [theme for key in sorted(in_themes) if (theme := change.session.get(Theme, (change.id, key)))]
    cleaned = old_words.forget_texts(change, [note.text for note in rows], {note.id for note in rows})
    return [*withdrawn, *themes, *(row for row in cleaned if row not in themes)]
