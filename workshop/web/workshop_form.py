"""The one form that makes a workshop and changes it."""

from __future__ import annotations

from datetime import date
from typing import Any, cast, get_args

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from workshop import places
from workshop.domain import agendas, groups, workshops
from workshop.errors import Refusal
from workshop.messages import PhaseDraft, Sharing, WorkshopDraft
from workshop.views import dates, drafts
from workshop.web.edge import changed, facilitator_call, facilitator_page, feed, ok

pages = Blueprint("workshop_form", __name__)
SHARING = get_args(Sharing)


@pages.route("/workshops/new", methods=["GET", "POST"])
@facilitator_page
def new() -> Any:
    if request.method == "GET":
        return _page(_empty(), {}, editing=False)
    try:
        code = feed().write(workshops.create, _draft(request.form))
    except Refusal as refusal:
        return _page(_typed(request.form), _errors(refusal), editing=False), refusal.status
    return redirect(url_for("facilitator.console", code=code))


@pages.route("/workshops/<code>/edit", methods=["GET", "POST"])
@facilitator_page
def edit(code: str) -> Any:
    kept = feed().read(drafts.of, code)
    if request.method == "GET":
        return _page(_shown(kept), {}, editing=True, code=code)
    try:
        changed(code, "facilitator", workshops.edit, _draft(request.form, template=kept.template))
    except Refusal as refusal:
        return _page(_typed(request.form), _errors(refusal), editing=True, code=code), refusal.status
    return redirect(url_for("facilitator.console", code=code))


@pages.get("/api/places/<province>")
@facilitator_call
def districts(province: str) -> Response:
    found = places.districts(province) if province in places.provinces() else []
    return ok(districts=found)


def _page(form: dict[str, Any], errors: dict[str, str], editing: bool, code: str = "") -> str:
    return render_template(
        "facilitator/workshop_form.html",
        form=form,
        errors=errors,
        editing=editing,
        code=code,
        templates=_templates(),
        provinces=places.provinces(),
        months=list(enumerate(dates.MONTHS, 1)),
    )


def _templates() -> list[dict[str, Any]]:
    rows = []
    for agenda in agendas.AGENDAS.values():
        names = {key: str(name) for key, name in agenda.categories}
        phases = [
            {"title": str(p.title), "question": str(p.question), "categories": [names[key] for key in p.categories]}
            for p in agenda.phases
        ]
        categories = [{"key": key, "name": name} for key, name in names.items()]
        rows.append(
            {
                "key": agenda.key,
                "name": str(agenda.name),
                "description": str(agenda.description),
                "phases": phases,
                "categories": categories,
            }
        )
    return rows


def _draft(form: MultiDict[str, str], template: str | None = None) -> WorkshopDraft:
    """What was typed, as a draft. Raises Refusal with the fields at fault, all of them together."""
    errors: dict[str, object] = {}
    days: dict[str, date | None] = {"starts": None, "ends": None}
    for name in days:
        try:
            days[name] = dates.from_parts(*(form.get(f"{name}_{part}", "") for part in ("day", "month", "year")))
        except (ValueError, OverflowError):
            errors[f"{name}_on"] = _("วันที่นี้ไม่มีในปฏิทิน กรุณาเลือกวัน เดือน และปี พ.ศ. ให้ครบ")
    year = form.get("fiscal_year", "").strip()
    if year and not (year.isdecimal() and len(year) == 4):
        errors["fiscal_year"] = _("ปีงบประมาณเป็นปี พ.ศ. เช่น 2564")
        year = ""
    sharing = form.get("sharing") or None  # a form without the field leaves it as it is
    if sharing is not None and sharing not in SHARING:
        errors["sharing"] = _("กรุณาเลือกว่าผู้เข้าร่วมเห็นความเห็นของใคร")
        sharing = None
    groups: tuple[str, ...] = ()
    try:
        groups = _groups(form)
    except Refusal as refusal:
        errors |= refusal.errors
    draft = WorkshopDraft(
        template=template or form.get("template", ""),
        title=form.get("title", ""),
        host_unit=form.get("host_unit", ""),
        venue=form.get("venue", ""),
        starts_on=days["starts"],
        ends_on=days["ends"],
        fiscal_year=int(year) if year else None,
        opening_words=form.get("opening_words", ""),
        groups=groups,
        phases=_phases(form),
        sharing=cast("Sharing | None", sharing),
    )
    try:
        workshops.checked(draft)
    except Refusal as refusal:
        errors = {**refusal.errors, **errors}
    if errors:
        raise Refusal(_("ยังบันทึกไม่ได้ กรุณาแก้ช่องที่มีข้อความเตือน"), **errors)
    return draft


def _groups(form: MultiDict[str, str]) -> tuple[str, ...]:
    mode = form.get("groups_mode", "number")
    if mode == "names":
        return tuple(line.strip() for line in form.get("groups_names", "").splitlines() if line.strip())
    if mode == "districts":
        province = form.get("province", "")
        if province not in places.provinces():
            raise Refusal(None, groups=_("กรุณาเลือกจังหวัด"))
        return tuple(places.districts(province))
    count = form.get("groups_count", "").strip()
    if not count.isdecimal() or not 1 <= int(count[:4]) <= groups.MOST:
        raise Refusal(None, groups=_("จำนวนกลุ่มเป็นตัวเลข 1 ถึง %(most)s", most=groups.MOST))
    return tuple(_("กลุ่มที่ %(number)s", number=number) for number in range(1, int(count) + 1))


def _phases(form: MultiDict[str, str]) -> tuple[PhaseDraft, ...]:
    columns = [form.getlist(f"phase_{name}") for name in ("title", "question", "categories", "id")]
    longest = max((len(column) for column in columns), default=0)
    rows = zip(*(column + [""] * (longest - len(column)) for column in columns), strict=True)
    return tuple(
        PhaseDraft(
            title=title,
            question=question,
            categories=tuple(name.strip() for name in categories.split(",") if name.strip()),
            id=int(known) if known.isdecimal() else None,
        )
        for title, question, categories, known in rows
        if title.strip() or question.strip() or known
    )


def _empty() -> dict[str, Any]:
    look_back = _templates()[0]
    return {
        "template": look_back["key"],
        "groups_mode": "number",
        "groups_count": 5,
        "sharing": "own",
        "phases": [{**phase, "id": "", "categories": ", ".join(phase["categories"])} for phase in look_back["phases"]],
    }


def _typed(form: MultiDict[str, str]) -> dict[str, Any]:
    columns = [form.getlist(f"phase_{name}") for name in ("title", "question", "categories", "id")]
    longest = max((len(column) for column in columns), default=0)
    rows = zip(*(column + [""] * (longest - len(column)) for column in columns), strict=True)
    names = ("title", "question", "categories", "id")
    return {**form.to_dict(), "phases": [dict(zip(names, row, strict=True)) for row in rows]}


def _shown(draft: WorkshopDraft) -> dict[str, Any]:
    """A kept workshop as the form's fields."""
    fields: dict[str, Any] = {
        name: getattr(draft, name) for name in ("template", "title", "host_unit", "venue", "opening_words", "sharing")
    }
    for name, day in (("starts", draft.starts_on), ("ends", draft.ends_on)):
        fields[f"{name}_day"] = day.day if day else ""
        fields[f"{name}_month"] = day.month if day else ""
        fields[f"{name}_year"] = day.year + dates.ERA if day else ""
    return {
        **fields,
        "fiscal_year": draft.fiscal_year or "",
        "groups_mode": "names",
        "groups_names": "\n".join(draft.groups),
        "phases": [
            {"id": p.id, "title": p.title, "question": p.question, "categories": ", ".join(p.categories)}
            for p in draft.phases
        ],
    }


def _errors(refusal: Refusal) -> dict[str, str]:
    return {field: str(text) for field, text in refusal.errors.items()}
