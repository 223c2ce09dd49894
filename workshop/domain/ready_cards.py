"""Last year's cards that wait: they open with the phase that somebody chose for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import former_years, lookbacks, phases, programme_now, showing
from workshop.domain.former_years import Former, FormerAction, FormerTheme
from workshop.domain.stage import OPEN
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.messages.incoming import OpenPhase
from workshop.messages.lookback import OpenLookback
from workshop.store.models import Phase, ReadyCards, Workshop

CARDS = "cards"
# Whether a break stands on the projector
BREAK = "break"
# Of what redo needs: the cards that waited for a phase whose adding was undone
WAITED = "waited"


@dataclass(frozen=True)
class Waiting:
    """`code`: of the workshop of this installation that they are made of; None for a file, or where it was deleted."""

    phase_id: int
    title: str
    code: str | None


def open_workshop(change: Changing, message: OpenLookback) -> int:
    """Open the cards of another workshop of this installation, or make them ready.

    Raises UnknownWorkshop, and what `begin` raises.
    """
    return begin(change, former_years.of(change.session, message.code), message.phase_id)


def begin(change: Changing, former: Former, phase_id: int | None = None) -> int:
    """Open the cards at once and return their id; with a phase, make them ready for it and return 0.

    Cards that waited before give way. Raises UnknownPhase, Conflict for a phase that is open, and what
    lookbacks.open_former raises.
    """
    if phase_id is None:
        return lookbacks.open_former(change, former)
    lookbacks.cards_of(change, former)
    phase = phases.find(change.session, change.id, phase_id)
    if phase.state == phases.OPEN:
        raise Conflict(_("ช่วงนี้เปิดอยู่แล้ว เลือก “เปิดทันที” หรือเลือกช่วงอื่น"))
    row = of(change.session, change.id) or ReadyCards(workshop_id=change.id, phase_id=phase.id)
    row.phase_id, row.source, row.former = phase.id, former.source, asdict(former)
    change.session.add(row)
    change.record(Kind.READY_CARDS, subject=str(phase.id))
    return 0


def put_away(change: Changing) -> None:
    """Let no cards wait any more; without any nothing changes."""
    row = of(change.session, change.id)
    if row is not None:
        change.session.delete(row)
        change.record(Kind.READY_CARDS, subject=str(row.phase_id))


def open_phase(change: Changing, phase_id: int, message: OpenPhase) -> None:
    """Open the phase and the cards that wait for it, and begin its item of the programme; a break leaves the projector.

    Raises UnknownPhase.
    """
    row, waited = of(change.session, change.id), waited_for(change, phase_id)
    opens = phases.find(change.session, change.id, phase_id).state != OPEN
    more: dict[str, Any] = {BREAK: True} if showing.pausing(change.workshop) else {}
    if row is not None and waited is not None:
        before = _before(change)
        more[CARDS] = {**waited, **before, "opened": _open(change, row)}
    programme = change.workshop.programme
    item = programme_now.of_phase(programme, phase_id) if opens else None
    if item is not None:
        more[programme_now.BEGUN] = programme_now.put(change, programme_now.states_with(programme, item, change.at))
    phases.open_phase(change, phase_id, message, more)
    if item is not None:
        change.workshop.facts_seq = change.seq
    showing.follow(change, False)


def turn_back(change: Changing, former: dict[str, Any]) -> dict[str, Any]:
    """Let cards wait again that were opened with a phase, or open them again; return what would turn it back.

    `former`: as `open_phase` stores it; `opened` is the id of the open cards, None for cards that wait, 0 where
    neither is so any more; `again`: that of the cards that were open before they waited again.
    """
    row, phase = of(change.session, change.id), change.session.get(Phase, former["phase_id"])
    if former["opened"] is None:
        if row is None or row.phase_id != former["phase_id"]:
            return {**former, "opened": 0}
        again = former.get("again") if row.former == former["former"] else None
        return {**former, **_before(change), "opened": _open(change, row, again, named=False)}
    if not former["opened"]:
        return former
    lookbacks.take_back(change, former["opened"], former["shown"], former.get("shown_open", False))
    if row is not None or phase is None or phase.removed:
        return {**former, "opened": 0}
    wait_again(change, former)
    return {**former, "opened": None, "again": former["opened"]}


def wait_again(change: Changing, former: dict[str, Any]) -> None:
    """Let cards wait as they did, unless others wait now."""
    if of(change.session, change.id) is not None:
        return
    source = change.session.get(Workshop, former["source"]) if former["source"] is not None else None
    same = source is not None and source.title == former["former"]["title"]  # not another that has its number now
    if former.get("anew"):
        if source is None or not same:
            return
        former = {**former, "former": asdict(former_years.of(change.session, source.code))}
    waiting = ReadyCards(workshop_id=change.id, phase_id=former["phase_id"], former=former["former"])
    waiting.source = former["source"] if same else None
    change.session.add(waiting)


def waited_for(change: Changing, phase_id: int | None) -> dict[str, Any] | None:
    """Return the cards that wait for the phase, for `wait_again`."""
    row = of(change.session, change.id)
    if row is None or row.phase_id != phase_id:
        return None
    return {"phase_id": row.phase_id, "source": row.source, "former": row.former}


def put_by(change: Changing, phase_id: int) -> dict[str, Any] | None:
    """Return them for a phase that is taken away: of a workshop that is here nothing but its title, as what it loses
    meanwhile must not come back."""
    found = waited_for(change, phase_id)
    if found is None or found["source"] is None:
        return found
    return {**found, "former": {"title": found["former"]["title"], "themes": [], "actions": []}, "anew": True}


def _before(change: Changing) -> dict[str, Any]:
    """Return which cards are on the screens, and whether they are open, before others take their place."""
    now = lookbacks.STAGE.now(change.session, change.workshop)
    return {"shown": now.id if now else None, "shown_open": now is not None and now.state == OPEN}


def _open(change: Changing, row: ReadyCards, again: int | None = None, named: bool = True) -> int:
    """Open what waits, and return the id of the cards; 0 if all that they were made of is gone.

    `again`: cards that were made of it already, with what was said of them.
    """
    change.session.delete(row)
    opened = lookbacks.open_again(change, again, named) if again else None
    if opened:
        return opened
    for former in _formers(change.session, row):
        try:
            return lookbacks.open_former(change, former, named)
        except Refusal:
            continue
    return 0


def of(session: Session, workshop_id: int) -> ReadyCards | None:
    return session.get(ReadyCards, workshop_id)


def waiting(session: Session, workshop_id: int) -> Waiting | None:
    """Return the cards that wait; None without any."""
    row = of(session, workshop_id)
    if row is None:
        return None
    source = session.get(Workshop, row.source) if row.source is not None else None
    return Waiting(row.phase_id, row.former["title"], source.code if source is not None else None)


def _formers(session: Session, row: ReadyCards) -> Iterator[Former]:
    """Yield what the cards are made of: a workshop of this installation as it is now, or as it was where it is gone."""
    source = session.get(Workshop, row.source) if row.source is not None else None
    if source is not None:
        yield former_years.of(session, source.code)
        return
    plain: dict[str, Any] = dict(row.former)
    themes = tuple(FormerTheme(**each) for each in plain.pop("themes"))
    actions = tuple(FormerAction(**each) for each in plain.pop("actions"))
    yield Former(**{**plain, "source": None}, themes=themes, actions=actions)
