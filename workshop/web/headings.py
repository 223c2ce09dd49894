"""Own headings: the console's calls."""

from flask import Response

from workshop.domain.headings import replace
from workshop.messages.incoming import SetHeadings
from workshop.views import former_headings
from workshop.web.board import calls, facilitator_act
from workshop.web.edge import facilitator_call, feed, language, ok

facilitator_act("/headings/<category>", "set_headings", replace, SetHeadings)


@calls.get("/headings/<category>")
@facilitator_call
def headings(code: str, category: str) -> Response:
    return ok(**feed().read(former_headings.of, code, category, language()))
