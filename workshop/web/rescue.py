"""Notes of a phone without a network: its pass, the page that its codes lead to, and what another phone brings."""

from flask import Response, current_app, render_template

from workshop.domain import rescue as rescues
from workshop.domain.coarse_words import coarse_words
from workshop.messages.incoming import RescuedNotes
from workshop.views import phones
from workshop.web.edge import body, declared, device, feed, language, ok, settings
from workshop.web.participant import pages


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


@pages.get("/api/w/<code>/rescue")
def rescue(code: str) -> Response:
    """What a phone fetches while it has a network: to show codes without one, to type for a table, and hints."""
    given = feed().read(rescues.give_pass, code, device(), _secret())
    parts = {"box": "_rescue", "table": "_table", "hint": "_personal_hint"}
    coarse = coarse_words(settings().coarse_words)
    shown = {name: render_template(f"participant/{part}.html", coarse=coarse) for name, part in parts.items()}
    return ok(**given, **shown)


@pages.get("/r/<code>")
def rescue_page(code: str) -> str:
    """The page of whoever scans a code. What it contains stands behind the # of its address, which no server sees."""
    state = feed().read(phones.after_its_end, code, language())
    return render_template("participant/rescue.html", state=state, code=state["workshop"]["code"])


def rescued(code: str, by: str) -> Response:
    """Take notes that another phone brings, who need not have joined; they become their writer's."""
    brought = feed().read_brief(rescues.check, code, by, body(RescuedNotes), _secret())
    outcomes, seq = feed().change_brief(
        code, "participant", lambda change: (rescues.take(change, by, brought), change.seq)
    )
    return ok(outcomes=outcomes, seq=seq)


_call = declared(rescued, "anybody", RescuedNotes)
pages.add_url_rule("/api/w/<code>/rescued/<by>", "rescued", _call, methods=["POST"])
