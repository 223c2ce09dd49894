"""Pages on which a workshop is used again: copied, stored as a template of this installation, made of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import StringField

from workshop.domain import organisation, outlines, own_templates, workshops
from workshop.domain.outlines import Wanted
from workshop.errors import Refusal
from workshop.messages.outline import Outline
from workshop.views import dates
from workshop.web import forms, sent_once
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator_page, feed, language
from workshop.year import template_files
from workshop.year.contents import SUFFIXES

pages = Blueprint("outlines", __name__)
JSON = "application/json"


class NewForm(forms.Form):
    """What is chosen for a workshop that is made of an outline."""

    title = StringField(_("ชื่อการประชุมใหม่"), [forms.AtMost(workshops.TITLE_LIMIT)])
    starts_on = forms.DayField(_("วันแรก (เว้นว่างได้)"))

    def wanted(self) -> Wanted:
        """Raises Refusal with the fields at fault."""
        self.validate()
        if self.faults():
            raise Refusal(gettext("ยังบันทึกไม่ได้ กรุณาแก้ช่องที่มีข้อความเตือน"))
        return Wanted(self.title.data or "", self.starts_on.data)


@pages.route("/workshops/<code>/reuse", methods=["GET", "POST"])
@facilitator_page
def reuse(code: str) -> Any:
    """Show what can be made of the workshop; POST makes a copy."""
    outline = feed().read(outlines.of, code)
    form = NewForm({"title": outline.title})
    made = _made(form, lambda wanted: feed().write(_copy, code, outline, wanted, sent_once.key()))
    return made or (reuse_page(code, outline, form), _status(form))


@pages.post("/workshops/<code>/template")
@facilitator_page
def save_template(code: str) -> Any:
    try:
        feed().write(own_templates.save, code, *_typed(), sent_once.key())
    except Refusal as refusal:
        outline = feed().read(outlines.of, code)
        form = NewForm()
        form.title.data = outline.title
        return reuse_page(code, outline, form, refusal), refusal.status
    return redirect(url_for("outlines.templates", saved=1))


@pages.get("/templates")
@facilitator_page
def templates() -> str:
    return _templates()


@pages.route("/templates/<template_id>/new", methods=["GET", "POST"])
@facilitator_page
def new(template_id: str) -> Any:
    row = feed().read(own_templates.find, template_id)
    outline = own_templates.outline_of(row)
    form = NewForm({"title": outline.title})
    made = _made(form, lambda wanted: feed().write(_made_of, template_id, wanted, sent_once.key()))
    return made or (_page("new_of_template", form, row=row, outline=outline), _status(form))


@pages.post("/templates/<template_id>/<any(rename, remove):template_act>")
@facilitator_page
def act(template_id: str, template_act: str) -> Any:
    try:
        if template_act == "remove":
            feed().write(own_templates.remove, template_id)
        else:
            feed().write(own_templates.rename, template_id, *_typed())
    except Refusal as refusal:
        feed().read(own_templates.find, template_id)
        return _templates(template_id, refusal), refusal.status
    return redirect(url_for("outlines.templates", saved=1))


@pages.get("/templates/<template_id>/file")
@facilitator_page
def file(template_id: str) -> Response:
    """Answer with the template as a signed file; in a write, as the first one makes the key."""
    row = feed().read(own_templates.find, template_id)
    data = feed().write(template_files.file_of, template_id)
    log_export("", "template")
    return download(data, f"แบบการประชุม {row.name}{SUFFIXES['template']}", "laena-template.json", JSON)


def _made_of(session: Session, template_id: str, wanted: Wanted, key: str) -> str:
    """Make the workshop of the template; return its code."""

    def make(code: str) -> str:
        return own_templates.make_workshop(session, template_id, wanted, code)

    return workshops.create_once(session, key, make)


def _copy(session: Session, code: str, outline: Outline, wanted: Wanted, key: str) -> str:
    """Make the copy, which is the same unit's; return its code."""
    made = workshops.create_once(session, key, lambda code: outlines.create(session, outline, wanted, code))
    unit = workshops.find(session, code).unit_id
    if unit is not None:
        organisation.give_workshop(session, made, unit)
    return made


def _status(form: NewForm) -> int:
    return 422 if form.faults() else 200


def _typed() -> tuple[str, str]:
    """Return name and description of a template."""
    return request.form.get("name", ""), request.form.get("description", "")


def _made(form: NewForm, make: Callable[[Wanted], str]) -> Any:
    """Return a redirect to the workshop that the submitted form makes; None where the page is to be shown."""
    if not form.is_submitted():
        return None
    try:
        return redirect(url_for("facilitator.console", code=make(form.wanted())))
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def reuse_page(
    code: str, outline: Outline, form: NewForm, refusal: Refusal | None = None, unmade: Refusal | None = None
) -> str:
    """Return the page; `refusal`: of the template's form, `unmade`: of the file of the whole workshop."""
    return _page("reuse", form, code=code, outline=outline, refused=_faults(refusal), unmade=unmade)


def _page(name: str, form: NewForm, **values: Any) -> str:
    months = list(enumerate(dates.months(language()), 1))
    limits = {"name": own_templates.NAME_LIMIT, "description": own_templates.DESCRIPTION_LIMIT}
    return render_template(
        f"facilitator/{name}.html", form=form, errors=form.faults(), months=months, limits=limits, **values
    )


def _templates(failed: str = "", refusal: Refusal | None = None) -> str:
    return render_template(
        "facilitator/templates.html",
        templates=[(row, own_templates.outline_of(row)) for row in feed().read(own_templates.every)],
        limits={"name": own_templates.NAME_LIMIT, "description": own_templates.DESCRIPTION_LIMIT},
        failed=failed,
        refused=_faults(refusal),
        saved="saved" in request.args,
    )


def _faults(refusal: Refusal | None) -> dict[str, str]:
    """Return what is wrong by field; "" for what is wrong as a whole."""
    if refusal is None:
        return {}
    return {name: str(text) for name, text in refusal.errors.items()} or {"": str(refusal.message)}
