"""How far the consolidation of a directive's answers is; it is done by a worker, and shown on the page of the board."""

import contextlib
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace

from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.feed import Feed, now_ms
from workshop.store.board_tables import Board
from workshop.year import directives, gathering
from workshop.year.refusals import NoAnswers

WAITING, READING, GROUPING, DONE, FAILED = "waiting", "reading", "grouping", "done", "failed"
# A step of which nobody said for so long that it goes on was broken off, by the end of its worker for one.
_BROKEN_OFF_MS = {WAITING: 300_000, READING: 30_000, GROUPING: 30_000}
_SAID_SECONDS = 5.0


class TakenOver(Exception):
    """Another worker makes this board now."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the states above, at a time in ms.

    done, all  answers that are read, categories that are grouped
    by         whose work it is, by a word of the worker's own; "" before the first one
    """

    state: str
    at: int = 0
    done: int = 0
    all: int = 0
    by: str = ""

    @property
    def going_on(self) -> bool:
        """Whether a worker is at it, or is about to be."""
        return self.begun and abs(now_ms() - self.at) < _BROKEN_OFF_MS[self.state]

    @property
    def begun(self) -> bool:
        """Whether it is neither done nor failed; a worker that finds nobody at it goes on."""
        return self.state in _BROKEN_OFF_MS


def of(board: Board | None) -> Step | None:
    return Step(**board.step) if board is not None and board.step else None


def request(session: Session, uid: str) -> bool:
    """Store that a worker shall consolidate; False where one is at it already. Raises UnknownDirective, NoAnswers."""
    directives.find(session, uid)
    board = session.get(Board, uid)
    last = of(board)
    if last is not None and last.going_on:
        return False
    if (board is None or not board.generation) and not gathering.sources(session, uid):
        raise NoAnswers
    if board is None:
        session.add(Board(uid=uid))
        session.flush()
    take(session, uid, WAITING)
    return True


def begin(session: Session, uid: str) -> str:
    """Make the work this worker's, also where another one is at it, which then ends; return the word for `by`."""
    by = secrets.token_hex(8)
    _store(session, uid, lambda last: replace(last or Step(WAITING), at=now_ms(), by=by))
    return by


def broken_off(session: Session) -> list[str]:
    """Return the directives whose board a worker did not finish, and nobody is at now."""
    rows = session.execute(select(Board.uid, Board.step))
    steps = [(str(uid), Step(**step)) for uid, step in rows if step]
    return [uid for uid, step in steps if step.begun and not step.going_on]


@contextlib.contextmanager
def alive(feed: Feed, uid: str, by: str) -> Iterator[None]:
    """Say every few seconds that the work goes on, as a step may take a minute."""
    done = threading.Event()

    def say() -> None:
        while not done.wait(_SAID_SECONDS):
            with contextlib.suppress(Exception):  # the database may be away for a moment, or the work another's
                feed.write(_say, uid, by)

    saying = threading.Thread(target=say, name="consolidation goes on", daemon=True)
    saying.start()
    try:
        yield
    finally:
        done.set()
        saying.join()


def _say(session: Session, uid: str, by: str) -> None:
    def step(last: Step | None) -> Step:
        if last is None or last.by != by or not last.begun:
            raise TakenOver
        return replace(last, at=now_ms())

    _store(session, uid, step)


def take(session: Session, uid: str, state: str, done: int = 0, of_all: int = 0, by: str = "") -> None:
    """Store the step; nothing where the directive was deleted meanwhile.

    Raises TakenOver where the work `by` a worker is another's; whoever only asks for work leaves it whose it is.
    """

    def step(last: Step | None) -> Step:
        whose = last.by if last else ""
        if by and by != whose:
            raise TakenOver
        return Step(state, now_ms(), done, of_all, whose)

    _store(session, uid, step)


def own(session: Session, uid: str, by: str) -> Board | None:
    """Return the board, locked, None for a deleted one. Raises TakenOver where the work is another's."""
    board = session.get(Board, uid, with_for_update=True)
    last = of(board)
    if board is not None and (last is None or last.by != by):
        raise TakenOver
    return board


def _store(session: Session, uid: str, step: Callable[[Step | None], Step]) -> None:
    board = session.get(Board, uid, with_for_update=True)
    if board is not None:
        board.step = asdict(step(of(board)))
        session.flush()
