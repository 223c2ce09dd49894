"""What the department typed for its letters back, and how far a worker is with them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.domain.wording import characters, clean, short, too_long
from workshop.errors import Refusal
from workshop.feed import now_ms
from workshop.store.models import StoredSetting

UNIT = "{หน่วยงาน}"
ADDRESSEE = f"หัวหน้าหน่วยงาน {UNIT}"
TO_LIMIT, TEXT_LIMIT = 200, 3_000
WAITING, WRITING, DONE, FAILED = "waiting", "writing", "done", "failed"
_NAME = "letters_back."
_BROKEN_OFF_MS = 300_000


@dataclass(frozen=True, slots=True)
class Order:
    """What was typed for the letters, and how far they are.

    to         addressee, with UNIT in the place of the unit's name; decided: what the department decided
    job        of the worker, by which the file is found
    """

    to: str = ADDRESSEE
    decided: str = ""
    state: str = ""
    done: int = 0
    all: int = 0
    at: int = 0
    job: str = ""

    @property
    def going_on(self) -> bool:
        return self.state in (WAITING, WRITING) and abs(now_ms() - self.at) < _BROKEN_OFF_MS


def of(session: Session, uid: str) -> Order:
    row = session.get(StoredSetting, _NAME + uid)
    return Order(**json.loads(row.value)) if row is not None else Order()


def request(session: Session, uid: str, to: str, decided: str) -> bool:
    """Store what was typed and that a worker shall write; False where one is at it. Raises Refusal with the fields."""
    last = of(session, uid)
    if last.going_on:
        return False
    typed, text = short(to, TO_LIMIT), clean(decided)
    errors: dict[str, object] = {}
    if not typed:
        errors["to"] = _("กรุณากรอกผู้รับหนังสือ")
    if characters(text) > TEXT_LIMIT:
        errors["decided"] = too_long(TEXT_LIMIT)
    if errors:
        raise Refusal(None, **errors)
    _store(session, uid, Order(typed, text, WAITING, at=now_ms()))
    return True


def take(session: Session, uid: str, state: str, done: int = 0, of_all: int = 0) -> None:
    """Store how far the letters are; nothing where the directive was deleted meanwhile."""
    if session.get(StoredSetting, _NAME + uid) is not None:
        _store(session, uid, replace(of(session, uid), state=state, done=done, all=of_all, at=now_ms()))


def named(session: Session, uid: str, job: str) -> None:
    """Store by which name the worker's file is found."""
    if session.get(StoredSetting, _NAME + uid) is not None:
        _store(session, uid, replace(of(session, uid), job=job))


def forget(session: Session, uid: str) -> None:
    row = session.get(StoredSetting, _NAME + uid)
    if row is not None:
        session.delete(row)


def _store(session: Session, uid: str, order: Order) -> None:
    session.merge(StoredSetting(name=_NAME + uid, value=json.dumps(asdict(order), ensure_ascii=False)))
    session.flush()
