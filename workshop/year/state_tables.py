"""The table of who has answered, as CSV for Excel and as a workbook."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.cells import encodable, guarded
from workshop.reports.thai_dates import short_moment
from workshop.reports.words import Language
from workshop.reports.xlsx.sheet import MAX_ROW_POINTS, POINTS, lines, new_book
from workshop.reports.xml_text import xml_text
from workshop.views import dates
from workshop.year.answers import Table
from workshop.year.state_words import PROGRESS, STATES

Cell = str | int
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_A4 = 9
_WIDTHS = (10, 36, 26, 24, 10, 24, 18, 18, 48)


def csv_of(found: Iterable[Sequence[object]]) -> bytes:
    """Return UTF-8 with BOM, CRLF, everything quoted, as the report's CSV."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in found:
        rows.writerow([guarded(encodable(cell)) if isinstance(cell, str) else cell for cell in row])
    return ("\ufeff" + text.getvalue()).encode()


def xlsx_of(found: Iterable[list[Cell]], widths: Sequence[int] = _WIDTHS, fonts: Sequence[OfficeFont] = ()) -> bytes:
    """Return a workbook of one sheet in the office's font; no cell is a formula, a link or a guessed number."""
    stream = io.BytesIO()
    with new_book(stream, fonts) as book:
        sheet = book.add_worksheet()
        base = {"font_name": book.font.name, "font_size": book.size(POINTS), "valign": "top", "text_wrap": True}
        head, wrap = book.add_format({**base, "bold": True, "bg_color": "#E8EEF0"}), book.add_format(base)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, row in enumerate(found):
            for column, cell in enumerate(row):
                style = wrap if place else head
                if isinstance(cell, int):
                    sheet.write_number(place, column, cell, style)
                else:
                    sheet.write_string(place, column, xml_text(cell), style)
            texts = ((cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str))
            needed = max(lines(text, width, book.font.width) for text, width in texts)
            sheet.set_row(place, min(needed * book.line_points, MAX_ROW_POINTS))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 2)
    return stream.getvalue()


def _rows(table: Table, language: Language) -> Iterator[list[Cell]]:
    with force_locale(language):
        yield [
            *(_("รหัส"), _("หน่วยงาน"), _("สถานะ"), _("การเตรียม"), _("ฉบับที่"), _("ได้รับครั้งแรก")),
            *(_("จำนวนความเห็น"), _("กลุ่มความเห็น"), _("เหตุผล")),
        ]
        for row in table.rows:
            answer = row.answer
            yield [
                *(row.unit.code, row.unit.name, str(STATES[row.state])),
                *("" if answer else str(PROGRESS[row.progress]), answer.version if answer else ""),
                short_moment(dates.at(row.first_at), language) if answer else "",
                *((answer.notes, answer.themes) if answer else ("", "")),
                row.reason or (_("นับคำตอบของหน่วยงานเดิม: %(names)s", names=", ".join(row.of)) if row.of else ""),
            ]
        for row in table.former:
            if row.answer is not None:
                about = (row.answer.version, short_moment(dates.at(row.first_at), language))
                yield [
                    *(row.unit.code, row.name, _("หน่วยงานเดิมที่คำตอบยังนับ"), "", *about),
                    *(row.answer.notes, row.answer.themes, ""),
                ]


WRITERS: dict[str, Callable[[Table, Language, Sequence[OfficeFont]], bytes]] = {
    "csv": lambda table, language, _fonts: csv_of(_rows(table, language)),
    "xlsx": lambda table, language, fonts: xlsx_of(_rows(table, language), fonts=fonts),
}
