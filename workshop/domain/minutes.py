"""Minutes of a meeting (รายงานการประชุม): its facts, its matters by agenda with what was resolved, typed by people.

Nothing is taken from phones but the names of the attendance list, and those only when the facilitator asks.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.changes import Kind
from workshop.domain import consents, meeting_facts
from workshop.domain.meeting_facts import Adopted, Facts
from workshop.domain.versions import version
from workshop.domain.wording import characters, clean, short, too_long
from workshop.errors import Conflict, Refusal, UnknownItem
from workshop.feed import Changing
from workshop.messages.minutes import MinutesFacts, MinutesItem
from workshop.store.minutes_tables import Minutes

MOST_ITEMS = 100
# How many come by themselves, put off or not, and how many there may be with them: the secretary has matters to add.
MOST_ARISING, _MOST_WITH_ARISING = 60, 90
TITLE_LIMIT = 300
LIMITS = {"title": TITLE_LIMIT, "text": 5000, "resolution": 2000}
ARISING = 3
_OTHER_UNITS, _DEVICES = "หน่วยงานอื่นและไม่ระบุ", "เครื่อง"  # on the paper, which is in Thai
# ระเบียบวาระ of Thai offices, by their number.
AGENDAS = {
    1: "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    2: "เรื่องรับรองรายงานการประชุม",
    3: "เรื่องสืบเนื่อง",
    4: "เรื่องเสนอให้ที่ประชุมทราบ",
    5: "เรื่องเสนอให้ที่ประชุมพิจารณา",
    6: "เรื่องอื่น ๆ",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A matter. `removed`: it stands nowhere, and comes back until the next step; one that came by itself, at any time.

    settled  no later meeting comes back to it
    action   "CODE:id" of the action that was made of it or that it follows, "" without
    origin   of which matter or action of a former meeting it comes, "" where it was typed here (views/arising.py)
    brought  version of the words with which it came by itself
    closing  of a settled one: "done" or "dropped", as its action is still to be closed with it; "closed" once that
             is; "" where the action goes on without the meeting
    """

    id: str
    agenda: int
    title: str
    text: str = ""
    resolution: str = ""
    removed: bool = False
    settled: bool = False
    action: str = ""
    origin: str = ""
    brought: str = ""
    closing: str = ""

    @property
    def version(self) -> str:
        return version(asdict(self))

    @property
    def said(self) -> tuple[int, str, str, str]:
        """Return what stands on the paper."""
        return self.agenda, self.title, self.text, self.resolution

    @property
    def untouched(self) -> bool:
        """Return whether it came by itself and stands as it came."""
        return self.brought == version(self.said) and not self.settled and not self.removed


@dataclass(frozen=True, slots=True)
class Typed:
    """What is stored of a workshop's minutes; without any, blank ones."""

    facts: Facts = field(default_factory=Facts)
    items: tuple[Item, ...] = ()
    consents: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        return version(asdict(self.facts))

    def with_items(self, items: Sequence[Item]) -> Typed:
        return replace(self, items=tuple(items))

    def of_agenda(self, agenda: int) -> tuple[Item, ...]:
        """Return its matters in order, without removed ones."""
        return tuple(each for each in self.items if each.agenda == agenda and not each.removed)


def of(session: Session, workshop_id: int) -> Typed:
    row = session.get(Minutes, workshop_id)
    return stored(row) if row else Typed()


def of_each(session: Session, workshop_ids: Sequence[int]) -> dict[int, Typed]:
    """Return {id of a workshop: its minutes}, without those that are blank."""
    rows = session.execute(select(Minutes).where(col(Minutes.workshop_id).in_(workshop_ids))).scalars()
    return {row.workshop_id: stored(row) for row in rows}


def stored(row: Minutes) -> Typed:
    adopted = row.facts.get("adopted")
    facts = Facts(**{**row.facts, "adopted": Adopted(**adopted) if adopted else None})
    return Typed(facts, tuple(Item(**each) for each in row.items), row.consents or {})


def approved(session: Session, code: str) -> bool:
    """Return whether a later meeting adopted the minutes of this one."""
    adopted = col(Minutes.facts)[("adopted", "code")].as_string()
    return session.execute(select(Minutes.workshop_id).where(adopted == code).limit(1)).first() is not None


def set_facts(change: Changing, message: MinutesFacts, former: Sequence[Adopted]) -> None:
    """Store the facts; `former` are the minutes that may be adopted.

    Raises Refusal that names the fields at fault, Conflict where another screen changed the facts.
    """
    typed = of(change.session, change.id)
    facts = meeting_facts.checked(message, [*former, *([typed.facts.adopted] if typed.facts.adopted else [])])
    if facts == typed.facts:
        return
    if message.was != typed.version:
        raise Conflict(_("ข้อมูลนี้ถูกแก้จากอีกจอหนึ่งแล้ว ดูข้อมูลที่บันทึกอยู่ แล้วแก้ให้ครบก่อนบันทึกอีกครั้ง"))
    kept = consents.after_typing(typed.consents, typed.facts, facts)
    _store(change, replace(typed, facts=facts, consents=kept), "facts")


def add_present(change: Changing, given: Mapping[str, str]) -> int:
    """Add who consents and is not listed yet, {mark of the consent: line}, to who came; return how many."""
    typed = of(change.session, change.id)
    facts, kept, new = consents.add(typed.facts, typed.consents, given)
    if characters(facts.present) > meeting_facts.LIST_LIMIT:
        raise Refusal(None, present=too_long(meeting_facts.LIST_LIMIT))
    if new:
        _store(change, replace(typed, facts=facts, consents=kept), "present")
    return new


def add_units(change: Changing, units: Sequence[tuple[str, int]]) -> int:
    """List how many devices came of each unit below those who took part; the counts of before give way, also of units
    that are counted no more.

    Return how many lines are new or changed.
    """
    typed = of(change.session, change.id)
    lines = {unit or _OTHER_UNITS: f"{unit or _OTHER_UNITS}  {devices} {_DEVICES}" for unit, devices in units}
    stood = typed.facts.others.splitlines()
    kept = [line for line in stood if line in lines.values() or not _counts_devices(line)]
    new = [line for line in lines.values() if line not in kept]
    facts = replace(typed.facts, others="\n".join([*kept, *new]))
    if characters(facts.others) > meeting_facts.LIST_LIMIT:
        raise Refusal(None, others=too_long(meeting_facts.LIST_LIMIT))
    if facts != typed.facts:
        _store(change, replace(typed, facts=facts), "others")
    return len(new)


def _counts_devices(line: str) -> bool:
    """Return whether the line is of the form that `add_units` writes."""
    unit, _blanks, count = line.rpartition("  ")
    return bool(unit) and count.endswith(f" {_DEVICES}") and count.removesuffix(f" {_DEVICES}").isdecimal()


def take_name_off(change: Changing, mark: str) -> None:
    """Take the line that came by this consent off the lists of names, in minutes that are not approved yet.

    Approved minutes keep the line, and forget by which consent it came.
    """
    typed = of(change.session, change.id)
    if mark not in typed.consents:
        return
    facts, kept = consents.take_off(typed.facts, typed.consents, mark)
    if approved(change.session, change.workshop.code):
        facts = typed.facts
    _store(change, replace(typed, facts=facts, consents=kept), "present")


def person_line(name: str, unit: str, role: str) -> str:
    """Return somebody as a line of the lists: the name, and behind a tab the post and the unit."""
    return "\t".join(filter(None, (name, " ".join((role, unit)).strip())))


def save_item(change: Changing, message: MinutesItem, closing: str = "") -> None:
    """Add a matter, or change the one with this id. A new one that is there word for word was sent twice.

    `closing`: as in Item, of one that is settled now; one that is settled already keeps its own.

    Raises UnknownItem, Refusal that names the fields at fault, Conflict where another screen changed the matter.
    """
    typed = of(change.session, change.id)
    written: dict[str, Any] = {
        "agenda": int(message.agenda),
        "title": short(message.title, TITLE_LIMIT),
        "text": clean(message.text),
        "resolution": clean(message.resolution),
        "settled": bool(message.settled),
    }
    new = Item(id=message.id or secrets.token_hex(4), **written)
    errors: dict[str, object] = {
        name: too_long(most) for name, most in LIMITS.items() if characters(clean(getattr(message, name))) > most
    }
    if not new.title:
        errors["title"] = _("พิมพ์ชื่อเรื่อง")
    if errors:
        raise Refusal(**errors)
    if not message.id:
        if not any(replace(each, id=new.id) == new for each in typed.items):
            add_items(change, [new])
        return
    item = find(typed, message.id)
    keeps = item.closing if item.settled and item.closing else closing
    new = replace(item, **written, closing=keeps if message.settled else "")
    if new == item:
        return
    if message.was != item.version:
        raise Conflict(_("เรื่องนี้ถูกแก้จากอีกจอหนึ่งแล้ว ดูที่บันทึกอยู่ แล้วแก้ให้ครบก่อนบันทึกอีกครั้ง"))
    _store(change, typed.with_items([new if each is item else each for each in typed.items]), item.id)


def add_items(change: Changing, new: Sequence[Item]) -> int:
    """Add matters behind the others; return how many. Raises Refusal where there would be too many."""
    typed = of(change.session, change.id)
    if _count(typed.items) + len(new) > MOST_ITEMS:
        raise Refusal(_("รายงานการประชุมมีได้ไม่เกิน %(most)s เรื่อง", most=MOST_ITEMS))
    if new:
        _store(change, typed.with_items([*typed.items, *new]), new[0].id)
    return len(new)


def carry(change: Changing, arising: Sequence[Item]) -> None:
    """Store the matters that come from former meetings by themselves."""
    typed = of(change.session, change.id)
    items = carried(typed, arising)
    if items != typed.items:
        _store(change, typed.with_items(items), "arising", _gone(items))


def closed(change: Changing, item_ids: Collection[str]) -> None:
    """Store that the actions of these settled matters are closed."""
    typed = of(change.session, change.id)
    items = [replace(each, closing="closed") if each.closing and each.id in item_ids else each for each in typed.items]
    if tuple(items) != typed.items:
        _store(change, typed.with_items(items), "closed", _gone(items))


def carried(typed: Typed, arising: Sequence[Item]) -> tuple[Item, ...]:
    """Return the matters with those that come by themselves, each once; what people changed stays as it is.

    One that stands as it came takes the words of today, and goes where its matter has been settled meanwhile. What
    does not fit into the minutes waits for room.
    """
    coming = {each.origin: each for each in arising}
    order = {origin: at for at, origin in enumerate(coming)}
    items = []
    for item in typed.items:
        if item.untouched and item.origin not in coming:
            continue
        fresh = coming.pop(item.origin, None) if item.origin else None
        if fresh and item.untouched:
            item = replace(item, title=fresh.title, text=fresh.text, action=fresh.action, brought=fresh.brought)
        items.append(item)
    # What was put off counts, too: nothing else comes in its place.
    came = sum(bool(each.origin) for each in items)
    room = min(MOST_ARISING, _MOST_WITH_ARISING - sum(not (each.origin or each.removed) for each in items)) - came
    for each in waiting(items, arising)[: max(0, room)]:
        later = (at for at, item in enumerate(items) if item.untouched and order[item.origin] > order[each.origin])
        items.insert(next(later, len(items)), each)
    return tuple(items)


def waiting(items: Sequence[Item], arising: Sequence[Item]) -> list[Item]:
    """Return what comes by itself and is not among the matters, for want of room."""
    there = {each.origin for each in items}
    titles = {each.title for each in items if each.agenda == ARISING and not each.origin and not each.removed}
    return [each for each in arising if each.origin not in there and each.title not in titles]


def follow(change: Changing, item_id: str, action: str) -> None:
    """Tie the matter to an action that was made of it, "CODE:id". Raises UnknownItem."""
    typed = of(change.session, change.id)
    item = find(typed, item_id)
    new = replace(item, action=action)
    _store(change, typed.with_items([new if each is item else each for each in typed.items]), item_id)


def move(change: Changing, item_id: str, by: int) -> None:
    """Exchange the matter with the one before (-1) or after it (1) in its agenda; at the end nothing changes."""
    typed = of(change.session, change.id)
    item = find(typed, item_id)
    beside = list(typed.of_agenda(item.agenda))
    place = beside.index(item) + by
    if not 0 <= place < len(beside):
        return
    items = list(typed.items)
    a, b = items.index(item), items.index(beside[place])
    items[a], items[b] = items[b], items[a]
    _store(change, typed.with_items(items), item_id)


def remove(change: Changing, item_id: str) -> None:
    """Take the matter off; it comes back until the next step. Raises UnknownItem."""
    typed = of(change.session, change.id)
    item = find(typed, item_id)
    gone = replace(item, removed=True)
    _store(change, typed.with_items([gone if each is item else each for each in typed.items]), item_id, gone)


def bring_back(change: Changing, item_id: str) -> None:
    """Put a removed matter back where it was. Raises UnknownItem where a later step forgot it."""
    typed = of(change.session, change.id)
    item = next((each for each in typed.items if each.id == item_id and each.removed), None)
    if item is None:
        raise UnknownItem
    back = [replace(item, removed=False) if each is item else each for each in typed.items]
    _store(change, typed.with_items(back), item_id)


def _gone(items: Sequence[Item]) -> Item | None:
    """Return the removed matter that can still be brought back, so that a step that nobody took does not forget it."""
    return next((each for each in items if each.removed and not each.origin), None)


def _count(items: Sequence[Item]) -> int:
    return sum(not each.removed for each in items)


def find(typed: Typed, item_id: str) -> Item:
    """Return a matter that was not removed. Raises UnknownItem."""
    for item in typed.items:
        if item.id == item_id and not item.removed:
            return item
    raise UnknownItem


def _store(change: Changing, typed: Typed, subject: str, gone: Item | None = None) -> None:
    """Store all of it, and forget what was removed before."""
    row = change.session.get(Minutes, change.id) or Minutes(workshop_id=change.id)
    row.facts = asdict(typed.facts)
    row.items = [asdict(each) for each in typed.items if not each.removed or each.origin or each is gone]
    row.consents = dict(typed.consents)
    change.session.add(row)
    change.record(Kind.MINUTES, subject=subject)
