"""What the units that answered a directive decided to do, from the answers that count, as a list and as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import select

from analysis.folding import comparable
from workshop.domain import office_fonts
from workshop.domain.actions import STATUSES
from workshop.reports.words import Language
from workshop.store.year_tables import DirectiveAnswer
from workshop.views import dates
from workshop.views.actions import is_overdue
from workshop.year import answers, contents
from workshop.year.state_tables import Cell, csv_of, xlsx_of

WIDTHS = (10, 36, 60, 36, 24, 40, 20, 14)


@dataclass(frozen=True, slots=True)
class Row:
    """An action of a unit. `overdue`: its day has passed, and it was neither done nor dropped in the answer."""

    unit: contents.Unit
    action: contents.Action
    overdue: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows by unit in the order of the directive; `units`: (unit, its counts by status), of those with actions."""

    rows: tuple[Row, ...]

    @property
    def units(self) -> list[tuple[contents.Unit, Counter[str]]]:
        found: dict[str, tuple[contents.Unit, Counter[str]]] = {}
        for row in self.rows:
            counts = found.setdefault(row.unit.code, (row.unit, Counter()))[1]
            counts[row.action.status] += 1
            counts["overdue"] += row.overdue
        return list(found.values())

    @property
    def alike(self) -> list[tuple[Row, ...]]:
        """Return the actions that several units have in wording that looks the same, those of most units first."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(comparable(row.action.what), []).append(row)
        several = [tuple(rows) for rows in found.values() if len({row.unit.code for row in rows}) > 1]
        return sorted(several, key=lambda rows: -len({row.unit.code for row in rows}))

    def count(self, status: str) -> int:
        return sum(row.action.status == status for row in self.rows)


def of(session: Session, uid: str) -> Listed:
    """Return the list as it is today in Bangkok. Raises UnknownDirective."""
    # Of an answer only this part is decoded: its notes are thousands.
    part = cast(Any, DirectiveAnswer.content)["actions"]
    query = select(DirectiveAnswer.checksum, DirectiveAnswer.key, part).where(DirectiveAnswer.uid == uid)
    written = {(checksum, key): found or () for checksum, key, found in session.execute(query)}
    rows: list[Row] = []
    for each in answers.table(session, uid).counting:
        if each.answer is None:
            continue
        for plain in written[each.answer.checksum, each.answer.key]:
            action = contents.Action.model_validate(plain)
            rows.append(Row(each.called, action, is_overdue(action.due, action.status)))
    return Listed(tuple(rows))


def cells(listed: Listed, language: Language) -> Iterator[list[Cell]]:
    """Yield the headings, then a row an action, for CSV and XLSX."""
    with force_locale(language):
        yield [
            *(_("รหัส"), _("หน่วยงาน"), _("สิ่งที่จะทำ"), _("ผู้รับผิดชอบ"), _("ภายในวันที่")),
            *(_("ตัวชี้วัด"), _("สถานะ"), _("เลยกำหนด")),
        ]
        for row in listed.rows:
            action = row.action
            due = dates.spoken(action.due, language, both_eras=False) if action.due else ""
            status = str(STATUSES[action.status])
            about = (row.unit.code, row.unit.name, action.what, action.unit, due, action.measure, status)
            yield [*about, _("เลยกำหนด") if row.overdue else ""]


def write(session: Session, uid: str, kind: str, language: Language) -> bytes:
    """Return the list as "csv" or "xlsx". Raises UnknownDirective."""
    rows = cells(of(session, uid), language)
    return csv_of(rows) if kind == "csv" else xlsx_of(rows, WIDTHS, office_fonts.read(session))
