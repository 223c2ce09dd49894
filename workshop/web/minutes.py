"""The page of the minutes: the meeting's facts, its matters by agenda, and the files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.domain import (
    acknowledgements,
    actions,
    groups,
    meeting_facts,
    minutes,
    minutes_files,
    resolutions,
    workshops,
)
from workshop.domain.meeting_facts import Facts
from workshop.domain.minutes import Item
from workshop.domain.policy import Thing
from workshop.domain.wording import number
from workshop.errors import Refusal, UnknownAction, UnknownWorkshop
from workshop.feed import Changing
from workshop.messages.incoming import parse
from workshop.messages.minutes import MinutesAction, MinutesFacts, MinutesItem
from workshop.reports.minutes import MEDIA_TYPES, Kind
from workshop.reports.minutes.paper import named
from workshop.views import arising, attendance, dates, minutes_sources
from workshop.views import minutes as shown
from workshop.web import evidence, invite
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator, facilitator_page, feed, language, large_body, may
from workshop.web.other_workshops import run, seen

pages = Blueprint("minutes", __name__)
PATIENCE_SECONDS = 60
_MOST_BYTES = 500_000  # of three lists at their limit, in Thai with marks
ACTS: dict[str, Callable[[Changing, str], None]] = {
    "up": lambda change, item_id: minutes.move(change, item_id, -1),
    "down": lambda change, item_id: minutes.move(change, item_id, 1),
    "remove": minutes.remove,
    "back": minutes.bring_back,
}


@pages.get("/workshops/<code>/minutes")
@facilitator_page
def page(code: str) -> str:
    if may("minutes.save"):
        _close_actions(code, run(Thing.ACTIONS))  # what was settled as the machine went down
    return shown_page(code)


def save(code: str) -> Any:
    """Save the facts of the meeting; what was refused stays in its fields."""
    others = [each.named for each in _former(code)]
    return _done(code, lambda: take_step(code, minutes.set_facts, parse(MinutesFacts, request.form.to_dict()), others))


pages.add_url_rule(
    "/workshops/<code>/minutes", "save", large_body(facilitator_page(save), _MOST_BYTES), methods=["POST"]
)


@pages.post("/workshops/<code>/minutes/items")
@facilitator_page
def save_item(code: str) -> Any:
    """Add a matter or change one, and close its action with it; what was refused stays in its fields."""

    def step() -> None:
        may_close = run(Thing.ACTIONS)
        take_step(code, resolutions.save_item, parse(MinutesItem, request.form.to_dict()), may_close)
        _close_actions(code, may_close)

    return _done(code, step)


@pages.post("/workshops/<code>/minutes/action")
@facilitator_page
def make_action(code: str) -> Any:
    """Make an action of a matter's resolution; what was refused stays in its fields."""
    return _done(code, lambda: take_step(code, resolutions.act, parse(MinutesAction, request.form.to_dict())))


@pages.post(f"/workshops/<code>/minutes/<any({', '.join(ACTS)}):turn>")
@facilitator_page
def act(code: str, turn: str) -> Any:
    return _done(code, lambda: take_step(code, ACTS[turn], request.form.get("item", "")))


@pages.post("/workshops/<code>/minutes/fill/<any(people, units, acknowledged, decided, category, groups):source>")
@facilitator_page
def fill(code: str, source: str) -> Any:
    """Take over who gave a name, this workshop's actions, or a category's themes."""

    def take(change: Changing) -> int:
        """Read and add in one transaction, as two consoles may press at once."""
        if source == "people":
            return minutes.add_present(change, minutes_sources.people(change.session, code))
        if source == "units":
            return minutes.add_units(change, attendance.by_unit(change.session, change.id))
        if source == "acknowledged":
            return minutes.add_present(change, acknowledgements.people(change.session, change.id, change.salt))
        if source in ("category", "groups"):
            of = minutes_sources.by_group if source == "groups" else minutes_sources.of_category
            found = of(change.session, code, request.form.get("category", ""))
        else:
            found = minutes_sources.decided(change.session, code)
        return minutes.add_items(change, found)

    return _done(code, lambda: take_step(code, take))


@pages.get(f"/workshops/<code>/minutes/<any({', '.join(MEDIA_TYPES)}):paper>")
@facilitator_page
def file(code: str, paper: Kind) -> Response:
    """Answer with the minutes as a file, which the worker writes."""
    feed().read(workshops.find, code)
    if may("minutes.save") and feed().read(shown.behind, code, seen(Thing.ACTIONS)):
        take_step(code, lambda _change: None)  # the worker writes what is stored
    thai_digits = request.args.get("digits") != "arabic"
    name, data = current_app.extensions["laena.jobs"].minutes(code, paper, language(), PATIENCE_SECONDS, thai_digits)
    log_export(code, f"minutes {paper}")
    return download(data, name, f"laena-{code}-minutes.{paper}", MEDIA_TYPES[paper])


def add_file(code: str) -> Any:
    """Add a document to a matter, or with `remove` delete one."""
    form = request.form

    def step() -> None:
        if number(form.get("remove", "")):
            take_step(code, minutes_files.remove, number(form["remove"]))
            return
        given = (form.get("item", ""), evidence.sent(word=True), form.get("link", ""), form.get("name", ""))
        take_step(code, minutes_files.add, *given)

    return _done(code, step)


pages.add_url_rule(
    "/workshops/<code>/minutes/files",
    "add_file",
    large_body(facilitator_page(add_file), evidence.MOST_BYTES),
    methods=["POST"],
)


@pages.get("/workshops/<code>/minutes/files/<int:number>")
@facilitator_page
def shown_file(code: str, number: int) -> Response:
    """Answer with a document of a matter."""
    workshop = feed().read(workshops.find, code)
    return evidence.given_out(feed().read(minutes_files.read, workshop.id, number))


def take_step(code: str, verb: Callable[..., Any], *args: Any) -> Any:
    """Take the step, and before and after it store what comes from former meetings by itself, as the page shows it.

    What comes is read before the write lock is taken, and anew within it only if the facts are others by then, or by
    the step.
    """
    may_see = seen(Thing.ACTIONS)

    def read(session: Session) -> tuple[Facts, list[Item] | None]:
        return minutes.of(session, workshops.find(session, code).id).facts, arising.of(session, code, may_see)

    facts, coming = feed().read(read)

    def carry(change: Changing) -> None:
        nonlocal facts, coming
        if minutes.of(change.session, change.id).facts != facts:
            facts, coming = read(change.session)
        if coming is not None and not minutes.approved(change.session, change.workshop.code):
            minutes.carry(change, coming)

    def step(change: Changing) -> Any:
        carry(change)
        done = verb(change, *args)
        minutes_files.forget(change)
        carry(change)
        return done

    return feed().change(code, facilitator(), step)


def _done(code: str, step: Callable[[], Any]) -> Any:
    """Take the step and show the page anew; where it counts what it took over, with that count."""
    try:
        taken = step()
    except Refusal as refusal:
        return shown_page(code, refusal), refusal.status
    agenda = request.form.get("agenda", "")
    anchor = f"agenda-{agenda}" if agenda in {str(each) for each in minutes.AGENDAS} else None
    return redirect(url_for("minutes.page", code=code, saved=1, taken=taken, _anchor=anchor))


def _close_actions(code: str, may_close: Callable[[str], bool]) -> None:
    """Close the actions of settled matters in the workshops where they stand, and note that in the minutes.

    Each workshop is changed for itself, as one that locks two could wait for one that locks them the other way round.
    What a crash leaves undone is done as the page is opened next.
    """
    typed = feed().read(minutes.of, feed().read(workshops.find, code).id)
    open_yet = resolutions.unfinished(typed, code, may_close)
    for item in open_yet:
        of, _colon, action_id = item.action.partition(":")
        with suppress(UnknownAction, UnknownWorkshop):  # taken off meanwhile: nothing is left to close
            feed().change(of, facilitator(), resolutions.close, int(action_id), item.closing, _note_of(typed.facts))
    if open_yet:
        feed().change(code, facilitator(), minutes.closed, {each.id for each in open_yet})


def _note_of(facts: Facts) -> str:
    if not facts.number:
        return str(_("ยุติในการประชุม"))
    return str(_("ยุติในการประชุม ครั้งที่ %(which)s", which=f"{facts.number}/{facts.year}"))


def _former(code: str) -> tuple[shown.Other, ...]:
    """Return former minutes that who asks may see, and those that are adopted already."""
    former = feed().read(shown.others, code).former
    typed, may_see = feed().read(minutes.of, feed().read(workshops.find, code).id), seen(Thing.MINUTES)
    adopted = typed.facts.adopted
    return tuple(each for each in former if each.named == adopted or may_see(each.named.code))


def _tied(code: str, typed: minutes.Typed) -> dict[str, dict[str, Any]]:
    """Return by a matter's id its action: in words, and its address where who asks may open it."""

    may_see, may_close = seen(Thing.ACTIONS), run(Thing.ACTIONS)

    def shown_action(row: Any, of: str) -> dict[str, Any]:
        due = dates.parse(row.due)
        known = of == code or may_see(of)
        return {
            "what": row.what,
            "unit": row.unit,
            "day": dates.spoken(due, language(), both_eras=False) if due else "",
            "status": row.status,
            "closable": row.status not in actions.CLOSED and (of == code or may_close(of)),
            "address": url_for("facilitator.actions", code=of, _anchor=f"action-{row.id}") if known else "",
        }

    of = {each.id: each.action.partition(":")[0] for each in typed.items}
    return {key: shown_action(row, of[key]) for key, row in feed().read(arising.actions_of, typed.items).items()}


def _suggested(meeting: shown.Meeting, former: tuple[shown.Other, ...]) -> str:
    """Return which minutes a meeting of which nobody has typed anything adopts: the last ones of its name."""
    if meeting.typed.facts != meeting_facts.Facts():
        return ""
    return next((each.named.code for each in former if each.title == meeting.title), "")


def acknowledging(workshop: Any) -> dict[str, Any]:
    """Return what the page shows of the link by which units acknowledge the minutes."""
    link = feed().read(acknowledgements.newest, workshop.id)
    address = ""
    if link is not None and not link.closed:
        token = acknowledgements.token_of(workshop, link)
        address = f"{invite.of(workshop.code)['chosen']}{url_for('acknowledgements.page', token=token)}"
    return {
        "link": link,
        "link_address": address,
        "link_qr": invite.qr_of(address) if address else "",
        "matters": acknowledgements.matters(link) if link is not None else (),
        "counted": feed().read(acknowledgements.counted, workshop.id),
    }


def shown_page(code: str, refusal: Refusal | None = None) -> str:
    workshop = feed().read(workshops.find, code)
    may_see = seen(Thing.ACTIONS)
    meeting = feed().read(shown.read, code, may_see)
    former, adopted_by = _former(code), feed().read(shown.others, code).adopted_by
    errors = {name: str(text) for name, text in refusal.errors.items()} if refusal else {}
    typed = request.form.to_dict()
    return render_template(
        "facilitator/minutes.html",
        meeting=meeting,
        facts=meeting.typed.facts,
        workshop=workshop,
        **acknowledging(workshop),
        said_by_groups=feed().read(minutes_sources.said_by_groups, code),
        groups=[group.name for group in feed().read(groups.named, workshop.id)],
        agendas=minutes.AGENDAS,
        removed=[each for each in meeting.typed.items if each.removed and not each.origin],
        put_off=[each for each in meeting.typed.items if each.removed and each.origin],
        documents=feed().read(minutes_files.of, workshop.id),
        space=evidence.space(code),
        tied=_tied(code, meeting.typed),
        waiting=[(each, each.code == code or may_see(each.code)) for each in meeting.waiting],
        suggested=_suggested(meeting, former),
        months=list(enumerate(dates.months(language()), 1)),
        statuses=actions.STATUSES,
        former=former,
        named=named,
        next=shown.next_number(meeting, former),
        adopted_by=adopted_by if adopted_by and seen(Thing.MINUTES)(adopted_by.named.code) else None,
        typed=typed if refusal else {},
        of_facts=refusal is not None and "began" in typed,
        message=str(refusal.message) if refusal and not errors else "",
        errors=errors,
        saved="saved" in request.args,
        taken=number(request.args["taken"]) if "taken" in request.args else None,
        era=dates.ERA,
        limits={**minutes.LIMITS, "line": meeting_facts.LINE_LIMIT},
    )
