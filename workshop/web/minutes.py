"""The page of the minutes: the meeting's facts, its matters by agenda, and the files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from workshop.domain import acknowledgements, admission, groups, meeting_facts, minutes, workshops
from workshop.domain.meeting_facts import Adopted
from workshop.domain.policy import Grant, Thing
from workshop.domain.wording import number
from workshop.errors import Refusal
from workshop.feed import Changing
from workshop.messages.incoming import parse
from workshop.messages.minutes import MinutesFacts, MinutesItem
from workshop.reports.minutes import MEDIA_TYPES, Kind
from workshop.reports.minutes.paper import named
from workshop.views import minutes as shown
from workshop.views import minutes_sources
from workshop.web import invite
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator, facilitator_page, feed, language, large_body, person, role

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
    return shown_page(code)


def save(code: str) -> Any:
    """Save the facts of the meeting; what was refused stays in its fields."""
    others = [each.named for each in _former(code)]
    return _done(code, lambda: _change(code, minutes.set_facts, parse(MinutesFacts, request.form.to_dict()), others))


pages.add_url_rule(
    "/workshops/<code>/minutes", "save", large_body(facilitator_page(save), _MOST_BYTES), methods=["POST"]
)


@pages.post("/workshops/<code>/minutes/items")
@facilitator_page
def save_item(code: str) -> Any:
    """Add a matter or change one; what was refused stays in its fields."""
    return _done(code, lambda: _change(code, minutes.save_item, parse(MinutesItem, request.form.to_dict())))


@pages.post(f"/workshops/<code>/minutes/<any({', '.join(ACTS)}):turn>")
@facilitator_page
def act(code: str, turn: str) -> Any:
    return _done(code, lambda: _change(code, ACTS[turn], request.form.get("item", "")))


@pages.post("/workshops/<code>/minutes/fill/<any(people, acknowledged, arising, decided, category, groups):source>")
@facilitator_page
def fill(code: str, source: str) -> Any:
    """Take over who gave a name, what was resolved before, this workshop's actions, or a category's themes."""

    def take(change: Changing) -> int:
        """Read and add in one transaction, as two consoles may press at once."""
        if source == "people":
            return minutes.add_present(change, minutes_sources.people(change.session, code))
        if source == "acknowledged":
            return minutes.add_present(change, acknowledgements.people(change.session, change.id))
        if source in ("category", "groups"):
            of = minutes_sources.by_group if source == "groups" else minutes_sources.of_category
            found = of(change.session, code, request.form.get("category", ""))
        else:
            found = (minutes_sources.arising if source == "arising" else minutes_sources.decided)(change.session, code)
        return minutes.add_items(change, found)

    return _done(code, lambda: _change(code, take))


@pages.get(f"/workshops/<code>/minutes/<any({', '.join(MEDIA_TYPES)}):paper>")
@facilitator_page
def file(code: str, paper: Kind) -> Response:
    """Answer with the minutes as a file, which the worker writes."""
    feed().read(workshops.find, code)
    thai_digits = request.args.get("digits") != "arabic"
    name, data = current_app.extensions["laena.jobs"].minutes(code, paper, language(), PATIENCE_SECONDS, thai_digits)
    log_export(code, f"minutes {paper}")
    return download(data, name, f"laena-{code}-minutes.{paper}", MEDIA_TYPES[paper])


def _change(code: str, verb: Callable[..., Any], *args: Any) -> Any:
    return feed().change(code, facilitator(), verb, *args)


def _done(code: str, step: Callable[[], Any]) -> Any:
    """Take the step and show the page anew; where it counts what it took over, with that count."""
    try:
        taken = step()
    except Refusal as refusal:
        return shown_page(code, refusal), refusal.status
    agenda = request.form.get("agenda", "")
    anchor = f"agenda-{agenda}" if agenda in {str(each) for each in minutes.AGENDAS} else None
    return redirect(url_for("minutes.page", code=code, saved=1, taken=taken, _anchor=anchor))


def _former(code: str) -> tuple[shown.Other, ...]:
    """Return former minutes that who asks may see, and those that are adopted already."""
    former = feed().read(shown.others, code).former
    adopted, may_see = feed().read(shown.read, code).typed.facts.adopted, _may_see()
    return tuple(each for each in former if each.named == adopted or may_see(each.named))


def _may_see() -> Callable[[Adopted], bool]:
    """Return of which other minutes who asks may know: a helper, whose session is for one workshop, of none."""
    if (own := person()) is None:
        return lambda _named: not role()
    mine = feed().read(admission.workshops, feed().read(admission.held, own))
    return lambda named: mine.get(named.code, admission.NOTHING)[Thing.MINUTES] >= Grant.SEE


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
    meeting = feed().read(shown.read, code)
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
        removed=[each for each in meeting.typed.items if each.removed],
        former=former,
        named=named,
        next=shown.next_number(meeting, former),
        adopted_by=adopted_by if adopted_by and _may_see()(adopted_by.named) else None,
        typed=typed if refusal else {},
        of_facts=refusal is not None and "began" in typed,
        message=str(refusal.message) if refusal and not errors else "",
        errors=errors,
        saved="saved" in request.args,
        taken=number(request.args["taken"]) if "taken" in request.args else None,
        limits={**minutes.LIMITS, "line": meeting_facts.LINE_LIMIT},
    )
