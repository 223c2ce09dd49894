"""What the department typed for its letters back, and how far a worker is with them."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, replace

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.domain.wording import characters, clean, short, too_long
from workshop.errors import Refusal
from workshop.feed import now_ms
from workshop.store.board_tables import Board
from workshop.store.models import StoredSetting
from workshop.year.refusals import BoardChanged

UNIT = "{หน่วยงาน}"
ADDRESSEE = f"หัวหน้าหน่วยงาน {UNIT}"
TO_LIMIT, TEXT_LIMIT = 200, 3_000
WAITING, WRITING, DONE, FAILED = "waiting", "writing", "done", "failed"
_NAME = "letters_back."
_BROKEN_OFF_MS = 300_000
UNITS_A_PART = 4  # some two seconds of a worker, in which nothing else of the queue is done


@dataclass(frozen=True, slots=True)
class Order:
    """What was typed for the letters, and how far they are.

    to         addressee, with UNIT in the place of the unit's name; decided: what the department decided
    job        by which the file is found, and "job.0", "job.1" … its parts while they are being written
    stamp      of the board that they are written from
    """

    to: str = ADDRESSEE
    decided: str = ""
    state: str = ""
    done: int = 0
    all: int = 0
    at: int = 0
    job: str = ""
    stamp: str = ""

    @property
    def parts(self) -> int:
        """So many parts: the board, and units by the handful."""
        return 1 + -(-self.all // UNITS_A_PART)

    @property
    def going_on(self) -> bool:
        return self.state in (WAITING, WRITING) and abs(now_ms() - self.at) < _BROKEN_OFF_MS


def of(session: Session, uid: str) -> Order:
    row = session.get(StoredSetting, _NAME + uid)
    return Order(**json.loads(row.value)) if row is not None else Order()


def request(session: Session, uid: str, to: str, decided: str) -> Order | None:
    """Store what was typed and that a worker shall write; None where one is at it.

    What was broken off goes on with the parts that are there, if nothing was typed anew and the board is the same.
    Raises Refusal with the fields, BoardChanged without a board.
    """
    last = of(session, uid)
    if last.going_on:
        return None
    typed, text = short(to, TO_LIMIT), clean(decided)
    errors: dict[str, object] = {}
    if not typed:
        errors["to"] = _("กรุณากรอกผู้รับหนังสือ")
    if characters(text) > TEXT_LIMIT:
        errors["decided"] = too_long(TEXT_LIMIT)
    if errors:
        raise Refusal(None, **errors)
    board = session.get(Board, uid)
    if board is None:
        raise BoardChanged
    stamp = stamp_of(board)
    goes_on = last.state != DONE and (last.to, last.decided, last.stamp) == (typed, text, stamp)
    job = last.job if goes_on else f"letters.{secrets.token_hex(8)}"
    order = Order(typed, text, WAITING, all=len(board.sources), at=now_ms(), job=job, stamp=stamp)
    _store(session, uid, order)
    return order


def stamp_of(board: Board) -> str:
    """Return by which a board is told from what it was before it was made anew, or corrected."""
    return f"{board.generation}.{board.revision}"


def is_current(session: Session, uid: str) -> bool:
    """Return whether the letters are of the board that is there: one made anew may have lost what units withdrew."""
    board = session.get(Board, uid)
    return board is not None and of(session, uid).stamp.partition(".")[0] == str(board.generation)


def take(session: Session, uid: str, job: str, state: str, done: int = 0) -> bool:
    """Store how far the letters of this job are; False where the directive was deleted or they were ordered anew."""
    order = of(session, uid)
    if order.job != job:
        return False
    _store(session, uid, replace(order, state=state, done=done, at=now_ms()))
    return True


def forget(session: Session, uid: str) -> None:
    row = session.get(StoredSetting, _NAME + uid)
    if row is not None:
        session.delete(row)


def _store(session: Session, uid: str, order: Order) -> None:
    session.merge(StoredSetting(name=_NAME + uid, value=json.dumps(asdict(order), ensure_ascii=False)))
    session.flush()
