"""The password's pages: the first start, sign-in and sign-out."""

from typing import Any

from flask import current_app, redirect, render_template, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from workshop.domain import access_log, facilitator, persons
from workshop.errors import Refusal, TooFast
from workshop.web import edge, people
from workshop.web.edge import feed, inside, language
from workshop.web.facilitator import pages
from workshop.web.forms import SetUpForm, SignInForm
from workshop.web.limits import Limits
from workshop.web.office_accounts import BY_OFFICE
from workshop.web.password_brake import near


@pages.route("/setup/<token>", methods=["GET", "POST"])
def setup(token: str) -> Any:
    if not facilitator.may_be_token(token):
        raise NotFound
    form = SetUpForm()
    if not feed().read(facilitator.token_is_right, token):
        return redirect(url_for("facilitator.sign_in", used="1"))
    if form.is_submitted():
        try:
            password, again = form.password.data or "", form.again.data or ""
            facilitator.check_new(password, again)
            hash = _limits().brake.apart(lambda: facilitator.new_hash(password))
            edge.sign_in(feed().write(facilitator.set_password, token, hash, edge.browser()))
            return redirect(url_for("facilitator.workshops"))
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("facilitator/setup.html", form=form)


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    form = SignInForm()
    wanted = inside(request.values.get("next", ""))
    if form.is_submitted():
        try:
            name, password = (form.name.data or "").strip(), form.password.data or ""
            edge.sign_in(people.checked(name, password) if name else _checked(password))
            return redirect(wanted)
        except TooFast as refusal:
            return current_app.extensions["laena.gate"].answer(language(), refusal.retry_after)
        except Refusal as refusal:
            form.refuse(refusal)
    elif edge.has_account():
        return redirect(wanted)
    password_set = feed().read(facilitator.is_set)
    return render_template(
        "facilitator/sign_in.html",
        form=form,
        next=wanted,
        password_set=password_set,
        people=feed().read(persons.any_person),
        office=edge.settings().oidc_issuer,
        out="out" in request.args,
    )


@pages.post("/sign-out")
def sign_out() -> Any:
    by_office = bool(session.get(BY_OFFICE))
    edge.sign_out()
    return redirect(url_for("facilitator.sign_in", out=1) if by_office else url_for("participant.door"))


def _checked(typed: str) -> str:
    """Return the token of a new session. Raises Refusal for a wrong password, TooFast."""
    browser = edge.browser()
    stored = feed().read_brief(facilitator.stored_hash)
    here = near(browser.address, "X-Forwarded-For" in request.headers)
    is_right = _limits().brake.check(browser.address, here, lambda: facilitator.is_right(stored, typed))
    if not is_right or stored is None:
        feed().write(_log_refused, browser.address)
        raise facilitator.wrong()
    return feed().write(facilitator.sign_in, stored, browser)


def _limits() -> Limits:
    limits = current_app.extensions["laena.limits"]
    assert isinstance(limits, Limits)
    return limits


def _log_refused(changing: Session, address: str) -> None:
    access_log.add(changing, access_log.What.REFUSED, address=address)
