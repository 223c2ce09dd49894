"""What the states of links are called, and the links that were just made as a table to send on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.words import Language
from workshop.views import dates
from workshop.year.answer_links import Made, State
from workshop.year.state_tables import csv_of, xlsx_of

STATES = {
    State.NONE: later("ยังไม่มีลิงก์"),
    State.UNUSED: later("ยังไม่ได้ใช้"),
    State.USED: later("ใช้แล้ว"),
    State.REVOKED: later("ยกเลิกแล้ว"),
    State.EXPIRED: later("หมดอายุ"),
}
_WIDTHS = (10, 36, 70, 26)


def _rows(links: Sequence[tuple[Made, str]], language: Language) -> Iterator[list[int | str]]:
    with force_locale(language):
        yield [_("รหัส"), _("หน่วยงาน"), _("ลิงก์ส่งคำตอบ"), _("ใช้ได้ถึง")]
        for made, address in links:
            yield [made.unit.code, made.unit.name, address, dates.spoken(made.last_day, language)]


Writer = Callable[[Sequence[tuple[Made, str]], Language, Sequence[OfficeFont]], bytes]
WRITERS: dict[str, Writer] = {
    "csv": lambda links, language, _fonts: csv_of(_rows(links, language)),
    "xlsx": lambda links, language, fonts: xlsx_of(_rows(links, language), _WIDTHS, fonts),
}
