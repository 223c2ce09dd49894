"""Actions: the console's calls, and the page on which they are followed through the year."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for

from workshop.domain import action_agreement, actions, focus_issues, groups, minutes, resolutions, unit_pages, workshops
from workshop.domain.action_drafts import LIMITS
from workshop.domain.wording import number
from workshop.errors import Refusal
from workshop.feed import Changing
from workshop.messages.actions import SaveAction, SetStatus, StepAction
from workshop.messages.incoming import parse
from workshop.views import action_list, dates
from workshop.web import evidence
from workshop.web.board import facilitator_act
from workshop.web.edge import facilitator, facilitator_page, feed, language, large_body
from workshop.web.facilitator import pages

facilitator_act("/actions", "save_action", actions.save, SaveAction)
facilitator_act("/actions/<int:action_id>/step", "step_action", actions.step, StepAction)
facilitator_act("/actions/<int:action_id>/remove", "remove_action", actions.remove)
facilitator_act("/actions/<int:action_id>/status", "set_action_status", actions.set_status, SetStatus)
facilitator_act("/actions/ask", "ask_actions", action_agreement.ask)

ACTS: dict[str, Callable[[Changing, int, dict[str, str]], object]] = {
    "up": lambda change, action_id, _form: actions.step(change, action_id, StepAction(by=-1)),
    "down": lambda change, action_id, _form: actions.step(change, action_id, StepAction(by=1)),
    "remove": lambda change, action_id, _form: actions.remove(change, action_id),
}


@pages.get("/workshops/<code>/actions", endpoint="actions")
@facilitator_page
def page(code: str) -> str:
    return _page(code)


@pages.post("/workshops/<code>/actions", endpoint="save_action")
@facilitator_page
def save(code: str) -> Any:
    """Save the typed action; what was refused stays in its form."""
    form: dict[str, Any] = request.form.to_dict()
    sent = {**form, "id": number(form.get("id", "")) or None, "themes": request.form.getlist("themes")}
    return _done(code, form, lambda: feed().change(code, facilitator(), actions.save, parse(SaveAction, sent)))


@pages.post(f"/workshops/<code>/actions/<int:action_id>/<any({', '.join(ACTS)}):deal>", endpoint="action_act")
@facilitator_page
def act(code: str, action_id: int, deal: str) -> Any:
    form = {**request.form.to_dict(), "status_of": str(action_id)}
    return _done(code, form, lambda: feed().change(code, facilitator(), ACTS[deal], action_id, form), action_id)


def set_status(code: str, action_id: int) -> Any:
    """Store status, note and evidence of an action; what was refused stays in its form, but for a file."""
    form = {**request.form.to_dict(), "status_of": str(action_id)}

    def step() -> None:
        message = parse(SetStatus, form)
        feed().change(code, facilitator(), actions.set_status, action_id, message, evidence.sent())

    return _done(code, form, step, action_id)


pages.add_url_rule(
    "/workshops/<code>/actions/<int:action_id>/status",
    "action_status",
    large_body(facilitator_page(set_status), evidence.MOST_BYTES),
    methods=["POST"],
)


def _done(code: str, form: dict[str, Any], step: Callable[[], object], action_id: int | None = None) -> Any:
    try:
        step()
    except Refusal as refusal:
        return _page(code, refusal, form), refusal.status
    return redirect(url_for("facilitator.actions", code=code, _anchor=f"action-{action_id}" if action_id else None))


def _page(code: str, refusal: Refusal | None = None, typed: dict[str, Any] | None = None) -> str:
    workshop = feed().read(workshops.find, code)
    found = feed().read(action_list.of, code, language())
    return render_template(
        "facilitator/actions.html",
        workshop=workshop,
        list=found,
        agreement=found.agreement,
        group_names=[group.name for group in feed().read(groups.named, workshop.id)],
        statuses=actions.STATUSES,
        limits={**LIMITS, "note": actions.NOTE_LIMIT},
        months=list(enumerate(dates.months(language()), 1)),
        era=dates.ERA,
        moment=lambda at: dates.moment(round(at.timestamp() * 1000), language()),
        new_link=secrets.token_urlsafe(16),
        issues=feed().read(focus_issues.of, workshop.id),
        focus_of=feed().read(lambda session: {row.id: row.focus for row in actions.of(session, workshop.id)}),
        resolved=resolutions.of_actions(feed().read(minutes.of, workshop.id), code),
        sent=secrets.token_hex(16),  # of each report that this page sends
        linked=feed().read(unit_pages.with_link, workshop.id),
        space=evidence.space(code),
        refusal=refusal,
        errors={name: str(text) for name, text in refusal.errors.items()} if refusal else {},
        typed=typed or {},
    )
