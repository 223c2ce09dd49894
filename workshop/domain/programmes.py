"""The programme: the timed items of the days, planned beside what really happens. It is one list of the workshop's row,
so that a step is one change and undo brings the former list back."""

from __future__ import annotations

import secrets
from collections.abc import Container, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import phases, programme_plans, ready_cards, showing, versions, workshops
from workshop.domain.programme_now import DONE, NOW, PAUSES, PLANNED, is_over, now_and_next
from workshop.domain.programme_times import DAY, Item, clock, ending, goes_on, minute, planned_at
from workshop.domain.wording import characters, clean, one_line, too_long
from workshop.errors import Conflict, Refusal, UnknownItem, UnknownPhase
from workshop.feed import Changing
from workshop.messages.incoming import OpenPhase, ProgrammeItem
from workshop.messages.programme import BeginNext, ItemShown, ProgrammeShown

MOST, TITLE_LIMIT, SCRIPT_LIMIT = 80, 80, 1000
DAYS = 9
KINDS = {
    "input": lazy_gettext("เขียนความเห็น"),
    "discussion": lazy_gettext("อภิปรายกลุ่ม"),
    "break": lazy_gettext("พัก"),
    "meal": lazy_gettext("รับประทานอาหาร"),
    "plenary": lazy_gettext("ประชุมรวม"),
    "presentation": lazy_gettext("นำเสนอ"),
    "voting": lazy_gettext("ลงคะแนน"),
    "evening": lazy_gettext("กิจกรรมภาคค่ำ"),
}


_PARTS = (
    (lazy_gettext("เวลา"), ("day", "starts", "minutes")),
    (lazy_gettext("ชื่อและชนิด"), ("kind", "title")),
    (lazy_gettext("ช่วงที่เปิดเมื่อเริ่ม"), ("phase_id",)),
    (lazy_gettext("บันทึกของวิทยากร"), ("script",)),
    (lazy_gettext("กิจกรรมละลายพฤติกรรม"), ("icebreaker",)),
)


def version(item: Item) -> str:
    """Return what tells the parts of a stored item from later ones."""
    return " ".join(versions.version([item.get(name, "") for name in names]) for _part, names in _PARTS)


def save(change: Changing, message: ProgrammeItem, library: Container[str] = ()) -> None:
    """Add an item, or change the one with this id; with `push`, later ones of the day make room.

    `library`: the keys of the ice-breakers. Raises UnknownItem, UnknownPhase, UnknownIcebreaker, Conflict where the
    item changed since it was read, and Refusal for a bad time, nothing to call it, and one that overlaps another.
    """
    items = _copy(change)
    found = _find(items, message.id) if message.id else {"id": secrets.token_hex(4), "state": PLANNED, "began_at": 0}
    if message.id and message.was:
        _refuse_overtaken(found, message.was)
    if message.phase_id is not None:
        phases.find(change.session, change.id, message.phase_id)
    if message.icebreaker and message.icebreaker not in library:
        raise showing.UnknownIcebreaker
    if not message.id:
        if len(items) >= MOST:
            raise Refusal(_("กำหนดการมีได้ไม่เกิน %(most)s รายการ", most=MOST))
        items.append(found)
    if characters(clean(message.script)) > SCRIPT_LIMIT:
        raise Refusal(script=too_long(SCRIPT_LIMIT))
    found |= {
        "day": message.day,
        "starts": minute(message.at),
        "minutes": message.minutes,
        "kind": message.kind,
        "title": one_line(message.title, TITLE_LIMIT, "title") or str(KINDS[message.kind]),
        "script": clean(message.script),
        "icebreaker": message.icebreaker,
        "phase_id": message.phase_id,
    }
    if message.push:
        _make_room(items, found)
    _store(change, items, Kind.PROGRAMME)


def _refuse_overtaken(item: Item, was: str) -> None:
    before, after = was.split(" "), version(item).split(" ")
    if len(before) != len(after):
        return
    parts = [str(name) for (name, _names), one, other in zip(_PARTS, before, after, strict=True) if one != other]
    if parts:
        now = f"{clock(item['starts'])}–{clock(ending(item))} “{item['title']}”"
        raise Conflict(
            _(
                "อีกจอหนึ่งแก้รายการนี้ไปแล้ว (%(parts)s) ตอนนี้เป็น %(now)s ที่พิมพ์ไว้ยังอยู่ กดบันทึกอีกครั้งเพื่อใช้ตามที่พิมพ์",
                parts=", ".join(parts),
                now=now,
            )
        )


def remove(change: Changing, item_id: str) -> None:
    """Take the item off. Raises UnknownItem."""
    items = _copy(change)
    items.remove(_find(items, item_id))
    _store(change, items, Kind.PROGRAMME)


def step(change: Changing, item_id: str, by: int) -> None:
    """Exchange the item with the one before (-1) or after it (1) on its day; at the end nothing changes.

    The first of the two begins when the first began, the other after it with the same pause. Raises UnknownItem.
    """
    items = _copy(change)
    item = _find(items, item_id)
    day = [each for each in items if each["day"] == item["day"]]
    place = day.index(item) + by
    if not 0 <= place < len(day):
        return
    first, second = sorted((item, day[place]), key=_order)
    pause = second["starts"] - ending(first)
    second["starts"] = first["starts"]
    first["starts"] = ending(second) + pause
    _store(change, items, Kind.PROGRAMME)


def begin(change: Changing, item_id: str) -> None:
    """Say that the item is now, and open its phase; what was now is done. A break without one comes to the projector.

    Raises UnknownItem.
    """
    items = _copy(change)
    item = _find(items, item_id)
    if item["state"] == NOW:
        return
    _finish(items)
    item |= {"state": NOW, "began_at": change.at}
    _store(change, items, Kind.PROGRAMME_NOW)
    showing.follow(change, _is_break(item))
    if item["phase_id"] is not None:
        try:
            ready_cards.open_phase(change, item["phase_id"], OpenPhase())
        except UnknownPhase:
            return  # it was taken off the agenda since


def turn_break(change: Changing, shown: bool) -> None:
    """Bring a break back to the projector if it is still now, or let it leave."""
    now = now_and_next(change.workshop.programme)[0]
    showing.follow(change, shown and now is not None and _is_break(now))


def _is_break(item: Item) -> bool:
    """Return whether it stands in the wall's place: during a meal with a phase people write."""
    return item["kind"] in PAUSES and item["phase_id"] is None


def begin_next(change: Changing, message: BeginNext) -> None:
    """Begin what comes next, as `begin` does. Raises Conflict where that is another item than the message names."""
    following = now_and_next(change.workshop.programme)[1]
    if following is None or (following["title"], following["starts"]) != (message.title, message.starts):
        raise Conflict(_("กำหนดการเปลี่ยนไปแล้ว ดูรายการถัดไปบนจออีกครั้ง"))
    begin(change, following["id"])


def end(change: Changing) -> None:
    """Say that what is now is done; after the last item the screens thank. Raises Conflict if nothing is now."""
    items = _copy(change)
    if not _finish(items):
        raise Conflict
    _store(change, items, Kind.PROGRAMME_NOW)
    showing.follow(change, False)


def plan(change: Changing, key: str) -> None:
    """Make the programme of a template, with the phases in their order. Raises Conflict where there is one already."""
    if change.workshop.programme:
        raise Conflict(_("มีกำหนดการอยู่แล้ว ลบรายการเดิมก่อน หรือแก้ทีละรายการ"))
    found = programme_plans.PLANS.get(key)
    if found is None:
        raise Refusal
    agenda = [(phase.id, phase.title) for phase in phases.of(change.session, change.id)]
    blank = {"script": "", "icebreaker": "", "state": PLANNED, "began_at": 0}
    _store(change, [{"id": secrets.token_hex(4), **blank, **item} for item in found.items(agenda)], Kind.PROGRAMME)


def days(items: Sequence[Item], starts_on: str, ends_on: str) -> int:
    """Return how many days there are, 1 to DAYS: by the workshop's dates, and by the items where they go on longer."""
    first, last = (date.fromisoformat(day) if day else None for day in (starts_on, ends_on or starts_on))
    planned = (last - first).days + 1 if first and last else 1
    return min(DAYS, max(1, planned, *(int(item["day"]) for item in items)))


def view(items: Sequence[Item], starts_on: str) -> ProgrammeShown:
    """Return what all screens show of it: what is now and what is next, never the script.

    `starts_on`: the workshop's first day, "" where it has no date.
    """
    now, following = now_and_next(items)
    over = is_over(items)
    coming = None if over else _shown(following, starts_on)
    if coming and now and following and now["kind"] in PAUSES and now["day"] == following["day"]:
        coming["at"] = clock(goes_on(now, following))
    return {"now": _shown(now, starts_on), "next": coming, "over": over, "begun": _begun(items)}


def script(session: Session, code: str) -> tuple[str, str, str] | None:
    """Return (title, script, key of the ice-breaker) of what is now, for facilitators alone; None where nothing is.

    Raises UnknownWorkshop.
    """
    now, _next = now_and_next(workshops.find(session, code).programme)
    return (now["title"], now["script"], now.get("icebreaker", "")) if now else None


def news(workshop: Any, since: int) -> dict[str, Any]:
    return (
        {"programme": view(workshop.programme, workshop.starts_on)} if since <= 0 or workshop.facts_seq > since else {}
    )


def _begun(items: Sequence[Item]) -> bool:
    return any(item["state"] != PLANNED for item in items)


def _shown(item: Item | None, starts_on: str) -> ItemShown | None:
    if item is None:
        return None
    planned = {"at": clock(item["starts"]), "starts": item["starts"], "minutes": item["minutes"]}
    times = {"planned_at": planned_at(item, starts_on), "began_at": item["began_at"]}
    about: Any = {"title": item["title"], "kind": item["kind"], "day": item["day"], **planned, **times}
    shown: ItemShown = about
    return shown


def _order(item: Item) -> tuple[int, int]:
    return item["day"], item["starts"]


def _copy(change: Changing) -> list[Item]:
    return [dict(item) for item in change.workshop.programme]


def _find(items: Sequence[Item], item_id: str) -> Item:
    for item in items:
        if item["id"] == item_id:
            return item
    raise UnknownItem


def _finish(items: Sequence[Item]) -> bool:
    """Let what is now be done; return whether anything was."""
    now, _next = now_and_next(items)
    if now is not None:
        now["state"] = DONE
    return now is not None


def _make_room(items: Sequence[Item], item: Item) -> None:
    """Move later items of its day back as far as they overlap it or one another."""
    free = ending(item)
    for each in sorted(items, key=_order):
        if each is not item and each["day"] == item["day"] and each["starts"] >= item["starts"]:
            each["starts"] = max(each["starts"], free)
            free = ending(each)


def in_order(items: list[Item]) -> list[Item]:
    """Return the items in order of time. Raises Refusal for one that ends after midnight or overlaps another."""
    items = sorted(items, key=_order)
    for item in items:
        if ending(item) > DAY:
            what = {"title": item["title"], "at": clock(item["starts"])}
            raise Refusal(
                None, minutes=_("“%(title)s” เริ่ม %(at)s จะจบหลังเที่ยงคืน ย่อเวลา หรือแบ่งเป็นรายการของวันถัดไป", **what)
            )
    for first, second in pairwise(items):
        if first["day"] == second["day"] and ending(first) > second["starts"]:
            named = {"one": first["title"], "until": clock(ending(first)), "two": second["title"]}
            at = clock(second["starts"])
            raise Refusal(None, at=_("เวลาซ้อนกัน: “%(one)s” จบ %(until)s แต่ “%(two)s” เริ่ม %(at)s", **named, at=at))
    return items


def _store(change: Changing, items: list[Item], kind: Kind) -> None:
    items = in_order(items)
    old = change.workshop.programme
    if items != old:
        change.workshop.programme = items
        change.workshop.facts_seq = change.record(kind, before={"programme": old})
