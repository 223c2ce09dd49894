"""Own headings: the console's calls."""

from flask import Response

from workshop.domain.headings import replace
from workshop.messages.incoming import SetHeadings
from workshop.views import former_headings
from workshop.web.board import calls, facilitator_act
from workshop.web.edge import facilitator_call, feed, language, ok, role

facilitator_act("/headings/<category>", "set_headings", replace, SetHeadings)


@calls.get("/headings/<category>")
@facilitator_call
def headings(code: str, category: str) -> Response:
    found = feed().read(former_headings.of, code, category, language())
    return ok(**found | ({"former": []} if role() else {}))  # a helper's session is for one workshop
