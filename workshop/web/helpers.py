"""Helpers: the lead's page of links and people, the door that a link leads to, and what the door's script calls."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.domain import access_log, consoles, groups, helpers, roles, sessions, workshops
from workshop.domain.helpers import HasPassword, LinkUsed
from workshop.domain.undo import ACTOR
from workshop.errors import Refusal
from workshop.feed import Actor, Changing
from workshop.messages.helpers import EnterAsHelper, LookAtLink
from workshop.views import dates
from workshop.web import edge, invite, rights
from workshop.web.edge import body, declared, facilitator, facilitator_page, feed, language, ok
from workshop.web.facilitator import pages

# What wrong links are counted by, as wrong codes are; it has not the form of a code.
_GUESSED = "helpers"


@pages.get("/workshops/<code>/helpers", endpoint="helpers")
@facilitator_page
def page(code: str) -> str:
    return _page(code)


@pages.post("/workshops/<code>/helpers", endpoint="make_link")
@facilitator_page
def make(code: str) -> Any:
    """Make a link; answer with the page that shows it: its token is stored nowhere."""
    role = request.form.get("role", "")
    try:
        token = feed().change(code, facilitator(), helpers.make_link, role)
    except Refusal as refusal:
        return _page(code, message=refusal.message), refusal.status
    return _page(code, made={**shown_once(code, token), "role": roles.NAMES[role]})


@pages.post("/workshops/<code>/helpers/links/<int:link_id>/void", endpoint="void_link")
@facilitator_page
def void(code: str, link_id: int) -> Any:
    return _done(code, lambda: feed().change(code, facilitator(), helpers.void_link, link_id))


@pages.post("/workshops/<code>/helpers/<int:session_id>/remove", endpoint="remove_helper")
@facilitator_page
def remove(code: str, session_id: int) -> Any:
    by = edge.by()

    def verb(change: Changing) -> None:
        helpers.remove(change, session_id)
        access_log.add(change.session, access_log.What.HELPER_REMOVED, code, **by)

    return _done(code, lambda: feed().change(code, facilitator(), verb))


@pages.post("/workshops/<code>/helpers/<int:session_id>/lead", endpoint="hand_over")
@facilitator_page
def hand_over(code: str, session_id: int) -> Any:
    return _done(code, lambda: feed().change(code, facilitator(), helpers.hand_over, session_id))


def shown_once(code: str, token: str) -> dict[str, str]:
    """Return {url, qr} of a new link, as it is handed on."""
    url = f"{invite.of(code)['chosen']}{url_for('facilitator.helper_door')}#{token}"
    return {"url": url, "qr": invite.qr_of(url)}


@pages.get("/helpers")
def helper_door() -> str:
    """The page that a link leads to. The link's token stands behind the # of its address, which no server is sent."""
    return render_template("facilitator/helper_door.html")


def look_at_link() -> Response:
    """What the link is for, before anybody uses it up."""
    found = _guarded(lambda: feed().read(helpers.look, body(LookAtLink).token))
    role, group = found["role"], found["group"]
    return ok(
        title=found["title"],
        role=" · ".join(part for part in (str(roles.NAMES[role]), group) if part),
        meaning=str(roles.MEANINGS[role]),
        heading=_("กระดานของ %(group)s", group=group) if group else _("เข้าทีมวิทยากร"),
        enter=_("เปิดกระดาน") if group else _("เข้าร่วมทีม"),
    )


def enter_as_helper() -> Response:
    """Use up the link: this browser gets a session for the workshop and the role, and the address of its page."""
    sent = body(EnterAsHelper)
    own = helpers.own_token(sent.token, sent.id) if sent.id else sessions.new_token()
    before = edge.signed_in()
    if before is not None and not before.role:
        raise HasPassword
    digest = sessions.digest(own)
    if digest not in feed().read_brief(sessions.in_force, [digest]):  # else its answer was lost: it is let in again
        code = _guarded(lambda: feed().read(helpers.look, sent.token))["code"]
        actor = Actor(ACTOR, consoles.key_of(digest))
        feed().change(code, actor, helpers.enter, sent.token, own, sent.name, edge.browser())
        edge.sign_out()  # a helper's former session in this browser
    edge.sign_in(own)
    found = feed().read_brief(sessions.in_force, [digest])[digest]
    return ok(next=edge.home(found))


for _path, _call, _sends in (
    ("/api/helpers/look", look_at_link, LookAtLink),
    ("/api/helpers/enter", enter_as_helper, EnterAsHelper),
):
    pages.add_url_rule(_path, view_func=declared(_call, "anybody", _sends), methods=["POST"])


def _guarded(look: Any) -> Any:
    """Look a link up; wrong ones are slowed down as wrong codes are."""
    limits, address = current_app.extensions["laena.limits"], request.remote_addr or ""
    limits.try_code(address, _GUESSED)
    try:
        return look()
    except LinkUsed:
        limits.code_was(address, _GUESSED, right=False)
        raise


def _done(code: str, step: Any) -> Any:
    """Take the step, close sockets that have lost their right, and show the page anew, or that of remotes."""
    try:
        step()
    except Refusal as refusal:
        return _page(code, message=refusal.message), refusal.status
    edge.cut_ended()
    found = edge.signed_in()
    if found is not None and found.role and not rights.may(found.role, "facilitator.helpers"):
        return redirect(edge.home(found))  # who handed the lead over
    if not found:
        return redirect(url_for("facilitator.sign_in"))
    return redirect(
        url_for("facilitator." + ("remotes" if request.args.get("back") == "remotes" else "helpers"), code=code)
    )


def _page(code: str, made: dict[str, Any] | None = None, message: object = "") -> str:
    return team_page("facilitator/helpers.html", code, made=made, message=message, choices=roles.OF_THE_TEAM)


def team_page(template: str, code: str, of_role: str = "", **more: Any) -> str:
    """Return the page with who came by a link and which links are unused, all or those of one role."""

    def read(session: Session) -> tuple[Any, Any, Any, Any]:
        workshop = workshops.find(session, code)
        people = helpers.listed(session, code, edge.own_session())
        named = {group.id: group.name for group in groups.of(session, workshop.id)}
        return workshop, helpers.links(session, workshop.id), people, named

    workshop, links, people, group_names = feed().read(read)
    return render_template(
        template,
        workshop=workshop,
        links=[link for link in links if of_role in ("", link.role)],
        people=[each for each in people if of_role in ("", each.role)],
        group_names=group_names,
        names=roles.NAMES,
        meanings=roles.MEANINGS,
        link_hours=helpers.LINK_HOURS,
        days=sessions.HELPER_DAYS,
        idle_hours=sessions.IDLE_HOURS,
        moment=lambda ms: dates.moment(ms, language()),
        **more,
    )
