"""People who sign in by name: the administrator's list, the link that sets a password, and one's own account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from workshop.domain import access_log, facilitator, organisation, persons, policy, sessions
from workshop.errors import Refusal, TooFast
from workshop.views import dates
from workshop.web import edge, invite
from workshop.web.edge import facilitator_page, feed, language
from workshop.web.limits import Limits
from workshop.web.password_brake import near

pages = Blueprint("people", __name__)


@pages.get("/people")
@facilitator_page
def every() -> str:
    return _page()


@pages.post("/people")
@facilitator_page
def add() -> Any:
    """Add a person with a role, and show the link that sets the password: its token is stored nowhere."""
    typed = request.form.get

    def verb(session: Session) -> tuple[int, str]:
        person = persons.add(session, typed("name", ""), typed("shown", ""), typed("email", ""))
        if typed("role"):
            unit = organisation.by_code(session, typed("unit", "").strip())
            persons.give_role(session, person, unit.id, typed("role", ""))
        return person, persons.make_link(session, person)

    try:
        person, token = feed().write(verb)
    except Refusal as refusal:
        return _page(refusal, failed="add"), refusal.status
    return _page(made=shown_once(person, token))


@pages.post("/people/<int:person_id>/<any(link, role, disable, enable, purge):person_deed>")
@facilitator_page
def act(person_id: int, person_deed: str) -> Any:
    """Do one thing with a person, and show the list anew; what was refused stays in its field."""
    typed = request.form.get

    def role(session: Session) -> None:
        unit = organisation.by_code(session, typed("unit", "").strip())
        persons.give_role(session, person_id, unit.id, typed("role", ""))

    deeds: dict[str, Callable[[Session], Any]] = {
        "link": lambda session: persons.make_link(session, person_id),
        "role": role,
        "disable": lambda session: persons.set_disabled(session, person_id, True),
        "enable": lambda session: persons.set_disabled(session, person_id, False),
        "purge": lambda session: persons.purge(session, person_id),
    }
    try:
        done = feed().write(deeds[person_deed])
    except Refusal as refusal:
        return _page(refusal, failed=person_deed, of=person_id), refusal.status
    edge.cut_ended()
    if person_deed == "link":
        return _page(made=shown_once(person_id, done))
    return redirect(url_for("people.every", saved=1))


@pages.get("/home")
@facilitator_page
def home() -> Any:
    """Lead to the start page of the person's first unit; the administrator's is the list of workshops."""
    person = edge.person()
    if person is None:
        return redirect(url_for("facilitator.workshops"))
    roles = feed().read(persons.roles_of, person)
    return redirect(url_for("organisation.start", unit_id=roles[0].unit_id) if roles else url_for("people.account"))


@pages.get("/account")
@facilitator_page
def account() -> Any:
    return _account()


@pages.post("/account/password")
@facilitator_page
def change_password() -> Any:
    """Change one's own password; the other sessions end."""
    person = edge.person()
    if person is None:
        return redirect(url_for("facilitator.workshops"))
    was, password, again = (request.form.get(name, "") for name in ("was", "password", "again"))
    row = feed().read(persons.find, person)
    try:
        if row.password and not _checked(row.name, lambda: persons.is_right(persons.Known(row.id, row.password), was)):
            raise persons.wrong_password()
        facilitator.check_new(password, again)
        hash = _brake().apart(lambda: facilitator.new_hash(password))
        feed().write(persons.change_password, person, row.password, hash, edge.own_session())
    except Refusal as refusal:
        return _account(refusal), refusal.status
    edge.cut_ended()
    return redirect(url_for("people.account", saved=1))


@pages.post("/account/end-others")
@facilitator_page
def end_own() -> Any:
    """Sign this person's other browsers out."""
    if (person := edge.person()) is not None:
        feed().write(sessions.end_of_person, person, edge.own_session())
        edge.cut_ended()
    return redirect(url_for("people.account", saved=1))


@pages.route("/first-password/<token>", methods=["GET", "POST"])
def first_password(token: str) -> Any:
    """The page that a person's one-time link leads to."""
    refused: Refusal | None = None
    try:
        row = feed().read(persons.of_link, token)
    except persons.PersonLinkUsed as used:
        return render_template("people/first_password.html", whom=None, refused=used), used.status
    if request.method == "POST":
        password = request.form.get("password", "")
        try:
            facilitator.check_new(password, request.form.get("again", ""))
            hash = _brake().apart(lambda: facilitator.new_hash(password))
            edge.sign_in(feed().write(persons.set_password, token, hash, edge.browser()))
            edge.cut_ended()
            return redirect(url_for("people.home"))
        except Refusal as refusal:
            refused = refusal
    page = render_template("people/first_password.html", whom=row, refused=refused)
    return page, refused.status if refused else 200


def checked(name: str, password: str) -> str:
    """Return the token of a new session of this person. Raises Refusal for a wrong name or password, TooFast."""
    found = feed().read_brief(persons.known, name)
    if not _checked(name, lambda: persons.is_right(found, password)):
        feed().write(access_log.add, access_log.What.REFUSED, "", request.remote_addr or "")
        raise persons.wrong()
    return feed().write(persons.sign_in, found, edge.browser())


def shown_once(person_id: int, token: str) -> dict[str, Any]:
    """Return {person, url, qr} of a new link, as it is handed on."""
    url = f"{invite.base()}{url_for('people.first_password', token=token)}"
    return {"person": feed().read(persons.find, person_id), "url": url, "qr": invite.qr_of(url)}


def _brake() -> Any:
    limits = current_app.extensions["laena.limits"]
    assert isinstance(limits, Limits)
    return limits.brake


def _checked(name: str, is_right: Callable[[], bool]) -> bool:
    address = request.remote_addr or ""
    here = near(address, "X-Forwarded-For" in request.headers)
    return bool(_brake().check(address, here, is_right, account=name.strip().casefold()[:80]))


def _page(
    refusal: Refusal | None = None, failed: str = "", of: int | None = None, made: dict[str, Any] | None = None
) -> str:
    words = request.args.get("q", "").strip().casefold()[:100]
    people = feed().read(persons.every)
    places = ("name", "shown", "email")
    found = [
        each
        for each in people
        if words
        in " ".join([*(getattr(each, name) for name in places), *(role.unit for role in each.roles)]).casefold()
    ]
    return render_template(
        "people/people.html",
        people=found,
        any_people=bool(people),
        words=words,
        units=feed().read(organisation.every),
        roles=policy.NAMES,
        made=made,
        refused=refusal,
        errors={name: str(text) for name, text in refusal.errors.items()} if refusal else {},
        failed=failed,
        of=of,
        typed=request.form,
        link_days=persons.LINK_DAYS,
        saved="saved" in request.args,
    )


def _account(refusal: Refusal | None = None) -> Any:
    person = edge.person()
    if person is None:
        return redirect(url_for("facilitator.workshops"))
    row = feed().read(persons.find, person)
    return render_template(
        "people/account.html",
        whom=row,
        roles=feed().read(persons.roles_of, row.id),
        names=policy.NAMES,
        errors={name: str(text) for name, text in refusal.errors.items()} if refusal else {},
        message=str(refusal.message) if isinstance(refusal, TooFast) else "",
        browsers=[each for each in feed().read(sessions.listed, edge.own_session()) if each.person == row.id],
        saved="saved" in request.args,
        shown=g.shown,
        moment=lambda ms: dates.moment(ms, language()),
    )
