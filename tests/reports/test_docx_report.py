"""The DOCX report, read again with python-docx: every note, the figures, the contents."""

import io
import re
from itertools import pairwise

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.reports.report_samples import (
    EMPTY,
    HOSTILE_NOTES,
    category,
    days,
    hostile,
    many,
    note,
    plain,
    record,
    theme,
    voted,
    whole,
)
from workshop.reports.docx.body import GAP
from workshop.reports.docx.xml import paragraph, run, table
from workshop.reports.formats import FORMATS
from workshop.reports.reading import how_to_read
from workshop.reports.summary import findings
from workshop.reports.words import Language, Words
from workshop.reports.xml_text import xml_text
from workshop.views.record import Note, Record


def read(report: Record, language: Language = "th") -> DocumentType:
    stream = io.BytesIO()
    FORMATS["docx"].write(report, language, stream)
    return Document(io.BytesIO(stream.getvalue()))


def texts(document: DocumentType, *styles: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.style_id in styles]


def appendix(document: DocumentType) -> list[list[str]]:
    """The appendix' rows; read cell by cell, since python-docx is slow at thousands of rows."""
    tables = [table._tbl for table in document.tables if len(table._tbl.tblGrid.gridCol_lst) == 4]
    rows = [row for table in tables for row in table.tr_lst[1:]]
    return [["\n".join(_shown(p) for p in cell.p_lst) for cell in row.tc_lst] for row in rows]


def _shown(paragraph: object) -> str:
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(marks.get(leaf.tag, leaf.text or "") for leaf in paragraph.iter(qn("w:t"), *marks))


def test_the_first_page_has_title_venue_and_dates_in_the_buddhist_era() -> None:
    document = read(plain())
    where = "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น · ห้องประชุมโรงแรม อำเภออุบลรัตน์ · ๓๐–๓๑ ตุลาคม ๒๕๖๓"
    assert texts(document, "ReportKind", "Title", "Subtitle") == [
        "รายงานสรุปผลการประชุมเชิงปฏิบัติการ",
        "เหลียวหลัง แลหน้า งานพัฒนาชุมชน ปีงบประมาณ 2564",
        where,
    ]
    facts = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert facts["สถานที่"] == "ห้องประชุมโรงแรม อำเภออุบลรัตน์"
    assert facts["ปีงบประมาณ"] == "๒๕๖๔"
    assert facts["อุปกรณ์ที่เข้าร่วม"] == "๒๒ เครื่อง"
    assert facts["จัดทำเมื่อ"] == "๓๑ ตุลาคม ๒๕๖๓ เวลา ๑๖.๓๐ น."
    assert facts["รหัสการประชุม"] == "K7M4QX"


def test_the_first_page_says_what_the_room_said_before_everything_else() -> None:
    lines = texts(read(whole()), "SummaryHead", "SummaryLine")
    assert lines == [
        "สิ่งที่พบ",
        "•\tเรื่องที่มีความเห็นมากที่สุดคือ “ขอรถเพิ่ม” (ข้อเสนอแนะ) ๓ ความเห็น จาก ๑ กลุ่ม",
        "•\tใน ปัญหา/อุปสรรค เรื่องที่มีความเห็นมากที่สุดคือ “งบประมาณล่าช้า” ๒ ความเห็น จาก ๒ กลุ่ม",
        "•\tเรื่องที่ได้คะแนนมากที่สุดคือ “งบประมาณล่าช้า” (ปัญหา/อุปสรรค) ๑๗ จุด",
        "•\tเรื่องที่มาจากหลายกลุ่มที่สุดคือ “งบประมาณล่าช้า” (ปัญหา/อุปสรรค) ๒ กลุ่ม",
        "ปัญหาและแนวทาง",
        "•\tงบประมาณล่าช้า (๒ ความเห็น) → โอนก่อนตุลาคม [๑๐] และอีก ๑ เรื่อง",
        "ปัญหาที่ยังไม่มีแนวทาง",
        "•\tฝนตกหนัก [๕]",
        "ประเด็นเน้นหนัก",
        "•\tโคก หนอง นา โมเดล ๓ ความเห็น · แก้จนคนขอนแก่น ๐ ความเห็น",
        "ก้าวต่อไปที่เสนอ",
        "•\tขอรถเพิ่ม (๓\N{NO-BREAK SPACE}ความเห็น\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}๑\N{NO-BREAK SPACE}กลุ่ม)",
    ]


def test_a_long_label_is_cut_between_letters_on_the_first_page_only() -> None:
    label = "ก็ปั๊มน้ำ" * 40
    document = read(record(category(key="proposal", themes=(theme(label, note(1, "ก")),))))
    shown = texts(document, "SummaryLine")[-1]
    assert shown.startswith(f"•\t{label[:60]}")
    assert re.search("[\u0e01-\u0e2e][\u0e31-\u0e3a\u0e47-\u0e4e]*… ", shown)
    assert texts(document, "ThemeNote")[0].startswith(label)


def test_facts_that_nobody_entered_are_left_out() -> None:
    document = read(record(venue="", starts_on=None, ends_on=None, fiscal_year=None))
    assert not {"สถานที่", "วันที่", "ปีงบประมาณ"} & {row.cells[0].text for row in document.tables[0].rows}


def test_the_accounting_is_printed_as_a_sentence_and_as_a_table() -> None:
    document = read(plain())
    whole_room, again, problems = texts(document, "Equation")[:3]
    assert again == "ได้รับ ๗ ความเห็น = อยู่ในกลุ่มความเห็น ๓ + ยังไม่จัดกลุ่ม ๒ + ไม่นำมาจัดกลุ่ม ๑ + ซ่อนไว้ ๑"
    assert whole_room == f"{again} · อุปกรณ์ที่เข้าร่วม ๒๒ เครื่อง · จำนวนกลุ่ม ๒"
    assert problems == "ได้รับ ๖ ความเห็น = อยู่ในกลุ่มความเห็น ๓ + ยังไม่จัดกลุ่ม ๑ + ไม่นำมาจัดกลุ่ม ๑ + ซ่อนไว้ ๑"
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[1] == ["ปัญหา/อุปสรรค", "๖", "๓", "๑", "๑", "๑"]
    assert rows[-1] == ["รวม", "๗", "๓", "๒", "๑", "๑"]


def test_each_category_is_a_chapter_and_has_a_part_of_the_appendix() -> None:
    assert texts(read(plain()), "Heading1", "Heading2") == [
        "สรุปผลการประชุม",
        "๑.\tจำนวนความเห็น",
        "๒.\tปัญหา/อุปสรรค",
        "๓.\tสาเหตุ",
        "๔.\tข้อเสนอแนะ",
        "๕.\tวิธีอ่านรายงานนี้",
        "๖.\tแผนภูมิ",
        "ภาคผนวก ความเห็นทั้งหมด",
        "ปัญหา/อุปสรรค (๕ ความเห็น)",
        "ข้อเสนอแนะ (๑ ความเห็น)",
    ]


def test_a_theme_is_a_paragraph_of_label_figures_quotes_and_answers() -> None:
    problem, waiting, proposal, alone = texts(read(whole()), "ThemeNote")[:4]
    assert [part.replace("\N{NO-BREAK SPACE}", " ") for part in problem.split(GAP)] == [
        "งบประมาณล่าช้า",
        "๒ ความเห็น · ๒ กลุ่ม · ๑๗ จุด",
        "“งบมาช้า” [๑]",
        "แนวทาง: โอนก่อนตุลาคม [๑๐]; ขอรถเพิ่ม [๗–๙]",
    ]
    assert proposal.count("“") == 1
    assert (waiting, alone) == ("ยังไม่จัดกลุ่ม ๒ ความเห็น: ๕–๖", "ยังไม่จัดกลุ่ม ๑ ความเห็น: ๑๐")


def test_a_theme_of_many_notes_is_quoted_twice_at_most_from_different_groups() -> None:
    notes = [note(n, f"ข้อ {n}", group=f"กลุ่มที่ {n // 4}", agreed=int(n == 7)) for n in range(1, 9)]
    line, *_rest = texts(read(record(category(themes=(theme("งบ", *notes),)))), "ThemeNote")
    assert re.findall("“(.+?)”", line) == ["ข้อ 7", "ข้อ 1"]


def test_what_was_set_aside_is_listed_by_number_only() -> None:
    document = read(plain())
    assert texts(document, "ThemeNote")[1:3] == ["ยังไม่จัดกลุ่ม ๑ ความเห็น: ๕", "ไม่นำมาจัดกลุ่ม ๑ ความเห็น: ๖"]
    assert not [each for each in document.paragraphs if each.text.strip() == "-"]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text("กขคง ", max_size=6), st.integers(0, 4), st.integers(0, 9)), max_size=12))
def test_every_finding_counts_what_is_there_and_quotes_it_verbatim(rows: list[tuple[str, int, int]]) -> None:
    by_theme: dict[int, list[Note]] = {}
    for number, (text, place, agreed) in enumerate(rows, start=1):
        group = f"กลุ่มที่ {number % 3}" if place else ""  # the notes of theme 0 are of an anonymous phase
        by_theme.setdefault(place, []).append(note(number, text, agreed=agreed, group=group))
    themes = tuple(theme(f"เรื่อง {place}", *notes) for place, notes in by_theme.items())
    report = record(category(themes=themes))
    found = findings(report, Words("th", thai_digits=False))
    assert len(found) <= 5
    for sentence in found:
        quoted = re.findall("“(.*?)”", sentence)[0]
        notes = next((each.notes for each in themes if each.label == quoted), ())
        if notes and (counted := re.search(r"(\d+) ความเห็น", sentence)):
            assert int(counted[1]) == len(notes) == max(len(each.notes) for each in themes)
            groups = {each.group for each in notes} - {""}
            alike = sum(len(each.notes) == len(notes) for each in themes) - 1
            tied = f" และมีเท่ากันอีก {alike} เรื่อง" if alike else ""
            assert sentence.partition(" ความเห็น")[2] == (f" จาก {len(groups)} กลุ่ม" if groups else "") + tied
        if agreed := re.search(r"\[(\d+)\] เห็นด้วย (\d+)", sentence):
            (liked,) = (each for each in report.notes if each.number == int(agreed[1]))
            assert (liked.text, liked.agreed) == (quoted, int(agreed[2]))
            alike = sum(each.agreed == liked.agreed for each in report.notes) - 1
            assert ("และมีเท่ากันอีก" in sentence) == bool(alike)


def test_a_label_given_by_a_person_is_marked() -> None:
    (given,) = (line for line in texts(read(plain()), "ThemeNote") if "ผู้จัดประชุมตั้งชื่อ" in line)
    marked = [label for label, facts in pairwise(given.split(GAP)) if "ผู้จัดประชุมตั้งชื่อ" in facts]
    assert marked == ["– คนไม่พอ"]


def test_themes_of_one_or_two_notes_share_a_paragraph_and_have_all_that_others_have() -> None:
    shared = texts(read(plain()), "ThemeNote")[0].replace("\N{NO-BREAK SPACE}", " ")
    first = "งบประมาณล่าช้า  ๒ ความเห็น · ๒ กลุ่ม  “งบมาช้า” [๑]"
    assert shared == f"{first}  – คนไม่พอ  ๑ ความเห็น · ๑ กลุ่ม · ผู้จัดประชุมตั้งชื่อ  “เจ้าหน้าที่น้อย” [๔]"


@pytest.mark.parametrize("report", [plain(), hostile()], ids=["plain", "hostile"])
def test_every_quote_links_to_its_row_in_the_appendix(report: Record) -> None:
    body = read(report).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert set(links) <= set(marks)
    assert {name for name in marks if name.startswith("note_")} == {f"note_{each.number}" for each in report.notes}
    assert any(name.startswith("note_") for name in links)
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_every_hostile_note_is_verbatim_in_the_appendix_once() -> None:
    wanted = [xml_text(text) for text in HOSTILE_NOTES]
    assert [row[2] for row in appendix(read(hostile()))] == wanted


def test_agreement_is_printed_apart_from_the_notes_text_and_explained() -> None:
    document = read(plain())
    assert appendix(document)[0][2:] == ["งบมาช้า", "งบประมาณล่าช้า\nเห็น\N{WORD JOINER}ด้วย\N{NO-BREAK SPACE}๓"]
    assert any(text.startswith("ตัวเลขหลังคำว่า เห็นด้วย") for text in texts(document, "Remark"))
    silent = read(record(category(ungrouped=(note(1, "ก"),))))
    assert not any("เห็นด้วย" in each.text for each in silent.paragraphs)


def test_an_evening_says_how_it_differs_from_the_morning_and_which_words_were_given() -> None:
    remarks = texts(read(days()), "Remark")
    assert (
        "จากเช้าถึงเย็น: เฉลี่ย ๓.๐๐ (๖ เครื่อง) เป็น ๔.๒๙ (๗ เครื่อง)"
        " · หนึ่งคำ จาก ๗ เครื่อง: สนุก ๔, ได้ความรู้ ๒, วิทยากรซ่อนไว้ ๑ เครื่อง" in remarks
    )
    assert "หนึ่งคำ: ได้จาก ๓ เครื่อง ไม่แสดงเพราะไม่ถึง ๕ เครื่อง" in remarks


def test_votes_and_moods_have_parts_of_their_own_before_the_appendix() -> None:
    document = read(voted())
    assert texts(document, "Heading1", "Heading2")[-11:] == [
        "๕.\tผลการลงคะแนน",
        "๕.๑\tเรื่องที่ควรทำก่อน",
        "๕.๒\tทุกประเภท",
        "๖.\tความสุขมวลรวม",
        "๖.๑\tวันนี้เป็นอย่างไร",
        "๖.๒\tความสุขของผู้เข้าร่วม",
        "๗.\tวิธีอ่านรายงานนี้",
        "๘.\tแผนภูมิ",
        "ภาคผนวก ความเห็นทั้งหมด",
        "ปัญหา/อุปสรรค (๕ ความเห็น)",
        "ข้อเสนอแนะ (๑ ความเห็น)",
    ]
    assert texts(document, "Equation")[-3:] == [
        "ประเภท ปัญหา/อุปสรรค · ให้ได้เครื่องละ ๓ จุด · ลงคะแนน ๙ เครื่อง",
        "ทุกประเภท · ให้ได้เครื่องละ ๑ จุด · ลงคะแนน ๐ เครื่อง",
        "ตอบ ๘ เครื่อง · ค่าเฉลี่ย ๔.๑๓ จาก ๕",
    ]
    tables = [[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables[-5:-2]]
    assert tables[0] == [["กลุ่มความเห็น", "จุดที่ได้"], ["งบประมาณล่าช้า", "๑๗"], ["คนไม่พอ", "๖"], ["รวม", "๒๓"]]
    assert tables[2][1:] == [
        ["๕ (มากที่สุด)", "๓"],
        ["๔", "๔"],
        ["๓", "๐"],
        ["๒", "๑"],
        ["๑ (น้อยที่สุด)", "๐"],
        ["รวม", "๘"],
    ]
    assert "ตอบ ๔ เครื่อง ไม่แสดงคำตอบเพราะไม่ถึง ๕ เครื่อง" in texts(document, "BodyText")
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
    assert rows[1] == ["๒", "กลุ่มที่ 2", "งบประมาณโอนล่าช้า", "งบประมาณล่าช้า"]
    assert rows[3] == ["๕", "ไม่ระบุกลุ่ม", "ฝนตกหนัก", "ยังไม่จัดกลุ่ม"]
    assert rows[4][3] == "ไม่นำมาจัดกลุ่ม"


def test_the_report_counts_hidden_notes_without_their_text() -> None:
    assert "ความเห็นที่ซ่อนไว้ ๑ ความเห็น นับรวมอยู่ในจำนวนทั้งหมด แต่ไม่แสดงข้อความ" in texts(read(plain()), "Remark")


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
    assert pages[:2] == [1, 2]
    assert 4 <= pages[-1] <= 8


def test_an_empty_report_says_so_and_has_no_appendix_table() -> None:
    document = read(EMPTY)
    assert texts(document, "BodyText") == ["ไม่มีความเห็น"] * 3
    assert texts(document, "Remark")[-len(how_to_read(EMPTY, Words("th"))) :] == how_to_read(EMPTY, Words("th"))
    assert len(document.tables) == 2


def test_three_thousand_notes_are_three_thousand_rows() -> None:
    assert [row[0] for row in appendix(read(many(3000)))] == [Words("th").digits(number) for number in range(1, 3001)]


def test_english_words_surround_thai_notes_on_request() -> None:
    document = read(plain(), "en")
    assert texts(document, "ReportKind", "Subtitle") == [
        "Consolidated report of the workshop",
        "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น · ห้องประชุมโรงแรม อำเภออุบลรัตน์ · 30–31 October 2020",
    ]
    assert texts(document, "Heading2")[0] == "ปัญหา/อุปสรรค (Notes: 5)"
    assert {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}["Fiscal year"] == "2021"


@pytest.mark.parametrize("text", ["", "ก", "เว้น  วรรค ", "ก\tข", "บรรทัด\nใหม่", "عربي", "\u202eกลับ", "\x00", "<&>"])
def test_a_paragraph_of_one_text_is_the_same_as_of_one_run_of_it(text: str) -> None:
    plain, of_run = paragraph("BodyText", text), paragraph("BodyText", run(text))
    assert etree.tostring(plain) == etree.tostring(of_run)
    assert etree.tostring(paragraph("BodyText", "อื่น")) != etree.tostring(plain)
    assert etree.tostring(paragraph("BodyText", text)) == etree.tostring(of_run)


def test_rows_of_a_table_share_nothing_with_each_other() -> None:
    rows = [[[paragraph("TableText", f"{row} {column}")] for column in range(2)] for row in range(3)]
    made = table((2.0, 2.0), rows, [paragraph("TableHead", "ก"), paragraph("TableHead", "ข")])
    found = [
        ["".join(leaf.text for leaf in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in made.iter(qn("w:tr"))
    ]
    assert found == [["ก", "ข"], *([f"{row} 0", f"{row} 1"] for row in range(3))]
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in made.iter(qn("w:tr"))] == [
        True,
        False,
        False,
        False,
    ]
