"""Minutes of a meeting (รายงานการประชุม, form 11 of the Rule on Correspondence): what stands in them, DOCX and PDF."""

import io
from importlib import import_module
from typing import Literal

from workshop.reports.filename import safe, shortened
from workshop.reports.words import Words
from workshop.views.minutes import Meeting

Kind = Literal["docx", "pdf"]
MEDIA_TYPES: dict[Kind, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def minutes_file(meeting: Meeting, kind: Kind, words: Words) -> tuple[str, bytes]:
    """Return (file name, content)."""
    stream = io.BytesIO()
    # slow: the library of each form
    import_module(f"workshop.reports.minutes.{kind}").write(meeting, words, stream)
    return f"รายงานการประชุม {shortened(safe(meeting.title))} {meeting.code}.{kind}", stream.getvalue()
