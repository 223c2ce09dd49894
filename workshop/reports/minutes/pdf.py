"""Minutes as PDF, set by typst after the measures of the DOCX."""

from dataclasses import asdict
from typing import Any, BinaryIO

from workshop.reports.letters import measures
from workshop.reports.letters.pdf import spelled
from workshop.reports.minutes.paper import paper_of
from workshop.reports.pdf.typeset import typeset
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text
from workshop.views import dates
from workshop.views.minutes import Meeting


def write(meeting: Meeting, words: Words, stream: BinaryIO) -> None:
    paper = paper_of(meeting, words)
    data: dict[str, Any] = {name: _each(value) for name, value in asdict(paper).items()}
    data |= {"title": xml_text(paper.head[0]), "author": xml_text(meeting.unit)}
    numbers = {name: value for name, value in vars(measures).items() if name.isupper()}
    stream.write(typeset("minutes.typ", {**data, "m": numbers}, words, dates.now(), meeting.fonts))


def _each(value: Any) -> Any:
    """Return the same with each text as pieces that typst keeps together or may divide."""
    if isinstance(value, dict):
        return {name: _each(each) for name, each in value.items()}
    if isinstance(value, list | tuple) and not all(isinstance(each, str) for each in value):
        return [_each(each) for each in value]
    return spelled(tuple(value) if isinstance(value, list) else value)
