"""The kinds of documents that have a template: which places each may have, and which it must have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from workshop.reports.office_templates import letter_places, minutes_places, tags
from workshop.reports.words import Words
from workshop.views.asked.entry import Text


@dataclass(frozen=True, slots=True)
class Form:
    """The places of a kind of document, as tags.

    texts     in a line, a paragraph or a cell, as often as wished
    parts     paragraphs of their own in the body, once each
    required  must be there
    stated    each page must say whether the document is a draft or approved
    about     (tag, words) → what stands there
    """

    texts: Sequence[str]
    parts: Sequence[str]
    required: Sequence[str]
    about: Callable[[str, Words], str]
    stated: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.texts, *self.parts)


def _about(names: dict[str, Text], tag: str, words: Words) -> str:
    return names[tag].in_(words.language)


def _letter(places: dict[str, letter_places.Place]) -> Form:
    names = {tag: place.name for tag, place in places.items()} | {letter_places.LINES: letter_places.BODY_NAME}
    return Form(tuple(places), (letter_places.LINES,), (letter_places.LINES,), partial(_about, names))


def _minutes() -> Form:
    names = {tag: place.name for tag, place in minutes_places.TEXTS.items()} | minutes_places.PARTS
    required = (minutes_places.PEOPLE, minutes_places.AGENDAS)
    return Form(tuple(minutes_places.TEXTS), tuple(minutes_places.PARTS), required, partial(_about, names))


REPORT = Form(tuple(tags.FIELDS), (*tags.PARTS, *tags.CHAPTERS), tags.REQUIRED, tags.about, stated=True)
# By the keys of office_templates.KINDS.
FORMS = {
    "report": REPORT,
    "letter": _letter(letter_places.TEXTS["letter"]),
    "memo": _letter(letter_places.TEXTS["memo"]),
    "minutes": _minutes(),
}
