"""How the wall differs from a fresh regrouping: the console's calls."""

from flask import Response

from workshop.domain import differences as noticed
from workshop.messages.incoming import OfChange
from workshop.web.board import calls, facilitator_act
from workshop.web.edge import facilitator_call, feed, ok

facilitator_act("/differences/<category>/apply", "apply_differences", noticed.apply, OfChange)
facilitator_act("/differences/<category>/ignore", "ignore_differences", noticed.ignore, OfChange)


@calls.get("/differences/<category>")
@facilitator_call
def differences(code: str, category: str) -> Response:
    return ok(**feed().read(noticed.moves, code, category))
