"""Letters back to units, and the joint board as a document: by the official form, of themes and counts alone."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from tests.reports.font_samples import FAMILY, faces
from tests.reports.test_office_templates import append, edited
from tests.year.board_samples import (
    DEPARTMENT,
    KHON_KAEN_NOTES,
    LATE,
    PHUKET_NOTES,
    ROAD,
    UDON_NOTES,
    UID,
    files,
    make,
    take,
)
from tests.year.installations import KHON_KAEN, UDON, Office, altered, answer_of, resigned
from tests.year.test_results_in_answers import LINES, votes
from workshop.domain import office_fonts, office_templates, offices
from workshop.domain.grouper import Grouper
from workshop.domain.office_templates import OfficeTemplate
from workshop.domain.offices import Office as Sender
from workshop.feed import Feed
from workshop.reports.docx.xml import paragraph
from workshop.reports.office_templates.shipped import shipped
from workshop.reports.words import Words
from workshop.year import board_paper, directives, letter_order, letters_file

DECIDED = "กรมจะโอนงบประมาณภายในไตรมาสแรก\nให้ทุกจังหวัดเตรียมแผนซ่อมถนน"


def texts(data: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(data)).paragraphs]


def pdf_text(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_bounded() for page in pages)


@pytest.fixture
def consolidated(department: Office, grouper: Grouper) -> Office:
    take(department.feed, *files())
    make(department.feed, grouper)
    return department


def ordered(office: Office, **typed: str) -> Any:
    jobs = office.room.app.extensions["laena.jobs"]
    jobs.huey.immediate = True
    form = {"to": "พัฒนาการจังหวัด{หน่วยงาน}", "decided": DECIDED, **typed}
    return office.room.desk.post(f"/directives/{UID}/letters", data=form)


def test_every_unit_gets_a_letter_in_word_and_pdf_with_the_board_in_one_zip(consolidated: Office) -> None:
    consolidated.feed.write(offices.save, Sender(name="กรมตัวอย่าง", signer="นายตัวอย่าง นามสมมุติ", post="อธิบดี"))
    assert ordered(consolidated).status_code == 302
    page = consolidated.client.get(f"/directives/{UID}/letters").text
    assert "3 ฉบับ" in page
    answer = consolidated.client.get(f"/directives/{UID}/letters/zip")
    assert answer.status_code == 200, answer.text
    parcel = zipfile.ZipFile(io.BytesIO(answer.data))
    names = parcel.namelist()
    assert [name for name in names if name.startswith("40")] == ["40 ขอนแก่น.docx", "40 ขอนแก่น.pdf"]
    assert len(names) == 2 + 2 * 3
    assert {"กระดานรวม.docx", "กระดานรวม.pdf"} <= set(names)
    lines = texts(parcel.read("40 ขอนแก่น.docx"))
    whole = "\n".join(lines)
    assert "พัฒนาการจังหวัดขอนแก่น" in whole
    assert f"“{ROAD}”" in whole
    assert f"“{LATE}” (๓ หน่วยงาน)" in whole
    assert lines.index(DECIDED.split("\n")[0]) + 1 == lines.index(DECIDED.split("\n")[1])
    assert "(นายตัวอย่าง นามสมมุติ)" in whole
    printed = re.sub(r"\s", "", pdf_text(parcel.read("40 ขอนแก่น.pdf")))
    assert "ขอแสดงความนับถือ" in printed
    assert "พัฒนาการจังหวัดขอนแก่น" in printed


def test_letters_back_go_through_the_departments_own_template_and_font(consolidated: Office) -> None:
    own = edited(append(paragraph("LetterText", "สำเนาส่งสำนักตรวจ")), shipped(Words("th"), "letter"))
    consolidated.feed.write(office_templates.save, OfficeTemplate("letter", "แม่แบบ.docx", own))
    consolidated.feed.write(office_fonts.add, faces("Regular"))
    ordered(consolidated)
    parcel = zipfile.ZipFile(io.BytesIO(consolidated.client.get(f"/directives/{UID}/letters/zip").data))
    lines = texts(parcel.read("40 ขอนแก่น.docx"))
    assert lines[-1] == "สำเนาส่งสำนักตรวจ"
    assert DECIDED.split("\n")[1] in lines
    board = docx.Document(io.BytesIO(parcel.read("กระดานรวม.docx")))
    assert {name for each in board.styles.element.iter(qn("w:rFonts")) for name in each.attrib.values()} == {FAMILY}


def test_letters_contain_themes_and_counts_and_never_a_note(consolidated: Office) -> None:
    ordered(consolidated)
    parcel = zipfile.ZipFile(io.BytesIO(consolidated.client.get(f"/directives/{UID}/letters/zip").data))
    notes = {text for _kind, text, _theme in (*KHON_KAEN_NOTES, *UDON_NOTES, *PHUKET_NOTES)} - {"-", LATE}
    labels = {theme for _kind, _text, theme in (*KHON_KAEN_NOTES, *UDON_NOTES)}
    for name in parcel.namelist():
        if name.endswith(".docx") and not name.startswith("กระดาน"):
            whole = "\n".join(texts(parcel.read(name)))
            assert not [text for text in notes - labels if text in whole], name


def test_the_form_is_that_of_official_letters_and_names_what_nobody_typed(consolidated: Office) -> None:
    ordered(consolidated, decided="")
    parcel = zipfile.ZipFile(io.BytesIO(consolidated.client.get(f"/directives/{UID}/letters/zip").data))
    document = docx.Document(io.BytesIO(parcel.read("40 ขอนแก่น.docx")))
    section = document.sections[0]
    assert [round(side.cm, 1) for side in (section.left_margin, section.right_margin, section.bottom_margin)] == [
        3,
        2,
        2,
    ]
    lines = [each.text for each in document.paragraphs]
    head = [line.split("\t")[0] for line in lines if "\t" in line]
    assert head == ["ที่", "เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย"]
    assert "[ยังไม่ได้กรอก: ผลการพิจารณาของหน่วยงานที่สั่งการ]" in lines
    assert lines[lines.index("ขอแสดงความนับถือ") - 1] == "จึงเรียนมาเพื่อโปรดทราบ"
    assert "([ยังไม่ได้กรอก: ชื่อผู้ลงนาม])" in lines


def test_a_new_order_replaces_the_file_of_the_one_before(consolidated: Office) -> None:
    jobs = consolidated.room.app.extensions["laena.jobs"]
    found = []
    for decided in ("ครั้งแรก", "ครั้งที่สอง"):
        assert ordered(consolidated, decided=decided).status_code == 302
        found.append(consolidated.feed.read(letter_order.of, UID).job)
    assert jobs.letters_file(found[0]) is None
    assert jobs.letters_file(found[1])[:2] == b"PK"


def test_other_jobs_come_between_the_parts_of_the_letters(consolidated: Office) -> None:
    jobs = consolidated.room.app.extensions["laena.jobs"]
    jobs.huey.immediate = False
    consolidated.room.desk.post(f"/directives/{UID}/letters", data={"to": "เรียน", "decided": DECIDED})
    jobs._actions_file(UID, "csv", "th")
    done = []
    while (task := jobs.huey.dequeue()) is not None:
        done.append(task.name)
        jobs.huey.execute(task)
    assert done == ["letters", "actions_file", "letters", "letters"]
    order = consolidated.feed.read(letter_order.of, UID)
    assert (order.state, order.done, order.all) == (letter_order.DONE, 3, 3)
    assert jobs.letters_file(order.job)[:2] == b"PK"
    assert [jobs.letters_file(f"{order.job}.{part}") for part in range(order.parts)] == [None] * order.parts


def test_letters_that_were_broken_off_go_on_with_the_parts_that_are_there(
    consolidated: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_order, "UNITS_A_PART", 1)
    monkeypatch.setattr(letters_file, "UNITS_A_PART", 1)
    real, written = letters_file.write_part, []

    def counting(feed: Feed, uid: str, language: Any, number: int, compute: Any) -> bytes:
        written.append(number)
        if written.count(2) == 1 and number == 2:
            raise OSError
        return real(feed, uid, language, number, compute)

    monkeypatch.setattr(letters_file, "write_part", counting)
    ordered(consolidated)
    first = consolidated.feed.read(letter_order.of, UID)
    assert first.state == letter_order.FAILED
    ordered(consolidated)
    order = consolidated.feed.read(letter_order.of, UID)
    assert (order.state, order.job) == (letter_order.DONE, first.job)
    assert written == [0, 1, 2, 2, 3]
    parcel = zipfile.ZipFile(io.BytesIO(consolidated.client.get(f"/directives/{UID}/letters/zip").data))
    assert len(parcel.namelist()) == len(set(parcel.namelist())) == 2 + 2 * 3
    ordered(consolidated, decided="อย่างอื่น")
    assert written[5:] == [0, 1, 2, 3]


def test_names_of_files_from_hostile_units_are_safe_and_no_two_are_one() -> None:
    units = [
        ("../../x", "ก/ข\\ค"), ("a", "Äpfel"), ("A", "äPFEL"), ("Ａ", "a\u0308pfel"), ("con", ""), ("NUL", "."),
        ("1", "ก" * 3_000), ("1.", "ก" * 3_000), ("\u202e", "\u202e"), ("..", ".."),
        ("COM1", ""),
        ("กระดานรวม", ""), ("C:", "\\\\server\\share"), ("-", ""), ("?", "*"),
    ]  # fmt: skip
    names = letters_file.file_names(units)
    assert list(names) == [code for code, _name in units]
    for name in names.values():
        assert name
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f\u202a-\u202e]', name)
        assert not name.startswith(".")
        assert not name.endswith((".", " "))
        assert len(f"{name}.docx".encode()) < 255
        assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name)
    folded = [unicodedata.normalize("NFKC", name).casefold() for name in names.values()]
    assert len(set(folded)) == len(folded)
    assert "กระดานรวม" not in folded
    assert max(len(name) for name in names.values()) < 200


def test_what_is_too_long_or_empty_is_refused_and_stays_in_the_form(consolidated: Office) -> None:
    answer = ordered(consolidated, to="  ", decided="ก" * 3_001)
    assert answer.status_code == 422
    assert "กรุณากรอกผู้รับหนังสือ" in answer.text
    assert "ก" * 3_001 in answer.text
    assert consolidated.client.get(f"/directives/{UID}/letters/zip").status_code == 409


def test_letters_of_a_board_that_was_made_anew_are_given_no_more(consolidated: Office, grouper: Grouper) -> None:
    ordered(consolidated)
    take(consolidated.feed, answer_of(UID, DEPARTMENT.public, KHON_KAEN_NOTES[1:], version=2))
    assert consolidated.client.get(f"/directives/{UID}/letters/zip").status_code == 200, "the board is the same"
    make(consolidated.feed, grouper)
    assert "/letters/zip" not in consolidated.client.get(f"/directives/{UID}/letters").text
    refused = consolidated.client.get(f"/directives/{UID}/letters/zip")
    assert (refused.status_code, "กระดานรวมทำใหม่หลังจากจัดทำหนังสือ" in refused.text) == (409, True)
    ordered(consolidated)
    assert consolidated.client.get(f"/directives/{UID}/letters/zip").status_code == 200


def test_without_a_board_there_are_no_letters_and_with_the_directive_they_go(
    department: Office, grouper: Grouper
) -> None:
    take(department.feed, *files())
    assert ordered(department).status_code == 409
    make(department.feed, grouper)
    ordered(department)
    department.feed.write(directives.remove, UID)
    assert department.feed.read(letter_order.of, UID) == letter_order.Order()
    assert department.client.get(f"/directives/{UID}/letters/zip").status_code == 404


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_board_as_word_and_pdf_accounts_for_every_note(feed: Feed, grouper: Grouper, language: Any) -> None:
    take(feed, *files())
    make(feed, grouper)
    word = docx.Document(io.BytesIO(feed.read(board_paper.write, UID, "docx", language)))
    lines = "\n".join(each.text for each in word.paragraphs)
    assert ("๑๔ ความเห็น" if language == "th" else "14 notes") in lines
    cells = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert LATE in cells
    assert "ภูเก็ต" in cells
    printed = pdf_text(feed.read(board_paper.write, UID, "pdf", language))
    assert "กระดานรวม" in printed if language == "th" else "Joint board" in printed


def test_a_letter_has_the_units_own_conclusion_and_its_votes_with_those_of_others(
    department: Office, grouper: Grouper
) -> None:
    said = {KHON_KAEN: {"conclusion": "น้ำมาก่อน\nแล้วจึงถนน"}, UDON: {"conclusion": "เร่งงบประมาณ"}}
    few = votes("น้อยคน", voters=3, options=[])
    of_notes = votes("เลือกความเห็น", source="notes")
    mine = {KHON_KAEN: [votes(), few, of_notes], UDON: [votes(given=(1, 7))]}
    take(department.feed, files()[0])
    for by, (unit, notes) in enumerate(((KHON_KAEN, KHON_KAEN_NOTES), (UDON, UDON_NOTES)), 1):
        plain = altered(answer_of(UID, DEPARTMENT.public, notes, unit, by=by), schema_version=3)
        take(department.feed, resigned(plain, {**said[unit], "votings": mine[unit]}, by))
    make(department.feed, grouper)
    ordered(department)
    parcel = zipfile.ZipFile(io.BytesIO(department.client.get(f"/directives/{UID}/letters/zip").data))
    lines = texts(parcel.read("40 ขอนแก่น.docx"))
    whole = "\n".join(lines)
    at = lines.index("ขอนแก่นมีข้อสรุป ดังนี้")
    assert lines[at + 1 : at + 3] == ["น้ำมาก่อน", "แล้วจึงถนน"]
    assert "เร่งงบประมาณ" not in whole
    assert (
        "การลงคะแนน “ปีหน้าทำอะไรก่อน” ของขอนแก่นมีผู้ลงคะแนน ๕ เครื่อง รวม ๒ หน่วยงานที่ลงคะแนนเรื่องเดียวกัน ๑๐ เครื่อง"
        f" ผลที่มาก่อน ได้แก่ “{LINES[1]}” (๙ คะแนน) “{LINES[0]}” (๗ คะแนน)" in whole
    )
    assert "การลงคะแนน “น้อยคน” ของขอนแก่นมีผู้ลงคะแนนน้อยกว่าห้า จึงไม่มีผล" in whole
    (about_notes,) = [line for line in lines if "เลือกความเห็น" in line]
    assert not [label for label in LINES if label in about_notes]
