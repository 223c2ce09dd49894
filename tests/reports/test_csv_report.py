"""The CSV report: opens right in Excel, runs nothing, keeps every note."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.report_samples import EMPTY, HOSTILE_NOTES, hostile, many, plain, record
from workshop.reports.cells import apostrophed, guarded, written
from workshop.reports.formats import FORMATS
from workshop.reports.words import Language
from workshop.views.record import Record


def raw(report: Record, language: Language = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS["csv"].write(report, language, stream)
    return stream.getvalue()


def rows(report: Record, language: Language = "th") -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw(report, language).decode("utf-8-sig"), newline="")))


def test_the_csv_begins_with_a_byte_order_mark_for_excel() -> None:
    assert raw(plain()).startswith(b'\xef\xbb\xbf"')


def test_each_note_is_a_quoted_row_with_number_group_category_and_theme() -> None:
    assert raw(plain()).decode("utf-8-sig").split("\r\n")[1] == (
        '"1","กลุ่มที่ 1","ปัญหา/อุปสรรค","งบมาช้า","อยู่ในกลุ่มความเห็น","งบประมาณล่าช้า","30 ต.ค. 2563 09:01","3","",""'
    )
    assert [row[0] for row in rows(plain())[1:]] == ["1", "2", "4", "5", "6", "7"]


def test_a_report_without_notes_has_its_headings_only() -> None:
    assert rows(EMPTY) == [
        ["ที่", "กลุ่ม", "ประเภท", "ความเห็น", "สถานะ", "กลุ่มความเห็น", "เวลาที่ส่ง", "เห็นด้วย", "ช่วง", "ประเด็นเน้นหนัก"]
    ]


def test_headings_and_dates_follow_the_language() -> None:
    head, first = rows(plain(), "en")[:2]
    assert head[:8] == ["No.", "Group", "Category", "Note", "Status", "Theme", "Sent at", "Agree"]
    assert head[8:] == ["Phase", "Focus issues"]
    assert first[4] == "In a theme"
    assert first[6] == "30 Oct 2020 09:01"


def test_every_hostile_note_comes_back_as_it_was() -> None:
    found = [row[3] for row in rows(hostile())[1:]]
    for text, shown in zip(HOSTILE_NOTES, found, strict=True):
        whole = text.replace("\ud83d", "\N{REPLACEMENT CHARACTER}").replace("\udc00", "\N{REPLACEMENT CHARACTER}")
        assert shown in (whole, guarded(whole))
        assert written(shown) == whole


def test_three_thousand_notes_are_three_thousand_rows() -> None:
    assert [row[0] for row in rows(many(3000))[1:]] == [str(number) for number in range(1, 3001)]


def excel(cell: str) -> str:
    """Return what Excel shows of a cell: the text of a formula that only joins constants, or the cell."""
    if not cell.startswith("="):
        return cell
    constants = re.fullmatch(r'="((?:[^"]|"")*)"((?:&"(?:[^"]|"")*")*)', cell, re.DOTALL)
    assert constants, f"a formula that computes: {cell!r}"
    found = re.findall(r'"((?:[^"]|"")*)"', cell[1:])
    assert all(len(each) < 510 and len(each.replace('""', '"')) <= 255 for each in found)
    return "".join(each.replace('""', '"') for each in found)


@pytest.mark.parametrize(
    "text",
    ["=1", "+66", "-", "- ปัญหา", "@a", "＝1", "＋1", "－1", "＠a", "\t1", "\r1", "\n1", " =1", "\x00=1", "#N/A", "'=1"],
)
def test_a_cell_that_would_be_a_formula_is_a_constant_without_an_apostrophe_in_front(text: str) -> None:
    assert guarded(text) == f'="{text}"'
    assert excel(guarded(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "0812345678",
            "000123",
            "3/4",
            "1E5",
            "1e-5",
            "50%",
            "TRUE",
            "false",
            "1234567890123",
            "1,000",
            "(5)",
            "฿50",
            "1.10",
        ),
        *(
            "12:30",
            "1-2",
            "2020-10-30",
            "5 มี.ค. 2563",
            "Mar 5",
            "5 December 2020",
            "๓/๔",
            "½",
            " 007 ",
            "5.30 น.",
            "1 2/3",
        ),
    ],
)
def test_a_text_that_excel_takes_for_a_number_or_a_date_stays_a_text(text: str) -> None:
    assert guarded(text) == f'="{text}"'


@pytest.mark.parametrize(
    "text", ["", "งบ", "a=1", "ก-ข", "กลุ่มที่ 1", "งบ 50%", " งบ", '"', "e", "May", "5 คน", "3/4 ของคน"]
)
def test_a_cell_that_would_be_a_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_a_long_text_is_a_formula_of_parts_that_excel_accepts() -> None:
    text = '- "งบ" ' * 200
    assert excel(guarded(text)) == text


def test_many_months_in_a_row_take_no_time() -> None:
    assert guarded("1" + "dec" * 19 + "!") == "1" + "dec" * 19 + "!"


@given(
    st.text(
        st.one_of(
            st.sampled_from("=+-@＝＋－＠ \t\r\n'\"&#0123๔/eE%\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"),
            st.characters(codec="utf-8"),
        ),
        max_size=20,
    )
)
def test_guarded_cells_compute_nothing_and_show_the_text(text: str) -> None:
    shown = guarded(text)
    assert excel(shown) == text
    assert shown.startswith("=") or not shown.strip().startswith(tuple("=+-@＝＋－＠"))
    assert written(shown) == text
    # What an earlier export wrote comes back too.
    assert written(apostrophed(text)) == text or apostrophed(text) == text


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=8))
def test_any_text_is_read_back_from_the_csv_as_written(texts: list[str]) -> None:
    from tests.reports.report_samples import category, note

    report = record(category(ungrouped=tuple(note(number, text) for number, text in enumerate(texts, start=1))))
    assert [row[3] for row in rows(report)[1:]] == [guarded(text) for text in texts]
