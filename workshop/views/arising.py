"""เรื่องสืบเนื่อง: what a meeting comes back to by itself, from the minutes that it adopts and those before them.

A matter comes until it is settled: by a tick, or as its action is done or dropped. An action comes from every meeting
before, however many lie between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.domain import actions, minutes, workshops
from workshop.domain.meeting_facts import Adopted
from workshop.domain.minutes import ARISING, TITLE_LIMIT, Item, Typed
from workshop.domain.versions import version
from workshop.domain.wording import short
from workshop.store.action_tables import Action
from workshop.store.models import Workshop
from workshop.views import dates

_FOLLOWED = (3, 5)  # agendas whose matters the next meeting comes back to
_MOST_BEFORE = 36  # meetings: three years
_DOING = {"waiting": "ยังไม่เริ่ม", "doing": "กำลังทำ"}  # on paper, which is in Thai


@dataclass(frozen=True, slots=True)
class _Meeting:
    named: Adopted
    typed: Typed
    actions: dict[str, Action]


def of(session: Session, code: str) -> list[Item] | None:
    """Return what comes by itself; None where these minutes are approved and change no more. Raises UnknownWorkshop."""
    row = workshops.find(session, code)
    code = row.code
    if minutes.approved(session, code):
        return None
    before = list(_before(session, code, minutes.of(session, row.id).facts.adopted))
    if not before:
        return []
    known = {reference: each for meeting in before for reference, each in meeting.actions.items()}
    settled = {each.action for meeting in before for each in meeting.typed.items if each.settled}
    found: dict[str, Item] = {}
    followed = set(settled)
    for item in _matters(before[0]):
        action = known.get(item.action)
        followed.add(item.action)
        if _open(item, action, {each.named.code for each in before}):
            new = _again(item, before[0].named, action)
            found.setdefault(new.origin, new)
    for reference, action in known.items():
        if reference not in followed and action.status in _DOING:
            title = short(action.what, TITLE_LIMIT)
            found.setdefault(reference, _brought(title, _standing(action), reference, reference))
    return list(found.values())


def action_of(session: Session, item: Item) -> Action | None:
    """Return the action that the matter is tied to; None without, or where it was removed."""
    code, _colon, action_id = item.action.partition(":")
    query = select(Action).join(Workshop).where(Workshop.code == code, Action.id == int(action_id or 0))
    found = session.execute(query).scalar() if code else None
    return None if found is None or found.removed else found


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
        typed = minutes.of(session, row.id)
        yield _Meeting(adopted, typed, {reference(row.code, each): each for each in actions.of(session, row.id)})
        adopted = typed.facts.adopted


def _matters(meeting: _Meeting) -> Iterator[Item]:
    """Yield what the meeting left to follow: also what it had from others and removed from its own minutes."""
    by_title = {short(each.what, TITLE_LIMIT): reference for reference, each in meeting.actions.items()}
    for item in meeting.typed.items:
        if item.agenda in _FOLLOWED and (not item.removed or item.origin):
            # Taken over as text by a former release, it has only the title of its action.
            yield item if item.action or item.origin else replace(item, action=by_title.get(item.title, ""))


def _open(item: Item, action: Action | None, codes: set[str]) -> bool:
    """Return whether the matter is to be followed. `codes`: of the meetings before."""
    if item.settled:
        return False
    if action is not None:
        return action.status in _DOING
    taken_off = item.action and item.origin == item.action and item.action.partition(":")[0] in codes
    return not taken_off or bool(item.resolution)


def _again(item: Item, last: Adopted, action: Action | None) -> Item:
    """Return the matter as it comes to the next meeting: with what was resolved last, and how its action stands."""
    which = f"การประชุมครั้งที่ {in_thai_digits(f'{last.number}/{last.year}')}"
    if item.resolution:
        said = f"มติ{which}: {item.resolution}"
    else:
        said = item.text if item.origin and not action else "" if action else f"{which} ยังไม่มีมติ"
    text = "\n".join(filter(None, (said, _standing(action) if action else "")))
    return _brought(item.title, text, item.action, item.origin or item.action or f"{last.code}/{item.id}")


def _standing(action: Action) -> str:
    return " ".join((whose(action), f"({_DOING[action.status]})")).strip()


def _brought(title: str, text: str, action: str, origin: str) -> Item:
    # The same matter has the same id each time, so that one that is shown can be changed before it is stored.
    item = Item(hashlib.sha256(origin.encode()).hexdigest()[:8], ARISING, title, text, action=action, origin=origin)
    return replace(item, brought=version(item.said))
