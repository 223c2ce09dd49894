"""The facilitator's calls: what the console does to phases, notes, themes and the timer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Concatenate, TypeVar, cast, get_args, overload

from flask import Blueprint, Response, current_app, request

from workshop.domain import (
    asked_before,
    check_first,
    checking,
    consoles,
    corrections,
    endings,
    erasing,
    focus_issues,
    glossaries,
    hiding,
    links,
    mutes,
    notes,
    phases,
    previewed,
    previews,
    proposals,
    ready_cards,
    redo,
    revealing,
    roles,
    sharing,
    showing,
    themes,
    timers,
    undo,
    workshops,
)
from workshop.domain.frequent_words import FEWEST
from workshop.errors import Refusal
from workshop.feed import Changing, P
from workshop.messages.closing import SetClosing
from workshop.messages.incoming import (
    AskRegrouping,
    CheckNotes,
    Choice,
    ChooseAddress,
    ChooseIdentity,
    EraseNote,
    HideNotes,
    LetCheckFirst,
    M,
    MergeThemes,
    Message,
    MoveNote,
    NameConsole,
    OfPreview,
    OpenPhase,
    RenameTheme,
    SayLink,
    SetCategory,
    SetGroup,
    SetSharing,
    SetTimer,
    SplitTheme,
    TagNote,
)
from workshop.messages.phases import AddPhase, ChooseGrace, ChooseMost, ChoosePhaseSharing
from workshop.messages.showing import Show
from workshop.messages.word_lists import SetFocusIssues, SetGlossary
from workshop.views import boards, icebreakers, reasons
from workshop.web.edge import (
    body,
    change,
    declared,
    facilitator,
    facilitator_call,
    feed,
    language,
    ok,
    presence,
    role,
    since,
)

calls = Blueprint("board", __name__, url_prefix="/api/w/<code>")
PATIENCE_SECONDS = 20
log = logging.getLogger("laena.board")


def act(code: str, verb: Callable[Concatenate[Changing, P], Any], *args: P.args, **kwargs: P.kwargs) -> Response:
    """Run a verb as the facilitator; answer with its result, the new seq and what can be undone and redone now."""

    def step(change: Changing) -> dict[str, Any]:
        answer = verb(change, *args, **kwargs)
        change.session.flush()
        own = (change.session, change.id, change.by)
        return {
            "answer": answer,
            "seq": change.seq,
            "undo": undo.NEXT.available(*own),
            "redo": redo.NEXT.available(*own),
        }

    done = feed().change(code, facilitator(), step)
    current_app.extensions["laena.delivery"].hurry(code)
    return ok(**done)


K = TypeVar("K", str, int)


@overload
def facilitator_act(path: str, name: str, verb: Callable[[Changing], Any] | Callable[[Changing, K], Any]) -> None: ...


@overload
def facilitator_act(
    path: str, name: str, verb: Callable[[Changing, M], Any] | Callable[[Changing, K, M], Any], sends: type[M]
) -> None: ...


def facilitator_act(path: str, name: str, verb: Callable[..., Any], sends: type[Message] | None = None) -> None:
    """Declare a POST call of the signed-in facilitator: `act` with the value in the path and the body, where given."""

    def call(code: str, **named: str | int) -> Response:
        return act(code, verb, *named.values(), *([body(sends)] if sends else []))

    calls.add_url_rule(path, name, declared(facilitator_call(call), "facilitator", sends), methods=["POST"])


def chosen(verb: Callable[[Changing, K, bool], Any]) -> Callable[[Changing, K, Choice], Any]:
    """Return the verb with a Choice in place of its last argument."""
    return lambda change, subject, choice: verb(change, subject, choice.on)


facilitator_act("/phases", "add_phase", phases.add, AddPhase)
facilitator_act("/phases/<int:phase_id>/identity", "identify", phases.identify, ChooseIdentity)
facilitator_act("/phases/<int:phase_id>/most", "limit", phases.limit, ChooseMost)
facilitator_act("/phases/<int:phase_id>/sharing", "share_phase", phases.share, ChoosePhaseSharing)
facilitator_act("/phases/<int:phase_id>/grace", "grace", phases.give_grace, ChooseGrace)
facilitator_act("/phases/<int:phase_id>/open", "open_phase", ready_cards.open_phase, OpenPhase)
facilitator_act("/phases/<int:phase_id>/close", "close_phase", phases.close_phase)
facilitator_act("/phases/<int:phase_id>/check_first", "let_check_first", check_first.let, LetCheckFirst)
facilitator_act("/phases/<int:phase_id>/check_flagged", "let_check_flagged", check_first.let_flagged, Choice)
facilitator_act("/phases/<int:phase_id>/alone", "let_alone", revealing.let, Choice)
facilitator_act("/phases/<int:phase_id>/reveal", "reveal", revealing.reveal)
facilitator_act("/phases/<int:phase_id>/hide_again", "hide_again", revealing.hide_again)
facilitator_act("/timer", "timer", timers.set_timer, SetTimer)
facilitator_act("/sharing", "set_sharing", sharing.choose, SetSharing)
facilitator_act("/closing", "close_words", endings.say, SetClosing)
facilitator_act("/show", "show", partial(asked_before.show, library=icebreakers.keys()), Show)
facilitator_act("/projector/dark", "darken", showing.darken, Choice)
facilitator_act("/notes/<note_id>/hide", "hide", partial(notes.hide, hidden=True))
facilitator_act("/notes/<note_id>/unhide", "unhide", partial(notes.hide, hidden=False))
facilitator_act("/notes/hide", "hide_notes", hiding.hide, HideNotes)
facilitator_act("/notes/<note_id>/mute", "mute", partial(mutes.mute_behind, muted=True))
facilitator_act("/notes/<note_id>/unmute", "unmute", partial(mutes.mute_behind, muted=False))
facilitator_act("/notes/check", "check_notes", checking.approve, CheckNotes)
facilitator_act("/notes/category", "categorise", corrections.categorise, SetCategory)
facilitator_act("/groups/<int:group_id>/notes", "regroup_notes", corrections.regroup, SetGroup)
facilitator_act("/notes/<note_id>/move", "move", themes.move, MoveNote)
facilitator_act("/notes/<note_id>/pin", "pin", chosen(themes.pin), Choice)
facilitator_act("/notes/<note_id>/focus", "tag", focus_issues.tag, TagNote)
facilitator_act("/themes/<theme_id>/rename", "rename", themes.rename, RenameTheme)
facilitator_act("/themes/<theme_id>/merge", "merge", themes.merge, MergeThemes)
facilitator_act("/themes/<theme_id>/split", "split", themes.split, SplitTheme)
facilitator_act("/themes/<theme_id>/lock", "lock", chosen(themes.lock), Choice)
facilitator_act("/links", "say_link", links.say, SayLink)
facilitator_act("/console", "name_console", consoles.rename, NameConsole)
facilitator_act("/regroup", "ask_regrouping", previews.ask, AskRegrouping)
facilitator_act("/regroup/<category>/apply", "apply_regrouping", previewed.apply, OfPreview)
facilitator_act("/regroup/<category>/drop", "drop_regrouping", proposals.drop)


@calls.post("/notes/<note_id>/erase")
@facilitator_call
def erase(code: str, note_id: str) -> Response:
    answer = act(code, erasing.erase, note_id, body(EraseNote))
    try:
        feed().database.forget(whole=True)
        current_app.extensions["laena.jobs"].forget()
    except Exception as error:  # the words are gone from every screen; upkeep tries their files again
        log.error("erased words could not be removed from every file yet: %s", type(error).__name__)
    return answer


@calls.get("/board")
@facilitator_call
def board(code: str) -> Response:
    view = cast(boards.View, request.args.get("view", "console"))
    if view not in get_args(boards.View):
        raise Refusal
    if not roles.may_watch(role(), view):
        raise roles.NotYourRole
    delta = with_presence(feed().read(boards.board, code, view, since(), language()), view)
    return ok(**(for_this_console(code, delta) if view == "console" else delta))


def for_this_console(code: str, delta: dict[str, Any]) -> dict[str, Any]:
    """Return the console's delta with its own key and role, and with the steps that it would undo and redo."""
    me = facilitator().by
    next_steps = {name: feed().read(each.NEXT.at_console, code, me) for name, each in (("undo", undo), ("redo", redo))}
    return {**delta, "me": me, "role": role(), **next_steps}


def with_presence(delta: dict[str, Any], view: str) -> dict[str, Any]:
    """Return the delta with who is connected now, which no table contains."""
    return presence().add_to(delta, view)  # type: ignore[no-any-return]


@calls.get("/regroup/<category>")
@facilitator_call
def previewed_moves(code: str, category: str) -> Response:
    return ok(**feed().read(previewed.moves, code, category))


@calls.get("/focus")
@facilitator_call
def focus(code: str) -> Response:
    return ok(issues=feed().read(focus_issues.drafts, code))


@calls.post("/focus")
@facilitator_call
def set_focus(code: str) -> Response:
    issues, seq = change(code, facilitator(), focus_issues.replace, body(SetFocusIssues))
    return ok(issues=issues, seq=seq)


@calls.get("/glossary")
@facilitator_call
def glossary(code: str) -> Response:
    return ok(**feed().read(glossaries.of, code))


@calls.post("/glossary")
@facilitator_call
def set_glossary(code: str) -> Response:
    answer, seq = change(code, facilitator(), glossaries.replace, body(SetGlossary))
    return ok(**answer, seq=seq)


@calls.get("/notes/<note_id>/why")
@facilitator_call
def why(code: str, note_id: str) -> Response:
    feed().read(reasons.check, code, note_id)
    return ok(**current_app.extensions["laena.jobs"].why(code, note_id, PATIENCE_SECONDS))


@calls.get("/words")
@facilitator_call
def frequent_words(code: str) -> Response:
    """Answer with the words of many notes, for the projector: without what is not revealed."""
    feed().read(workshops.find, code)
    found = current_app.extensions["laena.jobs"].words(code, PATIENCE_SECONDS)
    return ok(words=[{"word": word, "count": count} for word, count in found], fewest=FEWEST)


@calls.post("/undo")
@facilitator_call
def undo_last(code: str) -> Response:
    answer = act(code, undo.undo).get_json()
    answer.pop("ok")
    return ok(**answer, undone=answer["answer"])


@calls.post("/redo")
@facilitator_call
def redo_next(code: str) -> Response:
    answer = act(code, redo.redo).get_json()
    answer.pop("ok")
    return ok(**answer, redone=answer["answer"])


@calls.post("/address")
@facilitator_call
def address(code: str) -> Response:
    return act(code, workshops.choose_address, body(ChooseAddress).url)
