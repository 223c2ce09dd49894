"""เรื่องสืบเนื่อง: what a meeting comes back to by itself, from the minutes that it adopts and those before them, and the
open actions of its unit's earlier workshops (views/earlier.py).

A matter comes until it is settled: by a tick, or as its action is done or dropped. An action comes from every meeting
before, however many lie between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.domain import actions, minutes, workshops
from workshop.domain.agendas import MONTHLY
from workshop.domain.meeting_facts import Adopted, Facts
from workshop.domain.minutes import ARISING, TITLE_LIMIT, Item, Typed
from workshop.domain.versions import version
from workshop.domain.wording import short
from workshop.store.action_tables import Action
from workshop.store.models import Workshop
from workshop.views import dates, earlier

_FOLLOWED = (3, 5)  # agendas whose matters the next meeting comes back to
_MOST_BEFORE = 36  # meetings: three years
_DOING = {"waiting": "ยังไม่เริ่ม", "doing": "กำลังทำ"}  # on paper, which is in Thai


@dataclass(frozen=True, slots=True)
class _Meeting:
    """`named`: None of a workshop that comes by its unit alone."""

    row: Workshop
    named: Adopted | None
    typed: Typed

    @property
    def source(self) -> str:
        """Return which one it was, as the paper names it."""
        facts = self.typed.facts
        return earlier.named(self.row, facts.title, facts.number, facts.year)


def nobody(_code: str) -> bool:
    """See no other workshop: what is stored of them stands as it is."""
    return False


def of(session: Session, code: str, may_see: Callable[[str], bool] = nobody) -> list[Item] | None:
    """Return what comes by itself; None where these minutes are approved and change no more. Raises UnknownWorkshop.

    may_see  whether who asks may see the actions of a workshop, by its code: of another, what is in these minutes
             already stays there, and nothing new comes
    """
    row = workshops.find(session, code)
    code = row.code
    if minutes.approved(session, code):
        return None
    typed = minutes.of(session, row.id)
    before = list(_before(session, code, typed.facts.adopted))
    meetings = [*before, *_of_unit(session, row, typed, {each.row.code for each in before})]
    followed = {
        each.action for meeting in meetings for each in meeting.typed.items if each.settled and not each.closing
    }
    stored = {each.origin for each in typed.items}
    found: dict[str, Item] = {}
    matters = list(_matters(session, before[0])) if before else []
    rows = actions.referred(session, (each.action for each in matters))
    for item in matters:
        followed.add(item.action)
        if _open(item, rows.get(item.action)):
            new = _again(item, before[0], _not_removed(rows.get(item.action)))
            found.setdefault(new.origin, new)
    doing = actions.open_of(session, [each.row.id for each in meetings])
    for meeting, action in ((each, action) for each in meetings for action in doing.get(each.row.id, ())):
        key = reference(meeting.row.code, action)
        if key in followed:
            continue
        if meeting.named is None and key not in stored and not may_see(meeting.row.code):
            continue
        title, text = short(action.what, TITLE_LIMIT), f"จาก{meeting.source}\n{_standing(action)}"
        found.setdefault(key, _brought(title, text, key, key))
    return list(found.values())


def actions_of(session: Session, items: Sequence[Item]) -> dict[str, Action]:
    """Return by a matter's id the action that it is tied to, without removed ones."""
    rows = actions.referred(session, (each.action for each in items))
    return {each.id: rows[each.action] for each in items if each.action in rows and not rows[each.action].removed}


def reference(code: str, action: Action) -> str:
    return f"{code}:{action.id}"


def whose(action: Action) -> str:
    """Return who does it by when, in the words of a resolution."""
    due = dates.parse(action.due)
    who = f"มอบ {action.unit} ดำเนินการ" if action.unit else "ดำเนินการ" if due else ""
    return who + (f" ภายในวันที่ {in_thai_digits(dates.spoken(due))}" if due else "")


def in_thai_digits(value: object) -> str:
    """Return it in Thai digits, as papers have them: this text is people's from now on."""
    return str(value).translate(dates.THAI_DIGITS)


def _before(session: Session, code: str, adopted: Adopted | None) -> Iterator[_Meeting]:
    """Yield the meeting whose minutes are adopted, the one that it adopted, and so on."""
    seen = {code}
    while adopted is not None and adopted.code not in seen and len(seen) <= _MOST_BEFORE:
        seen.add(adopted.code)
        row = session.execute(select(Workshop).where(Workshop.code == adopted.code)).scalar()
        if row is None:
            return
        meeting = _Meeting(row, adopted, minutes.of(session, row.id))
        yield meeting
        adopted = meeting.typed.facts.adopted


def _of_unit(session: Session, row: Workshop, typed: Typed, taken: set[str]) -> Iterator[_Meeting]:
    """Yield the earlier workshops of the same unit, once the minutes are begun."""
    if typed.facts == Facts() and row.template != MONTHLY.key:
        return
    found = [each for each in earlier.of_unit(session, row) if each.code not in taken]
    typed_of = minutes.of_each(session, [each.id for each in found])
    for each in found:
        yield _Meeting(each, None, typed_of.get(each.id, Typed()))


def _matters(session: Session, meeting: _Meeting) -> Iterator[Item]:
    """Yield what the meeting left to follow: also what it had from others and removed from its own minutes."""
    row = meeting.row
    by_title = {short(each.what, TITLE_LIMIT): reference(row.code, each) for each in actions.of(session, row.id)}
    for item in meeting.typed.items:
        if item.agenda in _FOLLOWED and (not item.removed or item.origin):
            # Taken over as text by a former release, it has only the title of its action.
            yield item if item.action or item.origin else replace(item, action=by_title.get(item.title, ""))


def _not_removed(action: Action | None) -> Action | None:
    return None if action is None or action.removed else action


def _open(item: Item, found: Action | None) -> bool:
    """Return whether the matter is to be followed. `found`: its action, also one that was taken off its workshop."""
    action = _not_removed(found)
    if item.settled:
        # Closed with its action, which was reopened since.
        return bool(item.closing) and action is not None and action.status in _DOING
    if action is not None:
        return action.status in _DOING
    taken_off = found is not None and item.origin == item.action
    return not taken_off or bool(item.resolution)


def _again(item: Item, last: _Meeting, action: Action | None) -> Item:
    """Return the matter as it comes to the next meeting: with what was resolved last, and how its action stands."""
    assert last.named is not None
    which = f"การประชุมครั้งที่ {in_thai_digits(f'{last.named.number}/{last.named.year}')}"
    if item.resolution:
        said = f"มติ{which}: {item.resolution}"
    elif item.origin and action:
        # Where the action comes from stands in the first line of what came by itself.
        said = next((line for line in item.text.splitlines()[:1] if line.startswith("จาก")), "")
    else:
        said = item.text if item.origin else "" if action else f"{which} ยังไม่มีมติ"
    text = "\n".join(filter(None, (said, _standing(action) if action else "")))
    return _brought(item.title, text, item.action, item.origin or item.action or f"{last.row.code}/{item.id}")


def _standing(action: Action) -> str:
    return " ".join((whose(action), f"({_DOING[action.status]})")).strip()


def _brought(title: str, text: str, action: str, origin: str) -> Item:
    # The same matter has the same id each time, so that one that is shown can be changed before it is stored.
    item = Item(hashlib.sha256(origin.encode()).hexdigest()[:8], ARISING, title, text, action=action, origin=origin)
    return replace(item, brought=version(item.said))
