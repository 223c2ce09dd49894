"""The pages of a directive's board: what all answers say together, its notes, and what people correct."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from workshop.domain import heartbeat
from workshop.domain.wording import characters, number, short
from workshop.errors import Refusal
from workshop.feed import Feed
from workshop.views import dates
from workshop.web.downloads import download, log_export
from workshop.web.edge import facilitator_page, feed, language
from workshop.web.looked_at import asked_again, looked_at
from workshop.year import (
    answers,
    board,
    board_corrections,
    board_notes,
    directives,
    regions,
    state_tables,
    unit_kinds,
    unit_results,
)
from workshop.year.board_words import CORRECTIONS, REACHES
from workshop.year.state_words import PROGRESS, STATES

pages = Blueprint("directive_board", __name__)
# As long as a report may take.
PATIENCE_SECONDS = 60
CONCLUSION = 400  # letters of each on the board
MEDIA_TYPES = {
    **state_tables.MEDIA_TYPES,
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@pages.get("/directives/<uid>/board")
@facilitator_page
def page(uid: str) -> str:
    return _page(uid)


@pages.get("/directives/<uid>/board/notes")
@facilitator_page
def notes(uid: str) -> str:
    return _notes(uid)


@pages.get("/directives/<uid>/board/<any(csv, xlsx, docx, pdf, html, json, pptx):kind>")
@facilitator_page
def export(uid: str, kind: str) -> Any:
    """Answer with what is looked at of the board as a file, written by a worker."""
    row = feed().read(directives.find, uid)
    if not feed().read(board.is_made, uid):
        return redirect(url_for("directive_board.page", uid=uid))
    data = current_app.extensions["laena.jobs"].board_file(uid, kind, language(), looked_at(), PATIENCE_SECONDS)
    log_export("", f"board {kind}")
    name = f"กระดานรวม {row.content['number']}{' (บางส่วน)' if looked_at() else ''}.{kind}"
    return download(data, name, f"laena-board.{kind}", MEDIA_TYPES[kind])


@pages.post("/directives/<uid>/board/<any(make, undo, rename, merge, move):change>")
@facilitator_page
def act(uid: str, change: str) -> Any:
    """Do one thing with the board, and show where it was done; what was refused is shown there with the reason."""
    typed, was, theme = request.form.get, number(request.form.get("was", "")), request.form.get("theme", "")
    acts: dict[str, Callable[[Feed], Any]] = {
        "make": lambda _to: current_app.extensions["laena.jobs"].consolidate(uid),
        "undo": lambda to: to.write(board_corrections.undo, uid, was),
        "rename": lambda to: to.write(board_corrections.rename, uid, was, theme, typed("label", "")),
        "merge": lambda to: to.write(board_corrections.merge, uid, was, theme, typed("other", "")),
        "move": lambda to: to.write(board_corrections.move, uid, was, request.form.getlist("note"), typed("to", "")),
    }
    feed().read(directives.find, uid)
    on_board = change in ("make", "undo")
    try:
        acts[change](feed())
    except Refusal as refusal:
        shown = _page(uid, refusal) if on_board else _notes(uid, refusal)
        return shown, refusal.status
    if on_board:
        return redirect(url_for("directive_board.page", uid=uid))
    return redirect(url_for("directive_board.notes", uid=uid, **_asked(), saved=1))


def _page(uid: str, refusal: Refusal | None = None) -> str:
    row = feed().read(directives.find, uid)
    kinds = unit_kinds.of(row)
    units = [each for each in feed().read(answers.table, uid).rows if looked_at().lets(each.unit.code, kinds)]
    return render_template(
        "facilitator/directive_board.html",
        row=row,
        by_state={state: of for state in answers.State if (of := [each for each in units if each.state == state])},
        states=STATES,
        progress=PROGRESS,
        same=asked_again(),
        kinds=unit_kinds.known(kinds),
        kind_name=unit_kinds.name,
        content=directives.content_of(row),
        whole=feed().read(board.read, uid, looked_at()),
        found=feed().read(unit_results.of, uid, looked_at()),
        shortened=_shortened,
        language=language(),
        worker=feed().read(heartbeat.alive),
        error=str(refusal.message) if refusal else "",
        made_at=lambda ms: dates.moment(ms, language()),
        reaches=REACHES,
        reach=board.Reach,
        corrections=CORRECTIONS,
        regions=regions.REGIONS,
        region_of=regions.of,
    )


def _notes(uid: str, refusal: Refusal | None = None) -> str:
    """Show a page of the notes that the address asks for. Raises UnknownTheme."""
    row, given = feed().read(directives.find, uid), request.args.get
    whole = feed().read(board.read, uid)
    tray = given("tray", "")
    wanted = board_notes.Wanted(
        given("theme", ""),
        tray if tray in board_notes.TRAYS else "",
        given("category", ""),
        given("focus", ""),
        looked_at(),
        number(given("page", "")) or 1,
    )
    found = feed().read(board_notes.page, whole.board, wanted) if whole.board and whole.made else None
    return render_template(
        "facilitator/directive_notes.html",
        row=row,
        content=directives.content_of(row),
        whole=whole,
        wanted=wanted,
        found=found,
        kind_name=unit_kinds.name,
        rows={theme.id: theme for part in whole.categories for theme in part.themes},
        categories={part.key: part.name for part in whole.categories},
        asked={name: value for name, value in _asked().items() if name != "page"},
        error=str(refusal.message) if refusal else "",
        saved="saved" in request.args and refusal is None,
        typed=request.form,
        reaches=REACHES,
        regions=regions.REGIONS,
        region_of=regions.of,
    )


def _shortened(text: str) -> str:
    """Return the beginning of a long conclusion; the whole stands on a page of its own."""
    return text if characters(text) <= CONCLUSION else f"{short(text, CONCLUSION)} …"


def _asked() -> dict[str, Any]:
    """Return what the address asks for, to ask for it again."""
    names = ("theme", "tray", "category", "focus", "region", "unit", "unit_kind", "page")
    return {name: request.args[name] for name in names if request.args.get(name)}
