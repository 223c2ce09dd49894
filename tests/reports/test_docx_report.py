"""The DOCX report, read again with python-docx: every note, the figures, the contents."""

import io
import re

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from tests.reports.report_samples import EMPTY, HOSTILE_NOTES, category, hostile, many, note, plain, record, voted
from workshop.reports.formats import FORMATS
from workshop.reports.words import Language
from workshop.reports.xml_text import xml_text
from workshop.views.record import Record


def read(report: Record, language: Language = "th") -> DocumentType:
    stream = io.BytesIO()
    FORMATS["docx"].write(report, language, stream)
    return Document(io.BytesIO(stream.getvalue()))


def texts(document: DocumentType, *styles: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.style_id in styles]


def appendix(document: DocumentType) -> list[list[str]]:
    """The last table without its heading; read cell by cell, since python-docx is slow at thousands of rows."""
    rows = document.tables[-1]._tbl.tr_lst[1:]
    return [["\n".join(_shown(p) for p in cell.p_lst) for cell in row.tc_lst] for row in rows]


def _shown(paragraph: object) -> str:
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(marks.get(leaf.tag, leaf.text or "") for leaf in paragraph.iter(qn("w:t"), *marks))


def test_the_title_page_has_title_venue_and_dates_in_the_buddhist_era() -> None:
    document = read(plain())
    assert texts(document, "ReportKind", "Title", "Subtitle") == [
        "รายงานสรุปผลการประชุมเชิงปฏิบัติการ",
        "เหลียวหลัง แลหน้า งานพัฒนาชุมชน ปีงบประมาณ 2564",
        "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น",
        "๓๐–๓๑ ตุลาคม ๒๕๖๓",
    ]
    facts = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert facts["สถานที่"] == "ห้องประชุมโรงแรม อำเภออุบลรัตน์"
    assert facts["ปีงบประมาณ"] == "๒๕๖๔"
    assert facts["อุปกรณ์ที่เข้าร่วม"] == "๒๒ เครื่อง"
    assert facts["จัดทำเมื่อ"] == "๓๑ ตุลาคม ๒๕๖๓ เวลา ๑๖.๓๐ น."
    assert facts["รหัสการประชุม"] == "K7M4QX"


def test_facts_that_nobody_entered_are_left_out() -> None:
    document = read(record(venue="", starts_on=None, ends_on=None, fiscal_year=None))
    assert not {"สถานที่", "วันที่", "ปีงบประมาณ"} & {row.cells[0].text for row in document.tables[0].rows}


def test_the_accounting_is_printed_as_a_sentence_and_as_a_table() -> None:
    document = read(plain())
    assert texts(document, "Equation")[:2] == [
        "ได้รับ 7 ความเห็น = อยู่ในกลุ่มความเห็น 3 + ยังไม่จัดกลุ่ม 2 + ไม่นำมาจัดกลุ่ม 1 + ซ่อนไว้ 1",
        "ได้รับ 6 ความเห็น = อยู่ในกลุ่มความเห็น 3 + ยังไม่จัดกลุ่ม 1 + ไม่นำมาจัดกลุ่ม 1 + ซ่อนไว้ 1",
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[1] == ["ปัญหา/อุปสรรค", "6", "3", "1", "1", "1"]
    assert rows[-1] == ["รวม", "7", "3", "2", "1", "1"]


def test_themes_are_printed_under_their_category_with_their_count() -> None:
    assert texts(read(plain()), "Heading1", "Heading2") == [
        "๑.\tจำนวนความเห็น",
        "๒.\tปัญหา/อุปสรรค",
        "๒.๑\tงบประมาณล่าช้า (๒ ความเห็น)",
        "๒.๒\tคนไม่พอ (๑ ความเห็น)",
        "๒.๓\tยังไม่จัดกลุ่ม (๑ ความเห็น)",
        "๒.๔\tไม่นำมาจัดกลุ่ม (๑ ความเห็น)",
        "๓.\tสาเหตุ",
        "๔.\tข้อเสนอแนะ",
        "๔.๑\tยังไม่จัดกลุ่ม (๑ ความเห็น)",
        "ภาคผนวก ความเห็นทั้งหมด",
    ]


def test_a_label_given_by_a_person_is_marked() -> None:
    assert texts(read(plain()), "ThemeFacts") == ["ผู้จัดประชุมตั้งชื่อกลุ่มความเห็นนี้"]


def test_notes_are_printed_by_breakout_group_with_their_numbers() -> None:
    lines = texts(read(plain()), "GroupName", "Note")
    assert lines[:4] == [
        "กลุ่มที่ 1",
        "[1]\tงบมาช้า\N{EM SPACE}(เห็นด้วย\N{NO-BREAK SPACE}3)",
        "กลุ่มที่ 2",
        "[2]\tงบประมาณโอนล่าช้า",
    ]
    assert lines[6:8] == ["ไม่ระบุกลุ่ม", "[5]\tฝนตกหนัก"]


def test_groups_are_printed_in_the_order_of_the_workshop() -> None:
    names = ("กลุ่มที่ 2", "", "กลุ่มที่ 1", "กลุ่มที่ 1")
    notes = tuple(note(number, "ก", group=name) for number, name in enumerate(names, start=1))
    lines = texts(read(record(category(ungrouped=notes))), "GroupName", "Note")
    assert lines == ["กลุ่มที่ 1", "[3]\tก", "[4]\tก", "กลุ่มที่ 2", "[1]\tก", "ไม่ระบุกลุ่ม", "[2]\tก"]


@pytest.mark.parametrize("report", [plain(), hostile()], ids=["plain", "hostile"])
def test_every_note_in_a_theme_links_to_its_row_in_the_appendix(report: Record) -> None:
    body = read(report).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert set(links) == set(marks)
    assert sorted(name for name in links if name.startswith("note_")) == sorted(
        f"note_{each.number}" for each in report.notes
    )
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_every_hostile_note_is_verbatim_in_its_theme_and_in_the_appendix() -> None:
    document = read(hostile())
    wanted = [xml_text(text) for text in HOSTILE_NOTES]
    assert [row[3] for row in appendix(document)] == wanted
    assert texts(document, "Note") == [f"[{at}]\t{text}" for at, text in enumerate(wanted, start=1)]


def test_agreement_is_printed_apart_from_the_notes_text_and_explained() -> None:
    document = read(plain())
    agreed = [run.text for each in document.paragraphs for run in each.runs if run.style.style_id == "Agreed"]
    assert agreed == ["\N{EM SPACE}(เห็นด้วย\N{NO-BREAK SPACE}3)"]
    assert appendix(document)[0][3] == "งบมาช้า"
    assert any(text.startswith("ตัวเลขหลังคำว่า เห็นด้วย") for text in texts(document, "Remark"))
    silent = read(record(category(ungrouped=(note(1, "ก"),))))
    assert not any("เห็นด้วย" in each.text for each in silent.paragraphs)


def test_votes_and_moods_have_parts_of_their_own_before_the_appendix() -> None:
    document = read(voted())
    assert texts(document, "Heading1", "Heading2")[-7:] == [
        "๕.\tผลการลงคะแนน",
        "๕.๑\tเรื่องที่ควรทำก่อน",
        "๕.๒\tทุกประเภท",
        "๖.\tความสุขมวลรวม",
        "๖.๑\tวันนี้เป็นอย่างไร",
        "๖.๒\tความสุขของผู้เข้าร่วม",
        "ภาคผนวก ความเห็นทั้งหมด",
    ]
    assert texts(document, "Equation")[-3:] == [
        "ประเภท ปัญหา/อุปสรรค · ให้ได้เครื่องละ 3 จุด · ลงคะแนน 9 เครื่อง",
        "ทุกประเภท · ให้ได้เครื่องละ 1 จุด · ลงคะแนน 0 เครื่อง",
        "ตอบ 8 เครื่อง · ค่าเฉลี่ย 4.13 จาก 5",
    ]
    tables = [[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables[-4:-1]]
    assert tables[0] == [["กลุ่มความเห็น", "จุดที่ได้"], ["งบประมาณล่าช้า", "17"], ["คนไม่พอ", "6"], ["รวม", "23"]]
    assert tables[2][1:] == [
        ["5 (มากที่สุด)", "3"],
        ["4", "4"],
        ["3", "0"],
        ["2", "1"],
        ["1 (น้อยที่สุด)", "0"],
        ["รวม", "8"],
    ]
    assert "ตอบ 4 เครื่อง ไม่แสดงคำตอบเพราะไม่ถึง 5 เครื่อง" in texts(document, "BodyText")
    assert [text for text in texts(document, "Remark") if "ยังไม่ปิดลงคะแนน" in text] == [
        "ขณะจัดทำรายงานยังไม่ปิดลงคะแนน จำนวนจุดอาจเปลี่ยนแปลง"
    ]


def test_the_last_row_of_a_table_may_be_separated_from_what_follows() -> None:
    document = read(voted())
    totals = [
        each.rows[-1].cells[0].paragraphs[0].style for each in document.tables if each.rows[-1].cells[0].text == "รวม"
    ]
    assert len(totals) == 5
    assert {(style.style_id, style.paragraph_format.keep_with_next) for style in totals} == {("TableTotal", None)}


def test_the_appendix_shows_place_and_theme_of_every_note() -> None:
    rows = appendix(read(plain()))
    assert rows[0] == ["1", "กลุ่มที่ 1", "ปัญหา/อุปสรรค", "งบมาช้า", "งบประมาณล่าช้า"]
    assert rows[3] == ["5", "ไม่ระบุกลุ่ม", "ปัญหา/อุปสรรค", "ฝนตกหนัก", "ยังไม่จัดกลุ่ม"]
    assert rows[4][4] == "ไม่นำมาจัดกลุ่ม"


def test_the_report_counts_hidden_notes_without_their_text() -> None:
    assert "ความเห็นที่ซ่อนไว้ 1 ความเห็น นับรวมอยู่ในจำนวนทั้งหมด แต่ไม่แสดงข้อความ" in texts(read(plain()), "Remark")


def test_the_table_of_contents_is_one_field_with_an_entry_for_each_heading() -> None:
    document = read(plain())
    entries = texts(document, "TOC1", "TOC2")
    headings = texts(document, "Heading1", "Heading2")
    assert [entry.rsplit("\t", 1)[0] for entry in entries] == headings
    assert all(re.fullmatch("[๐-๙]+", entry.rsplit("\t", 1)[1]) for entry in entries)
    codes = [code.text.strip() for code in document.element.body.iter(qn("w:instrText"))]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert [code.split()[0] for code in codes[1:]] == ["PAGEREF"] * len(headings)
    kinds = [part.get(qn("w:fldCharType")) for part in document.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(headings) + 1


def test_estimated_page_numbers_never_decrease_and_grow_with_the_report() -> None:
    thai = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
    pages = [int(entry.rsplit("\t", 1)[1].translate(thai)) for entry in texts(read(many(600)), "TOC1", "TOC2")]
    assert pages == sorted(pages)
    assert pages[0] == 3
    assert 20 <= pages[-1] <= 45


def test_an_empty_report_says_so_and_has_no_appendix_table() -> None:
    document = read(EMPTY)
    assert texts(document, "BodyText") == ["ไม่มีความเห็น"] * 3
    assert len(document.tables) == 2


def test_three_thousand_notes_are_three_thousand_rows() -> None:
    assert [row[0] for row in appendix(read(many(3000)))] == [str(number) for number in range(1, 3001)]


def test_english_words_surround_thai_notes_on_request() -> None:
    document = read(plain(), "en")
    assert texts(document, "ReportKind", "Subtitle") == [
        "Consolidated report of the workshop",
        "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น",
        "30–31 October 2020",
    ]
    assert texts(document, "Heading2")[0] == "2.1\tงบประมาณล่าช้า (Notes: 2)"
    assert {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}["Fiscal year"] == "2021"
