"""What a former workshop offers as own headings: the themes of its category, by name, never a note."""

from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import headings, workshops
from workshop.store.models import Note, Theme
from workshop.views import dates

# So many workshops, the newest first; of each so many themes, those with most notes first.
_WORKSHOPS, _THEMES = 12, 25
# A theme that nobody named is offered with so many notes; and so many of its telling words.
_FEWEST, _WORDS = 3, 4


def of(session: Session, code: str, category: str, language: str = "th") -> dict[str, Any]:
    """Return the category's headings for the dialog, and `former` = [{code, title, date_text, text}]."""
    here = workshops.find(session, code)
    found = []
    for row in workshops.every(session):
        lines = _lines(session, row.id, category) if row.id != here.id else []
        if lines:
            when = dates.span(dates.parse(row.starts_on), dates.parse(row.ends_on), language)
            found.append({"code": row.code, "title": row.title, "date_text": when, "text": "\n".join(lines)})
        if len(found) == _WORKSHOPS:
            break
    return {**headings.drafts(session, code, category), "former": found}


def _lines(session: Session, workshop_id: int, category: str) -> list[str]:
    inside = (
        (col(Note.workshop_id) == Theme.workshop_id) & (col(Note.theme_id) == Theme.id) & col(Note.deleted).is_(False)
    )
    size = func.count(col(Note.id))
    query = (
        select(Theme, size)
        .outerjoin(Note, inside & col(Note.hidden).is_(False))
        .where(Theme.workshop_id == workshop_id, Theme.category == category, col(Theme.gone).is_(False))
        .group_by(col(Theme.workshop_id), col(Theme.id))
        .order_by(size.desc(), col(Theme.id))
    )
    lines = []
    for theme, count in session.execute(query):
        if theme.given_label or count >= _FEWEST:
            about = theme.words if theme.heading else " ".join(theme.keywords[:_WORDS])
            lines.append(headings.line_of(theme.given_label or theme.label, about))
    return lines[:_THEMES]
