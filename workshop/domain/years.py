"""Which theme of this year is which of last year's: found by the worker, corrected by people."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.changes import Kind
from workshop.domain import lookbacks, themes
from workshop.errors import Conflict, UnknownCard
from workshop.feed import Changing
from workshop.messages.lookback import SayFormer
from workshop.store.models import Lookback

NONE, FOUND = "none", "found"


def newest(session: Session, workshop_id: int) -> Lookback | None:
    """Return the cards that were opened last: their workshop is the one that this one is compared with."""
    return lookbacks.STAGE.newest_row(session, workshop_id)


def matched(row: Lookback) -> dict[str, str]:
    """Return {theme of this year: the theme of last year}; people's word counts before the worker's."""
    whole = {**row.fitting, **row.said}
    return {theme: former for theme, former in whole.items() if former not in ("", NONE)}


def say(change: Changing, message: SayFormer) -> None:
    """Say which theme of last year this one is, `none`, or `found` for what the worker finds; the same is no change.

    Raises UnknownCard without cards or for a theme that they do not have, UnknownTheme, Conflict.
    """
    row = newest(change.session, change.id)
    if row is None or message.former not in {NONE, FOUND, *(each["id"] for each in row.themes)}:
        raise UnknownCard
    theme = themes.find(change.session, change.id, message.theme_id)
    if message.was != row.said.get(theme.id, FOUND):
        raise Conflict(_("การเทียบของกลุ่มความเห็นนี้ถูกเปลี่ยนจากอีกจอหนึ่งแล้ว ดูล่าสุด แล้วเลือกอีกครั้ง"))
    if message.former == message.was:
        return
    before = {"rows": [[lookbacks.LOOKBACK, row.id, {"said": row.said}]]}
    said = {key: value for key, value in row.said.items() if key != theme.id}
    row.said = said if message.former == FOUND else {**said, theme.id: message.former}
    change.record(Kind.SAY_FORMER, row, subject=str(row.id), before=before)


def found(change: Changing, lookback_id: int, fitting: Mapping[str, str]) -> None:
    """Store what the worker found for these cards."""
    row = change.session.get(Lookback, lookback_id)
    if row is not None and row.workshop_id == change.id and row.fitting != dict(fitting):
        row.fitting = dict(fitting)
        change.record(Kind.YEARS_FIT, row, subject=str(row.id))
