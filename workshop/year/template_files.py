"""A template as a signed file, out and in."""

from __future__ import annotations

from sqlalchemy.orm import Session

from workshop.domain import outlines, own_templates
from workshop.domain.wording import visible
from workshop.errors import Refusal
from workshop.year import contents, keys, signed_files
from workshop.year.refusals import BadOutline


def file_of(session: Session, uid: str) -> bytes:
    """In a write, as the first file makes the key. Raises UnknownTemplate."""
    row = own_templates.find(session, uid)
    content = contents.Template(name=row.name, description=row.description, outline=own_templates.outline_of(row))
    return signed_files.write("template", content, keys.own(session))


def take_in(session: Session, content: contents.Template) -> tuple[str, str]:
    """Store the template; return "new" or, where one has the same outline already, "same", and its name.

    A name that is taken gets a number. Raises BadOutline, Refusal where there are enough.
    """
    try:
        outlines.check(content.outline)
    except Refusal:
        raise BadOutline from None
    if not visible(content.name):
        raise BadOutline
    for row in own_templates.every(session):
        if own_templates.outline_of(row) == content.outline:
            return "same", row.name
    name = own_templates.free_name(session, content.name)
    own_templates.add(session, name, content.description[: own_templates.DESCRIPTION_LIMIT], content.outline)
    return "new", name
