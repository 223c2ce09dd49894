"""The page of signed-in browsers, each of which can be signed out, and of the log."""

from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from workshop.domain import access_log, persons, sessions
from workshop.domain.access_log import What
from workshop.views import dates
from workshop.web import edge
from workshop.web.edge import facilitator_page, feed, language
from workshop.web.facilitator import pages


@pages.get("/sign-ins")
@facilitator_page
def sign_ins() -> str:
    return render_template(
        "facilitator/sign_ins.html",
        sessions=feed().read(sessions.listed, edge.own_session()),
        entries=feed().read(access_log.latest),
        people=feed().read(persons.any_person),
        idle_hours=sessions.IDLE_HOURS,
        moment=lambda ms: dates.moment(ms, language()),
    )


@pages.post("/sign-ins/<int:session_id>/end")
@facilitator_page
def end_session(session_id: int) -> Any:
    return _ended(lambda session: sessions.end_one(session, session_id))


@pages.post("/sign-ins/end-others")
@facilitator_page
def end_other_sessions() -> Any:
    own = edge.own_session() or ""
    return _ended(lambda session: sessions.end_others(session, own))


def _ended(end: Any) -> Any:
    """End sessions, log it, close their sockets; then the page again, or sign-in for one's own."""
    address = request.remote_addr or ""

    def verb(session: Session) -> None:
        if end(session):
            access_log.add(session, What.SESSION_ENDED, address=address)

    feed().write(verb)
    edge.cut_ended()
    return redirect(url_for("facilitator.sign_ins"))
