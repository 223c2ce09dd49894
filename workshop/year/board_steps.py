"""How far the consolidation of a directive's answers is; it is done by a worker, and shown on the page of the board."""

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from workshop.feed import now_ms
from workshop.store.board_tables import Board
from workshop.year import directives, gathering
from workshop.year.refusals import NoAnswers

WAITING, READING, GROUPING, DONE, FAILED = "waiting", "reading", "grouping", "done", "failed"
# A step that was not followed by another for so long was broken off, by the end of its worker for one.
_BROKEN_OFF_MS = 300_000


@dataclass(frozen=True, slots=True)
class Step:
    """One of the states above, at a time in ms. `done` of `all`: answers that are read, categories that are grouped."""

    state: str
    at: int = 0
    done: int = 0
    all: int = 0

    @property
    def going_on(self) -> bool:
        """Whether a worker is at it, or is about to be."""
        return self.state in (WAITING, READING, GROUPING) and abs(now_ms() - self.at) < _BROKEN_OFF_MS


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


def take(session: Session, uid: str, state: str, done: int = 0, of_all: int = 0) -> None:
    """Store the step; nothing where the directive was deleted meanwhile."""
    board = session.get(Board, uid)
    if board is not None:
        board.step = asdict(Step(state, now_ms(), done, of_all))
        session.flush()
