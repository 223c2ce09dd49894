"""The pages of directives: made or taken in, who has answered, and the files that go out."""

import logging
import sqlite3
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext
from redis.exceptions import RedisError
from sqlalchemy.orm import Session

from workshop.domain import access_log, office_fonts, organisation, workshops
from workshop.errors import Refusal
from workshop.feed import Feed
from workshop.views import dates
from workshop.web import edge, evidence, ownership, sent_once
from workshop.web.directive_form import DirectiveForm
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator_page, feed, language, large_body
from workshop.year import (
    answering,
    answers,
    attachments,
    board_data,
    by_province,
    clocks,
    directives,
    keys,
    sending,
    signed_files,
    state_tables,
    unit_results,
    units,
)
from workshop.year.contents import SUFFIXES
from workshop.year.state_words import PROGRESS, STATES

pages = Blueprint("directives", __name__)
JSON = "application/json"
log = logging.getLogger("laena.web")


@pages.get("/directives")
@facilitator_page
def every() -> str:
    return listed([])


def listed(results: list[dict[str, Any]]) -> str:
    """Show the list, with what became of files that were just sent."""
    return render_template(
        "facilitator/directives.html",
        directives=[(row, directives.content_of(row)) for row in feed().read(directives.every)],
        waiting=feed().read(answers.waiting),
        results=results,
        spoken=lambda day: dates.spoken(day, language()),
    )


@pages.route("/directives/new", methods=["GET", "POST"])
@facilitator_page
def new() -> Any:
    form = DirectiveForm.empty(feed())
    return _form(form, lambda: _made(form.draft()))


@pages.route("/directives/<uid>/edit", methods=["GET", "POST"])
@facilitator_page
def edit(uid: str) -> Any:
    row = feed().read(directives.find, uid)
    form = DirectiveForm.of(row)

    def save() -> str:
        feed().write(directives.edit, uid, form.draft(directives.content_of(row).units), form.version())
        return uid

    return _form(form, save)


@pages.get("/directives/<uid>")
@facilitator_page
def page(uid: str) -> str:
    return _page(uid)


@pages.post("/directives/<uid>/<any(withdraw, unit, workshop, excuse, source, delete):deed>")
@facilitator_page
def act(uid: str, deed: str) -> Any:
    """Do one thing with the directive, and show its page; what was refused stays in its field with the reason."""
    typed = request.form.get
    unit, reason = typed("unit", ""), typed("reason", "")
    acts: dict[str, Callable[[Feed], Any]] = {
        "withdraw": lambda to: to.write(directives.withdraw, uid, reason),
        "unit": lambda to: to.write(directives.choose_unit, uid, unit),
        "workshop": lambda to: to.write(_make_workshop, uid),
        "excuse": lambda to: to.write(directives.excuse, uid, unit, reason),
        "source": lambda to: to.write(directives.decide, uid, unit, key=typed("key", "")),
        "delete": lambda to: to.write(directives.remove, uid),
    }
    feed().read(directives.find, uid)
    try:
        made = acts[deed](feed())
    except Refusal as refusal:
        return _page(uid, refusal, deed), refusal.status
    if deed == "delete":
        try:
            feed().database.forget(whole=True)
            current_app.extensions["laena.jobs"].forget()  # files of its board that nobody fetched
        except (sqlite3.Error, RedisError) as error:  # in use: the next words that are forgotten take these along
            log.error("a deleted directive is not out of every file yet: %s", type(error).__name__)
        feed().write(access_log.add, access_log.What.DELETE, detail="directive", **edge.by())
        return redirect(url_for("directives.every"))
    if deed == "workshop":
        return redirect(url_for("workshop_form.edit", code=made))
    return redirect(url_for("directives.page", uid=uid, saved=1, province=units.province_of(unit) or None))


@pages.get("/directives/<uid>/file")
@facilitator_page
def file(uid: str) -> Response:
    """Answer with the directive as its file; in a write, as the first one makes the key."""
    row = feed().read(directives.find, uid)
    data = feed().write(directives.file_of, uid)
    return download(data, f"ข้อสั่งการ {row.content['number']}{SUFFIXES['directive']}", "laena-directive.json", JSON)


def attach(uid: str) -> Any:
    """Add a document, or with `remove` take one off; each makes a new version of the directive."""
    feed().read(directives.find, uid)
    try:
        if digest := request.form.get("remove", ""):
            feed().write(directives.detach, uid, digest)
        else:
            sent = evidence.sent(word=True)
            if sent is None:
                raise Refusal(None, file=gettext("เลือกไฟล์"))
            feed().write(directives.attach, uid, sent.name, sent.media, sent.data)
    except Refusal as refusal:
        return _page(uid, refusal, "attach"), refusal.status
    return redirect(url_for("directives.page", uid=uid, saved=1, _anchor="attachments"))


pages.add_url_rule(
    "/directives/<uid>/attachments",
    "attach",
    large_body(facilitator_page(attach), evidence.MOST_BYTES),
    methods=["POST"],
)


@pages.get("/directives/<uid>/attachments/<digest>")
@facilitator_page
def attachment(uid: str, digest: str) -> Response:
    """Answer with a document of the directive."""
    content = directives.content_of(feed().read(directives.find, uid))
    return evidence.given_out(feed().read(attachments.read, content, digest))


@pages.get("/directives/<uid>/calendar")
@facilitator_page
def calendar(uid: str) -> Response:
    """Answer with the deadline as a calendar file."""
    # slow: the library of calendars
    from workshop.views.calendar_files import MEDIA_TYPE
    from workshop.year import deadline

    row = feed().read(directives.find, uid)
    data = deadline.calendar_of(directives.content_of(row))
    return download(data, f"กำหนดส่ง {row.content['number']}.ics", "laena-deadline.ics", MEDIA_TYPE)


@pages.get("/directives/<uid>/table/<any(csv, xlsx):kind>")
@facilitator_page
def table(uid: str, kind: str) -> Response:
    row = feed().read(directives.find, uid)
    data = state_tables.WRITERS[kind](feed().read(answers.table, uid), language(), feed().read(office_fonts.read))
    name = f"การตอบข้อสั่งการ {row.content['number']}.{kind}"
    return download(data, name, f"laena-answers.{kind}", state_tables.MEDIA_TYPES[kind])


@pages.post("/workshops/<code>/answer")
@facilitator_page
def answer(code: str) -> Any:
    """Answer with the file that answers the workshop's directive."""
    written = feed().write(answering.write, code, feed().read(answering.read, code))
    log_export(code, "answer")
    name = f"คำตอบ {written.content.unit.name} ฉบับที่ {written.content.version}{SUFFIXES['answer']}"
    return download(written.data, name, "laena-answer.json", JSON)


@pages.post("/workshops/<code>/answer/hand-in")
@facilitator_page
def hand_in(code: str) -> Any:
    """Hand the answer in to the directive of this very installation."""
    written = feed().write(answering.write, code, feed().read(answering.read, code))
    result = feed().write(answers.take, signed_files.read(written.data))
    log_export(code, "answer handed in")
    version = written.content.version
    return redirect(url_for("report_page.page", code=code, handed=version, result=result.value, _anchor="answer"))


@pages.post("/workshops/<code>/answer/send")
@facilitator_page
def send_answer(code: str) -> Any:
    """Show where the answer would go by the pasted link; with `confirmed`, send it there and show what became of it."""
    workshop = feed().read(workshops.find, code)
    link = request.form.get("link", "")
    shown: dict[str, Any] = {"workshop": workshop, "link": link}
    try:
        to = sending.target(link)
        written = feed().write(answering.write, code, feed().read(answering.read, code))
        shown |= {"host": to.host, "content": written.content}
        if request.form.get("confirmed"):
            log_export(code, "answer sent")
            shown["sent"] = sending.send(to, written.data)
    except Refusal as refusal:
        page = render_template("facilitator/answer_sent.html", error=str(refusal.message), **shown)
        return page, refusal.status
    return render_template("facilitator/answer_sent.html", **shown)


@pages.get("/schemas/<any(directive, answer, template, workshop, board):file_kind>.json")
def schema(file_kind: Any) -> Response:
    """Answer with the JSON Schema of a file; it says nothing of any directive."""
    found = board_data.schema() if file_kind == "board" else signed_files.schema(file_kind)
    return Response(found, content_type="application/schema+json")


def _made(draft: directives.Draft) -> str:
    uid = sent_once.key()
    return feed().write(ownership.given_directive(lambda session: directives.make(session, draft, uid)))


def _make_workshop(session: Session, uid: str) -> str:
    """Make the workshop that answers, of the directive's own unit; return its code."""
    row = directives.find(session, uid)
    there, unit = answering.workshop_of(session, row, row.unit), row.unit_id
    code = answering.make_workshop(session, uid)
    if unit is not None and there is None:  # one that is there already stays whose it is
        organisation.give_workshop(session, code, unit)
    return code


def _form(form: DirectiveForm, save: Callable[[], str]) -> Any:
    if form.is_submitted():
        try:
            return redirect(url_for("directives.page", uid=save(), saved=1))
        except Refusal as refusal:
            form.refuse(refusal)
            return form.page(), refusal.status
    return form.page()


def _page(uid: str, refusal: Refusal | None = None, act: str = "") -> str:
    row = feed().read(directives.find, uid)
    table = feed().read(answers.table, uid)
    only = request.args.get("state", "")
    counted = {state: number for state in answers.State if (number := table.count(state))}
    chosen = [each for each in table.rows if only not in counted or each.state == only]
    return render_template(
        "facilitator/directive.html",
        folded=by_province.folded(chosen, lambda each: each.unit, request.args.get("province", "")),
        row=row,
        content=directives.content_of(row),
        table=table,
        followed=row.own or any(each.answer or each.disputed for each in table.rows),
        answered=table.count(*answers.ANSWERED),
        counted=counted,
        only=only,
        progress=PROGRESS,
        answered_of=lambda rows: sum(each.state in answers.ANSWERED for each in rows),
        said={each.unit.code for each in feed().read(unit_results.of, uid).said if each.conclusion or each.votings},
        odd_days=feed().read(clocks.of, uid, language()),
        odd_today="" if row.own else clocks.here(directives.content_of(row), language()),
        states=STATES,
        workshop=feed().read(answering.workshop_of, row, row.unit),
        new_key=feed().read(directives.changed_issuer, row),
        fingerprint=keys.fingerprint,
        error=next(map(str, refusal.errors.values()), str(refusal.message)) if refusal else "",
        failed=act,
        typed=request.form,
        saved="saved" in request.args,
        taken=request.args.get("taken", ""),
        spoken=lambda day: dates.spoken(day, language()),
        spoken_text=lambda text: dates.spoken(dates.parse(text), language()),  # type: ignore[arg-type]
        moment=lambda ms: dates.moment(ms, language()),
    )
