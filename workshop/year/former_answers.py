"""An answer to a directive as an earlier workshop: its themes and actions."""

from __future__ import annotations

from workshop.domain.former_years import Former, FormerAction, FormerTheme
from workshop.year import signed_files
from workshop.year.contents import Answer
from workshop.year.refusals import NotOurs


def of_file(data: bytes) -> Former:
    """Return what the answer says. Raises what signed_files.read raises, NotOurs for a directive."""
    content = signed_files.read(data).content
    if not isinstance(content, Answer):
        raise NotOurs
    names = {category.key: category.name for category in content.categories}
    return Former(
        content.title,
        None,
        None,
        tuple(
            FormerTheme(theme.category, names.get(theme.category, theme.category), theme.name, "", len(theme.notes))
            for theme in content.themes
        ),
        tuple(
            FormerAction(each.what, each.unit, each.due.isoformat() if each.due else "", each.status)
            for each in content.actions
        ),
    )
