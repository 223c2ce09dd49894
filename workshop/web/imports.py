"""Files and pasted rows into a workshop: looked at first, then stored as one step."""

import json
from collections.abc import Iterator

from flask import Response, current_app, request

from workshop.domain import workshops
from workshop.errors import BadJson, ImportIntoEnded
from workshop.messages.importing import ImportFile
from workshop.messages.incoming import parse
from workshop.tables import MAX_BYTES
from workshop.web.board import calls
from workshop.web.edge import declared, facilitator_call, feed, language, large_body

_HEAD = 200_000  # bytes of the first line
LINES = "application/x-ndjson"


def import_file(code: str) -> Response:
    """Answer with a line of JSON for each step; closing the connection ends a look, or an import until it stores."""
    ask, content = _body()
    workshop = feed().read(workshops.find, code)
    if workshop.ended_at:
        raise ImportIntoEnded
    asked = {"ask": ask.model_dump(), "code": workshop.code, "language": language()}
    lines: Iterator[bytes] = current_app.extensions["laena.import_process"].lines(asked, content)
    return Response(lines, content_type=LINES, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})


def _body() -> tuple[ImportFile, bytes]:
    """Return the line before the file, and the file. Raises BadJson, Refusal."""
    line, end, content = request.get_data(cache=False).partition(b"\n")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise BadJson from None
    if not end or not isinstance(data, dict):
        raise BadJson
    return parse(ImportFile, data), content


calls.add_url_rule(
    "/import",
    "import_file",
    large_body(declared(facilitator_call(import_file), "facilitator", ImportFile), MAX_BYTES + _HEAD),
    methods=["POST"],
)
