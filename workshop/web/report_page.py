"""The page on which the report is finished: the conclusion, the approval, what changed since, and its files."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from workshop.domain import approvals, chapters, pictures, report_texts, workshops
from workshop.errors import Refusal, TryAgain
from workshop.messages.incoming import ApproveReport, SetChapters, SetConclusion, parse
from workshop.reports.approval import SHOWN
from workshop.views import dates
from workshop.web.edge import facilitator, facilitator_call, facilitator_page, feed, language, ok
from workshop.web.evidence import space
from workshop.web.exports import files_of
from workshop.year import answering

pages = Blueprint("report_page", __name__)
PATIENCE_SECONDS = 60


@pages.get("/workshops/<code>/report")
@facilitator_page
def page(code: str) -> str:
    return _page(code)


@pages.post("/workshops/<code>/report/conclusion")
@facilitator_page
def conclude(code: str) -> Any:
    """Save the conclusion, or show what was typed with its error, and what is stored where another screen saved."""
    own = facilitator()
    return done(code, lambda: feed().change(code, own, report_texts.conclude, parse(SetConclusion, _typed())))


@pages.post("/workshops/<code>/report/chapters")
@facilitator_page
def arrange(code: str) -> Any:
    """Save which chapters the report has, and their order."""
    sent = {
        "order": request.form.getlist("order"),
        "shown": request.form.getlist("shown"),
        "reset": "reset" in request.form,
        "was": request.form.get("was", ""),
    }
    return done(code, lambda: feed().change(code, facilitator(), chapters.arrange, parse(SetChapters, sent)))


@pages.post("/workshops/<code>/report/approve")
@facilitator_page
def approve(code: str) -> Any:
    def step() -> None:
        sent = parse(ApproveReport, _typed())
        feed().change(code, facilitator(), approvals.approve, sent, _look(code)[0])

    return done(code, step)


@pages.post("/workshops/<code>/report/withdraw")
@facilitator_page
def withdraw(code: str) -> Any:
    return done(code, lambda: feed().change(code, facilitator(), approvals.withdraw))


@pages.get("/api/w/<code>/report")
@facilitator_call
def state(code: str) -> Response:
    """Return the state of the report as it is now, which the worker finds out."""
    feed().read(workshops.find, code)
    return ok(**_look(code)[1])


@pages.get("/api/w/<code>/report/pages/<int:number>")
@facilitator_call
def drawn(code: str, number: int) -> Response:
    """Return a page of the report as it is downloaded now: {number, pages, seq, text, image: an address of its data,
    laid: built_in, template, or why the template's pages are not shown: absent, failed}."""
    feed().read(workshops.find, code)
    thai_digits = request.args.get("digits") != "arabic"
    seq = request.args.get("seq", 0, type=int)
    found = current_app.extensions["laena.jobs"].page(code, number, language(), PATIENCE_SECONDS, thai_digits, seq)
    return ok(image=f"data:image/png;base64,{b64encode(found.pop('png')).decode()}", **found)


def _typed() -> dict[str, str]:
    return request.form.to_dict()


def _look(code: str) -> tuple[approvals.Seen, dict[str, Any]]:
    return current_app.extensions["laena.jobs"].look(code, language(), PATIENCE_SECONDS)  # type: ignore[no-any-return]


def done(code: str, step: Callable[[], object], anchor: str | None = None) -> Any:
    """Take the step and show the page anew, at `anchor`; what was refused stays in its fields with the reason."""
    try:
        step()
    except TryAgain:
        raise
    except Refusal as refusal:
        return _page(code, refusal), refusal.status
    return redirect(url_for("report_page.page", code=code, saved=1, _anchor=anchor))


def _page(code: str, refusal: Refusal | None = None) -> str:
    workshop = feed().read(workshops.find, code)
    stored = feed().read(report_texts.of, workshop.id).conclusion
    errors = {name: str(text) for name, text in refusal.errors.items()} if refusal else {}
    return render_template(
        "facilitator/report.html",
        workshop=workshop,
        typed={"text": stored} | _typed(),
        stored=stored,
        space=space(code),
        version=report_texts.version(stored),
        version_of=report_texts.version,
        message=str(refusal.message) if refusal and not errors else "",
        errors=errors,
        log=feed().read(approvals.log, workshop.id),
        formats=files_of(code),
        pictures=feed().read(pictures.listed, workshop.id),
        chapters=feed().read(chapters.of, workshop.id),
        chapter_names=chapters.NAMES,
        directive=feed().read(answering.directive_of, code),
        reshaped=feed().read(answering.reshaped_of, code),
        answer_waits=feed().read(answering.waits_for, code),
        handed=request.args.get("handed", ""),
        disputed=request.args.get("result") == "disputed",
        saved="saved" in request.args,
        letters=SHOWN,
        limits={
            "text": report_texts.LIMIT,
            "name": approvals.LIMIT,
            "caption": pictures.LIMIT,
            "pictures": pictures.MOST,
        },
        moment=lambda ms: dates.moment(ms, language()),
    )
