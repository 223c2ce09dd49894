"""The facilitator's pages: the password, the list, the console and the projector."""

from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from workshop.domain import facilitator
from workshop.errors import Refusal
from workshop.reports.formats import FORMATS
from workshop.views import boards, overview
from workshop.web import invite, limits
from workshop.web.board import with_presence
from workshop.web.edge import facilitator_page, feed, language, signed_in
from workshop.web.edge import sign_in as open_session
from workshop.web.edge import sign_out as end_session
from workshop.web.forms import SetUpForm, SignInForm

pages = Blueprint("facilitator", __name__)


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
            open_session(feed().write(facilitator.set_password, token, password, again))
            return redirect(url_for("facilitator.workshops"))
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("facilitator/setup.html", form=form)


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    form = SignInForm()
    wanted = _inside(request.values.get("next", ""))
    if form.is_submitted():
        try:
            typed = form.password.data or ""
            open_session(limits.password(lambda: feed().read(facilitator.check, typed)))
            return redirect(wanted)
        except Refusal as refusal:
            form.refuse(refusal)
    elif signed_in():
        return redirect(wanted)
    password_set = feed().read(facilitator.is_set)
    return render_template("facilitator/sign_in.html", form=form, next=wanted, password_set=password_set)


@pages.post("/sign-out")
def sign_out() -> Any:
    end_session()
    return redirect(url_for("participant.door"))


@pages.get("/workshops")
@facilitator_page
def workshops() -> str:
    return render_template("facilitator/workshops.html", workshops=feed().read(overview.every, language()))


@pages.get("/workshops/<code>")
@facilitator_page
def console(code: str) -> str:
    board = with_presence(feed().read(boards.board, code, "console", language=language()), "console")
    return render_template("facilitator/console.html", board=board, invite=invite.of(code), formats=FORMATS.values())


@pages.get("/workshops/<code>/projector")
@facilitator_page
def projector(code: str) -> str:
    board = with_presence(feed().read(boards.board, code, "projector", language=language()), "projector")
    return render_template("projector/projector.html", board=board, invite=invite.of(code))


@pages.get("/workshops/<code>/qr.svg")
@facilitator_page
def qr(code: str) -> Response:
    return current_app.response_class(
        invite.qr_svg(code), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"}
    )


@pages.post("/language")
def choose_language() -> Any:
    chosen = request.form.get("language", "")
    answer = redirect(_inside(request.form.get("next", ""), "/"))
    if chosen in ("th", "en"):
        answer.set_cookie("language", chosen, max_age=365 * 24 * 3600, samesite="Lax")
    return answer


def _inside(address: str, otherwise: str = "/workshops") -> str:
    """Return the address if it is a path of this host, else `otherwise`."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and not any(letter < " " for letter in address) else otherwise
