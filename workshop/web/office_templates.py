"""The office's own Word templates on the page of the office: shipped, added, tried on an example, removed."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, request

from workshop.domain import office_templates
from workshop.domain.office_templates import MAX_BYTES, Fault, OfficeTemplate, UnfitTemplate
from workshop.reports import docx
from workshop.reports.filename import safe, shortened
from workshop.reports.office_templates.names import EXAMPLE, SHIPPED
from workshop.web.downloads import download
from workshop.web.edge import facilitator_page, feed, language, large_body
from workshop.web.office_files import FORM, done

pages = Blueprint("office_templates", __name__)


@pages.get("/office/templates/<kind>/shipped")
@facilitator_page
def shipped(kind: str) -> Response:
    """Answer with the template that an office changes in Word."""
    _known(kind)
    return _file(_process().shipped(kind, language()), SHIPPED[kind].in_(language()), f"laena-{kind}-template.docx")


@pages.get("/office/templates/<kind>/own")
@facilitator_page
def own(kind: str) -> Response:
    stored = _stored(kind)
    return _file(stored.data, f"{shortened(safe(stored.name.removesuffix('.docx')))}.docx", f"laena-{kind}-own.docx")


@pages.get("/office/templates/<kind>/example")
@facilitator_page
def example(kind: str) -> Response:
    """Answer with an example, which is nobody's, through the stored template."""
    data = _process().example(kind, _stored(kind).data, language())
    return _file(data, EXAMPLE[kind].in_(language()), f"laena-{kind}-example.docx")


@facilitator_page
def add(kind: str) -> Any:
    """Take a template, after it was checked in a process of its own."""
    _known(kind)
    return done(lambda: _add(kind))


def _add(kind: str) -> None:
    try:
        template = _sent(kind)
        _process().check_template(kind, template.data)
    except UnfitTemplate as unfit:
        unfit.kind = kind
        raise
    feed().write(office_templates.save, template)


def _sent(kind: str) -> OfficeTemplate:
    """Return the file that was sent. Raises UnfitTemplate."""
    sent = request.files.get("template")
    if sent is None or not sent.filename:
        raise UnfitTemplate(Fault("none"))
    data = sent.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnfitTemplate(Fault("large"))
    return OfficeTemplate(kind, shortened(safe(sent.filename)), data)


pages.add_url_rule("/office/templates/<kind>", "add", large_body(add, MAX_BYTES + FORM), methods=["POST"])


@pages.post("/office/templates/<kind>/remove")
@facilitator_page
def remove(kind: str) -> Any:
    _known(kind)
    return done(lambda: feed().write(office_templates.remove, kind))


def _known(kind: str) -> None:
    if kind not in office_templates.KINDS:
        abort(404)


def _stored(kind: str) -> OfficeTemplate:
    found = office_templates.of(feed().read(office_templates.read), kind)
    if found is None:
        abort(404)
    return found


def _process() -> Any:
    return current_app.extensions["laena.office_process"]


def _file(data: bytes, name: str, plain: str) -> Response:
    return download(data, name, plain, docx.FORMAT.media_type)
