"""The facilitator's list of workshops: states, and what is found in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from analysis.folding import comparable
from workshop.domain import phases, workshops
from workshop.store.models import Group, Note, Participant, Phase, Workshop
from workshop.views import dates

# The places of the list, in its order.
COMING, RUNNING, ENDED, ARCHIVED = "coming", "running", "ended", "archived"
PLACES = (COMING, RUNNING, ENDED, ARCHIVED)
ON_A_PAGE = 30
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list. `counts`: by place, of all that the words fit; `pages` from 1."""

    rows: Sequence[Row]
    counts: Counter[str]
    total: int
    page: int
    pages: int


def every(session: Session, language: str = "th") -> list[Row]:
    """Return a row for each workshop, newest first.

    `state` is waiting, open, between, closed or ended; `place` is one of PLACES.
    """
    notes = _counts(session, Note, col(Note.deleted).is_(False))
    people = _counts(session, Participant) + _brought(session)
    opened: dict[int, list[tuple[str, int]]] = defaultdict(list)
    query = select(Phase.workshop_id, Phase.state, Phase.run).where(col(Phase.removed).is_(False))
    for workshop_id, state, run in session.execute(query):
        opened[workshop_id].append((state, run))
    return [_row(row, opened[row.id], notes, people, language) for row in workshops.every(session)]


def found(rows: Sequence[Row], words: str = "", place: str = "", page: int = 1) -> Found:
    """Return those that have all the words in title, unit, venue, code or date, and stand in this place.

    Without a place all but the archived ones. A page that is not there is the nearest one.
    """
    wanted = [comparable(word) for word in words.split()]
    fitting = [row for row in rows if all(word in row["searched"] for word in wanted)]
    counts = Counter(row["place"] for row in fitting)
    shown = [row for row in fitting if (row["place"] == place if place in PLACES else not row["archived"])]
    pages = max(1, -(-len(shown) // ON_A_PAGE))
    page = min(max(1, page), pages)
    return Found(shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], counts, len(shown), page, pages)


def _row(
    row: Workshop, opened: list[tuple[str, int]], notes: dict[int, int], people: dict[int, int], language: str
) -> Row:
    assert row.id is not None
    state = "ended" if row.ended_at else _state(opened)
    span = dates.span(dates.parse(row.starts_on), dates.parse(row.ends_on), language)
    searched = (row.title, row.host_unit, row.venue, row.code, span, str(row.fiscal_year or ""))
    return {
        "code": row.code,
        "title": row.title,
        "host_unit": row.host_unit,
        "date_text": span,
        "received": notes.get(row.id, 0),
        "participants": people.get(row.id, 0),
        "state": state,
        "place": ARCHIVED if row.archived_at else {"waiting": COMING, "ended": ENDED}.get(state, RUNNING),
        "archived": bool(row.archived_at),
        "delete_at": row.delete_at,
        "searched": " ".join(map(comparable, searched)),
    }


def _state(opened: list[tuple[str, int]]) -> str:
    """Phases of databases of the first release do not count their openings: a closed one was open."""
    states = {state for state, _run in opened}
    if phases.OPEN in states:
        return "open"
    if states == {phases.CLOSED}:
        return "closed"
    begun = phases.CLOSED in states or any(run for _state, run in opened)
    return "between" if begun else "waiting"


def _counts(session: Session, table: type[Any], *where: Any) -> Counter[int]:
    query = select(table.workshop_id, func.count()).where(*where).group_by(col(table.workshop_id))
    return Counter({int(workshop_id): int(count) for workshop_id, count in session.execute(query)})


def _brought(session: Session) -> Counter[int]:
    """Count those who had joined where the workshop came from."""
    query = select(Group.workshop_id, func.sum(Group.brought)).where(Group.brought > 0).group_by(col(Group.workshop_id))
    return Counter({int(workshop_id): int(count) for workshop_id, count in session.execute(query)})
