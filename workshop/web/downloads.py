"""Files that pages answer with, and their line in the access log."""

import contextlib
from urllib.parse import quote

from flask import Response
from sqlalchemy.exc import SQLAlchemyError

from workshop.domain import access_log
from workshop.errors import Refusal
from workshop.reports.filename import safe
from workshop.web.edge import by, feed


def download(data: bytes, name: str, plain: str, media_type: str) -> Response:
    """Answer with a file that no cache stores. `plain`: its name in ASCII, for browsers that cannot read the other."""
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe(name))}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(data, content_type=media_type, headers=headers)


def log_export(code: str, detail: str) -> None:
    """Note in the access log that a file goes out; `code` is "" where it is of no workshop."""
    with contextlib.suppress(Refusal, SQLAlchemyError):  # on a full disk above all the file is needed
        feed().write(access_log.add, access_log.What.EXPORT, code, detail=detail, **by())
