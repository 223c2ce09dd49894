"""The page of the programme: its items, what is now, and how late it is."""

from __future__ import annotations

from collections.abc import Callable, Set
from datetime import timedelta
from typing import Any, cast, get_args

from flask import Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.domain import phases, programme_now, programme_plans, programme_times, programmes, workshops
from workshop.domain.wording import number
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing, now_ms
from workshop.messages.incoming import ItemKind, ProgrammeItem
from workshop.views import dates, icebreakers
from workshop.web.board import calls
from workshop.web.edge import facilitator, facilitator_call, facilitator_page, feed, language, ok
from workshop.web.facilitator import pages

ACTS: dict[str, Callable[[Changing, str], None]] = {
    "begin": programmes.begin,
    "end": lambda change, _id: programmes.end(change),
    "remove": programmes.remove,
    "up": lambda change, item_id: programmes.step(change, item_id, -1),
    "down": lambda change, item_id: programmes.step(change, item_id, 1),
    "plan": programmes.plan,
}
# Words in a name that say of which kind an item is, in both languages.
_SAYS: dict[str, tuple[str, ...]] = {
    "input": ("เขียน",),
    "discussion": ("อภิปราย", "discuss"),
    "break": ("พัก", "break"),
    "meal": ("อาหาร", "lunch", "dinner", "breakfast", "meal"),
    "plenary": ("ประชุม", "plenary"),
    "presentation": ("นำเสนอ", "present"),
    "voting": ("ลงคะแนน", "vot"),
    "evening": ("ภาคค่ำ", "evening"),
}


@pages.get("/workshops/<code>/programme", endpoint="programme")
@facilitator_page
def page(code: str) -> str:
    return _page(code)


@pages.post("/workshops/<code>/programme", endpoint="save_item")
@facilitator_page
def save(code: str) -> Any:
    """Save the typed item; what was refused stays in its form."""
    try:
        feed().change(code, facilitator(), programmes.save, _typed(), icebreakers.keys())
    except Conflict as overtaken:  # sent again, it is saved
        return _page(code, overtaken.message, request.form.to_dict() | {"was": ""}), overtaken.status
    except Refusal as refusal:
        return _page(code, refusal.message, request.form.to_dict()), refusal.status
    return _back(code, request.form.get("item", ""))


@pages.post(f"/workshops/<code>/programme/<any({', '.join(ACTS)}):step>", endpoint="programme_act")
@facilitator_page
def act(code: str, step: str) -> Any:
    try:
        feed().change(code, facilitator(), ACTS[step], request.form.get("item", ""))
    except Refusal as refusal:
        return _page(code, refusal.message), refusal.status
    return _back(code, request.form.get("item", "") if step in ("up", "down") else "")


def _back(code: str, item: str) -> Any:
    """Redirect to the page, with this item open and in sight."""
    anchor = f"item-{item}" if item else None
    return redirect(url_for("facilitator.programme", code=code, item=item or None, _anchor=anchor))


@calls.get("/script")
@facilitator_call
def script(code: str) -> Response:
    """Answer with what facilitators alone see of the item that is now: no board's delta contains it."""
    found = feed().read(programmes.script, code)
    if found is None:
        return ok(item=None)
    title, words, key = found
    game = icebreakers.find(key)
    named = {"id": game.key, "title": game.title[language()]} if game else None
    return ok(item={"title": title, "script": words, "icebreaker": named})


def _typed() -> ProgrammeItem:
    """Raises Refusal in words for each field."""
    form = request.form
    minutes, day, phase, kind = (form.get(name, "").strip() for name in ("minutes", "day", "phase", "kind"))
    if not 1 <= number(minutes) <= programme_times.DAY:
        raise Refusal(None, minutes=_("ความยาวเป็นจำนวนนาทีตั้งแต่ 1 ขึ้นไป เช่น 45"))
    if not 1 <= number(day) <= programmes.DAYS or kind not in get_args(ItemKind) or (phase and not number(phase)):
        raise Refusal
    return ProgrammeItem(
        id=form.get("item", "")[:40],
        day=number(day),
        at=form.get("at", "")[:20],
        minutes=number(minutes),
        kind=cast(ItemKind, kind),
        title=form.get("title", "")[:400],
        script=form.get("script", "")[:4000],
        icebreaker=form.get("icebreaker", "")[:80],
        phase_id=number(phase) or None,
        push="push" in form,
        was=form.get("was", "")[:200],
    )


def _day(workshop: Any, day: int) -> str:
    """Return "วันที่ 2", with its date where the workshop has one."""
    name = str(_("วันที่ %(n)s", n=day))
    first = dates.parse(workshop.starts_on) if workshop.starts_on else None
    if first is None:
        return name
    return f"{name} · {dates.spoken(first + timedelta(days=day - 1), language(), both_eras=False)}"


def _says_its_kind(item: programme_times.Item) -> bool:
    """Return whether the item's name says what kind it is of, as "อาหารกลางวัน" does of a meal."""
    title = item["title"].casefold()
    return any(word in title for word in (str(programmes.KINDS[item["kind"]]).casefold(), *_SAYS[item["kind"]]))


def _placed(typed: dict[str, str], items: Set[str], last: int) -> dict[str, str]:
    """Return what was typed so that a form of the page has it: as new where its item is gone, on a day there is."""
    item = typed.get("item", "")
    return typed | {
        "item": item if item in items else "",
        "day": str(min(max(number(typed.get("day", "")), 1), last)),
    }


def _page(code: str, refused: object = "", typed: dict[str, str] | None = None) -> str:
    workshop = feed().read(workshops.find, code)
    items = workshop.programme
    here = programmes.days(items, workshop.starts_on, workshop.ends_on)
    more_day = here + 1 if here < programmes.DAYS else 0
    now, following = programme_now.now_and_next(items)
    return render_template(
        "facilitator/programme.html",
        workshop=workshop,
        items=items,
        shown=programmes.view(items, workshop.starts_on),
        late=programme_times.late(now, now_ms(), workshop.starts_on) if now else None,
        next_item=following,
        kinds=programmes.KINDS,
        plans=programme_plans.PLANS,
        phases=feed().read(phases.of, workshop.id),
        clock=programme_times.clock,
        version=programmes.version,
        ending=programme_times.ending,
        days={day: _day(workshop, day) for day in range(1, (more_day or here) + 1)},
        here=range(1, here + 1),
        empty_days=[day for day in range(1, here + 1) if day not in {item["day"] for item in items}],
        more_day=more_day,
        icebreakers=icebreakers.every(),
        said=_says_its_kind,
        opened=request.args.get("item", ""),
        refused=refused,
        typed=_placed(typed, {item["id"] for item in items}, more_day or here) if typed else {},
    )
