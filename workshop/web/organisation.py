"""Units: the administrator's tree, and the start page of each unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from workshop.domain import access_log, admission, organisation, persons, policy
from workshop.domain.policy import Grant, Grants, Thing
from workshop.domain.wording import number
from workshop.errors import Refusal
from workshop.views import dates, overview
from workshop.web import edge
from workshop.web.edge import facilitator_page, feed, language
from workshop.year import answering, directives
from workshop.year.refusals import UnknownDirective

pages = Blueprint("organisation", __name__)
ALL: Grants = dict.fromkeys(Thing, Grant.RUN)


@pages.get("/units")
@facilitator_page
def every() -> str:
    return _page()


@pages.post("/units/<any(add, fill):unit_make>")
@facilitator_page
def make(unit_make: str) -> Any:
    typed = request.form.get

    def add(session: Session) -> int:
        parent = organisation.by_code(session, typed("parent", "").strip()).id if typed("parent", "").strip() else None
        return organisation.add(session, typed("code", ""), typed("name", ""), typed("kind", ""), parent)

    deeds: dict[str, Callable[[Session], int]] = {
        "add": add,
        "fill": lambda session: organisation.fill_provinces(session, typed("department", "")),
    }
    return _done(deeds[unit_make], unit_make)


@pages.post("/units/<int:unit_id>/<any(edit, remove, merge, split, districts, workshop, directive):unit_deed>")
@facilitator_page
def act(unit_id: int, unit_deed: str) -> Any:
    """Do one thing with a unit, and show the tree anew; what was refused is said above it."""
    typed = request.form.get

    def coded(session: Session, field: str) -> int | None:
        code = typed(field, "").strip()
        return organisation.by_code(session, code).id if code else None

    def merge(session: Session) -> None:
        organisation.merge(session, unit_id, coded(session, "into") or 0)

    def edit(session: Session) -> None:
        values = (typed("code", ""), typed("name", ""), typed("kind", ""))
        organisation.edit(session, unit_id, *values, coded(session, "parent"))

    def split(session: Session) -> None:
        children = [number(each) for each in request.form.getlist("child")]
        organisation.split(session, unit_id, typed("code", ""), typed("name", ""), children)

    def directive(session: Session) -> None:
        organisation.give_directive(session, directives.find(session, typed("uid", "")), unit_id)

    deeds: dict[str, Callable[[Session], Any]] = {
        "edit": edit,
        "remove": lambda session: organisation.remove(session, unit_id),
        "merge": merge,
        "split": split,
        "districts": lambda session: organisation.fill_districts(session, unit_id),
        "workshop": lambda session: organisation.give_workshop(session, typed("code", ""), unit_id),
        "directive": directive,
    }
    return _done(deeds[unit_deed], unit_deed, unit_id)


@pages.post("/units/<int:unit_id>/answer")
@facilitator_page
def answer(unit_id: int) -> Any:
    """Make the workshop by which the unit answers a directive that who asks may see; go on to the one that is there."""
    uid, person = request.form.get("uid", ""), edge.person()
    if person is not None and not feed().read(admission.of_directive, person, uid)[Thing.DIRECTIVE]:
        raise UnknownDirective
    return redirect(url_for("workshop_form.edit", code=feed().write(answering.make_for, uid, unit_id)))


@pages.get("/units/<int:unit_id>")
@facilitator_page
def start(unit_id: int) -> str:
    """A unit's start page: its workshops and directives and those of units below and above, as far as one may see."""
    unit = feed().read(organisation.find, unit_id)
    person = edge.person()
    mine = feed().read(admission.held, person) if person is not None else None
    tree = feed().read(organisation.every)
    line = [each for each in tree if unit.path.startswith(each.path)]
    below = [each for each in tree if each.path.startswith(unit.path)]
    may_see = feed().read(admission.workshops, mine) if mine is not None else None
    shown = _workshops(unit_id, {each.id for each in below}, may_see)
    words, place = request.args.get("q", "").strip()[:100], request.args.get("state", "")
    own = policy.grants(mine, unit.path) if mine is not None else ALL
    return render_template(
        "people/unit.html",
        unit=unit,
        line=line,
        children=[each for each in below if each.parent_id == unit.id],
        names={each.id: each.name for each in tree},
        kinds=organisation.KINDS,
        any_workshop=bool(shown),
        found=overview.found(shown, words, place, number(request.args.get("page", "1"))),
        words=words,
        place=place if place in overview.PLACES else "",
        directives=_directives(unit, {each.id for each in (*line, *below)}, mine),
        people=feed().read(persons.every, {unit.id}) if own[Thing.PEOPLE] >= Grant.SEE else None,
        roles=policy.NAMES,
        may_make=own[Thing.WORKSHOP] >= Grant.RUN,
        may_direct=own[Thing.DIRECTIVE] >= Grant.RUN,
        may_take_in=own[Thing.FILE] >= Grant.RUN,
        owner=mine is None,
        spare=_spare(unit_id) if mine is None else None,
        spoken=lambda day: dates.spoken(day, language()),
        moment=lambda ms: dates.moment(ms, language()),
    )


def _workshops(unit_id: int, below: set[int], may_see: dict[str, Grants] | None) -> list[dict[str, Any]]:
    """Return the rows of the unit's workshops and of those below; `grants`: what who asks may do there."""
    owners = feed().read(organisation.owners)
    rows = feed().read(overview.every, language())
    found = []
    for row in rows:
        grants = ALL if may_see is None else may_see.get(row["code"])
        if owners.get(row["code"]) in below and grants is not None:
            found.append({**row, "unit_id": owners[row["code"]], "grants": grants})
    return sorted(found, key=lambda row: bool(row["unit_id"] != unit_id))


def _directives(unit: Any, units: set[int], mine: admission.Held | None) -> list[dict[str, Any]]:
    """Return the directives of these units; `asked`: whether one asks this unit, `made`: the workshop that answers."""
    may_see = feed().read(admission.directives, mine) if mine is not None else None
    found = []
    for row in feed().read(directives.every):
        grants = ALL if may_see is None else may_see.get(row.uid)
        if row.unit_id in units and grants is not None:
            content = directives.content_of(row)
            made = feed().read(answering.workshop_of, row, unit.code)
            found.append(
                {
                    "row": row,
                    "content": content,
                    "open": grants[Thing.ANSWERS] >= Grant.SEE,
                    "asked": not content.withdrawn and unit.code in {each.code for each in content.units},
                    "made": made if made is not None and made.unit_id == unit.id else None,
                }
            )
    return found


def _spare(unit_id: int) -> dict[str, list[tuple[str, str]]]:
    """Return what the administrator may give to the unit: workshops and directives that it has not."""
    owners = feed().read(organisation.owners)
    rows = feed().read(overview.every, language())
    return {
        "workshops": [(row["code"], row["title"]) for row in rows if owners.get(row["code"]) != unit_id],
        "directives": [
            (row.uid, directives.content_of(row).subject)
            for row in feed().read(directives.every)
            if row.unit_id != unit_id
        ],
    }


def _done(verb: Callable[[Session], Any], deed: str, unit_id: int | None = None) -> Any:
    def logged(session: Session) -> None:
        verb(session)
        access_log.add(session, access_log.What.UNIT_CHANGED, address=request.remote_addr or "", detail=deed)

    try:
        feed().write(logged)
    except Refusal as refusal:
        return _page(refusal, deed, unit_id), refusal.status
    edge.cut_ended()
    if deed in ("workshop", "directive"):
        return redirect(url_for("organisation.start", unit_id=unit_id))
    return redirect(url_for("organisation.every", saved=1, _anchor=f"unit-{unit_id}" if unit_id else None))


def _page(refusal: Refusal | None = None, failed: str = "", of: int | None = None) -> str:
    units = feed().read(organisation.every)
    return render_template(
        "people/units.html",
        units=units,
        codes={each.id: each.code for each in units},
        kinds=organisation.KINDS,
        refused=refusal,
        errors={name: str(text) for name, text in refusal.errors.items()} if refusal else {},
        failed=failed,
        of=of,
        typed=request.form,
        saved="saved" in request.args,
    )
