"""The facilitator's calls: what the console does to phases, notes, themes and the timer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, cast, get_args

from flask import Blueprint, Response, current_app, request

from workshop.domain import (
    focus_issues,
    glossaries,
    links,
    notes,
    phases,
    previews,
    proposals,
    sharing,
    themes,
    timers,
    undo,
    workshops,
)
from workshop.errors import Refusal, TryAgain
from workshop.feed import Changing, P
from workshop.messages.incoming import (
    AskRegrouping,
    Choice,
    ChooseAddress,
    MergeThemes,
    MoveNote,
    OpenPhase,
    RenameTheme,
    SayLink,
    SetFocusIssues,
    SetGlossary,
    SetSharing,
    SetTimer,
    SplitTheme,
    TagNote,
)
from workshop.views import boards, reasons
from workshop.web.edge import body, change, facilitator_call, feed, language, ok, presence, since

calls = Blueprint("board", __name__, url_prefix="/api/w/<code>")
ACTOR = undo.ACTOR
PATIENCE_SECONDS = 20


def act(code: str, verb: Callable[Concatenate[Changing, P], Any], *args: P.args, **kwargs: P.kwargs) -> Response:
    """Run a verb as the facilitator; answer with its result, the new seq and what can be undone now."""

    def step(change: Changing) -> dict[str, Any]:
        answer = verb(change, *args, **kwargs)
        change.session.flush()
        return {"answer": answer, "seq": change.seq, "undo": undo.available(change.session, change.id)}

    return ok(**feed().change(code, ACTOR, step))


def facilitator_post(path: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Declare a POST call of the signed-in facilitator, below /api/w/<code>."""
    return lambda call: calls.post(path)(facilitator_call(call))


@calls.get("/board")
@facilitator_call
def board(code: str) -> Response:
    view = cast(boards.View, request.args.get("view", "console"))
    if view not in get_args(boards.View):
        raise Refusal
    return ok(**with_presence(feed().read(boards.board, code, view, since(), language()), view))


def with_presence(delta: dict[str, Any], view: str) -> dict[str, Any]:
    """Return the delta with who is connected now, which no table contains."""
    return presence().add_to(delta, view)  # type: ignore[no-any-return]


@facilitator_post("/phases/<int:phase_id>/open")
def open_phase(code: str, phase_id: int) -> Response:
    return act(code, phases.open_phase, phase_id, body(OpenPhase))


@facilitator_post("/phases/<int:phase_id>/close")
def close_phase(code: str, phase_id: int) -> Response:
    return act(code, phases.close_phase, phase_id)


@facilitator_post("/timer")
def timer(code: str) -> Response:
    return act(code, timers.set_timer, body(SetTimer))


@facilitator_post("/notes/<note_id>/hide")
def hide(code: str, note_id: str) -> Response:
    return act(code, notes.hide, note_id, True)


@facilitator_post("/notes/<note_id>/unhide")
def unhide(code: str, note_id: str) -> Response:
    return act(code, notes.hide, note_id, False)


@facilitator_post("/notes/<note_id>/move")
def move(code: str, note_id: str) -> Response:
    return act(code, themes.move, note_id, body(MoveNote))


@facilitator_post("/themes/<theme_id>/rename")
def rename(code: str, theme_id: str) -> Response:
    return act(code, themes.rename, theme_id, body(RenameTheme))


@facilitator_post("/themes/<theme_id>/merge")
def merge(code: str, theme_id: str) -> Response:
    return act(code, themes.merge, theme_id, body(MergeThemes))


@facilitator_post("/themes/<theme_id>/split")
def split(code: str, theme_id: str) -> Response:
    return act(code, themes.split, theme_id, body(SplitTheme))


@facilitator_post("/themes/<theme_id>/lock")
def lock(code: str, theme_id: str) -> Response:
    return act(code, themes.lock, theme_id, body(Choice).on)


@facilitator_post("/notes/<note_id>/pin")
def pin(code: str, note_id: str) -> Response:
    return act(code, themes.pin, note_id, body(Choice).on)


@facilitator_post("/regroup")
def ask_regrouping(code: str) -> Response:
    return act(code, previews.ask, body(AskRegrouping))


@facilitator_post("/regroup/<category>/apply")
def apply_regrouping(code: str, category: str) -> Response:
    return act(code, proposals.apply, category)


@facilitator_post("/regroup/<category>/drop")
def drop_regrouping(code: str, category: str) -> Response:
    return act(code, proposals.drop, category)


@facilitator_post("/links")
def say_link(code: str) -> Response:
    return act(code, links.say, body(SayLink))


@facilitator_post("/notes/<note_id>/focus")
def tag(code: str, note_id: str) -> Response:
    return act(code, focus_issues.tag, note_id, body(TagNote))


@calls.get("/focus")
@facilitator_call
def focus(code: str) -> Response:
    return ok(issues=feed().read(focus_issues.drafts, code))


@facilitator_post("/focus")
def set_focus(code: str) -> Response:
    issues, seq = change(code, ACTOR, focus_issues.replace, body(SetFocusIssues))
    return ok(issues=issues, seq=seq)


@calls.get("/glossary")
@facilitator_call
def glossary(code: str) -> Response:
    return ok(**feed().read(glossaries.of, code))


@facilitator_post("/glossary")
def set_glossary(code: str) -> Response:
    answer, seq = change(code, ACTOR, glossaries.replace, body(SetGlossary))
    return ok(**answer, seq=seq)


@calls.get("/notes/<note_id>/why")
@facilitator_call
def why(code: str, note_id: str) -> Response:
    feed().read(reasons.check, code, note_id)
    explained = current_app.extensions["laena.jobs"].why(code, note_id, PATIENCE_SECONDS)
    if explained is None:
        raise TryAgain
    return ok(**explained)


@facilitator_post("/sharing")
def set_sharing(code: str) -> Response:
    return act(code, sharing.choose, body(SetSharing))


@facilitator_post("/undo")
def undo_last(code: str) -> Response:
    answer = act(code, undo.undo).get_json()
    answer.pop("ok")
    return ok(**answer, undone=answer["answer"])


@facilitator_post("/address")
def address(code: str) -> Response:
    return act(code, workshops.choose_address, body(ChooseAddress).url)
