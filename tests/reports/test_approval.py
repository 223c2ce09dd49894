"""A report says on every page whether it is approved; the digest is that of its content alone."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.random_records import records
from tests.reports.report_samples import EMPTY, HOSTILE_NOTES, hostile, note, plain, theme, voted, whole
from workshop.reports.approval import SHOWN, approved_by, mark, status
from workshop.reports.formats import FORMATS
from workshop.reports.letters.letter import Kind, letter_of
from workshop.reports.reading import how_to_read
from workshop.reports.words import Words
from workshop.views.content import State, digest, has_words, state, summary
from workshop.views.dates import BANGKOK
from workshop.views.linked import Linked
from workshop.views.record import Approval, Erased, Record

THAI = Words("th")
AT = datetime(2020, 11, 1, 9, 5, tzinfo=BANGKOK)


def approved(report: Record) -> Record:
    return replace(report, approval=Approval("นายตัวอย่าง นามสมมุติ", "พัฒนาการจังหวัด", AT, digest(report)))


def written(report: Record) -> Record:
    conclusion = "งบต่าง ๆ มาช้าเป็นปัญหาหลัก\n\nควรโอนก่อนเดือนตุลาคม"
    return replace(report, background="ตามข้อสั่งการ", objectives="ทบทวนงาน", conclusion=conclusion)


def file(report: Record, kind: str, thai_digits: bool = True) -> bytes:
    stream = io.BytesIO()
    FORMATS[kind].write(report, "th", stream, thai_digits)
    return stream.getvalue()


def pdf_pages(report: Record, thai_digits: bool = True) -> list[str]:
    document = pypdfium2.PdfDocument(file(report, "pdf", thai_digits))
    texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    document.close()
    return texts


def docx_edges(report: Record) -> dict[str, str]:
    section = Document(io.BytesIO(file(report, "docx"))).sections[0]
    edges = {"header": section.header, "first": section.first_page_header}
    edges |= {"footer": section.footer, "first_footer": section.first_page_footer}
    return {name: "\n".join(each.text for each in edge.paragraphs) for name, edge in edges.items()}


@pytest.mark.parametrize("thai_digits", [True, False])
def test_every_page_of_the_pdf_says_draft_until_the_report_is_approved(thai_digits: bool) -> None:
    assert all("ฉบับร่าง" in page for page in pdf_pages(whole(), thai_digits))
    pages = pdf_pages(approved(whole()), thai_digits)
    assert not [page for page in pages if "ฉบับร่าง" in page]
    year = "๒๕๖๓" if thai_digits else "2563"
    for page in pages:
        assert "รับรองโดย นายตัวอย่าง นามสมมุติ" in page
        assert year in page.partition("รับรองโดย")[2]
        assert digest(whole())[:SHOWN] in page


def test_every_page_of_the_docx_says_draft_until_the_report_is_approved() -> None:
    edges = docx_edges(whole())
    assert "ฉบับร่าง" in edges["header"]
    assert "ฉบับร่าง" in edges["first"]
    edges = docx_edges(approved(whole()))
    assert "ฉบับร่าง" not in edges["header"] + edges["first"]
    assert edges["footer"].endswith(approved_by(approved(whole()), THAI))
    assert edges["first_footer"] == approved_by(approved(whole()), THAI)


def test_a_content_that_changed_after_its_approval_is_a_draft_again_and_says_so() -> None:
    changed = replace(approved(written(whole())), conclusion="อื่น")
    assert state(changed) is State.CHANGED
    assert mark(changed, THAI) == "ฉบับร่าง — เปลี่ยนหลังรับรอง"
    assert approved_by(changed, THAI) == ""
    assert all("ฉบับร่าง — เปลี่ยนหลังรับรอง" in page for page in pdf_pages(changed))
    assert "เปลี่ยนหลังรับรอง" in docx_edges(changed)["header"]
    assert json.loads(file(changed, "json"))["approval"]["state"] == "changed"


def test_the_workbook_and_the_json_say_the_state_and_the_same_digest() -> None:
    for report in (whole(), approved(whole())):
        sheet = openpyxl.load_workbook(io.BytesIO(file(report, "xlsx"))).worksheets[0]
        named = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
        assert named["สถานะของรายงาน"] == status(report, THAI)
        said = json.loads(file(report, "json"))["approval"]
        assert named["รหัสเนื้อหา"] == said["digest"] == digest(report)


CHANGES: dict[str, Any] = {
    "a new title": lambda report: replace(report, title="อื่น"),
    "a conclusion": lambda report: replace(report, conclusion="สรุป"),
    "another phone": lambda report: replace(
        report, groups=(replace(report.groups[0], participants=13), report.groups[1])
    ),
    "a note taken back": lambda report: replace(report, withdrawn=(*report.withdrawn, 99)),
    "own words": lambda report: replace(report, glossary="กทบ. = กองทุนหมู่บ้าน"),
    "a vote": lambda report: replace(report, asked=voted().asked),
    "a link": lambda report: replace(report, linked=replace(report.linked, links=report.linked.links[:1])),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_other_content_has_another_digest(name: str) -> None:
    assert digest(CHANGES[name](whole())) != digest(whole())
    parts = summary(whole())["parts"], summary(CHANGES[name](whole()))["parts"]
    assert sum(parts[0].get(key) != parts[1].get(key) for key in {*parts[0], *parts[1]}) <= 1


def test_an_approval_of_a_release_without_words_stays_until_anything_else_changes() -> None:
    former = digest(whole())  # as releases made it that left the words out
    report = replace(whole(), glossary="กทบ. = กองทุนหมู่บ้าน")
    signed = replace(report, approval=Approval("นายตัวอย่าง", "หัวหน้า", AT, former, with_words=False))
    assert state(signed) is State.APPROVED
    assert digest(signed) == former  # in every form the code that stands on paper
    assert not has_words(summary(signed))
    changed = replace(signed, conclusion="อื่น")
    assert state(changed) is State.CHANGED
    assert digest(changed) == digest(replace(report, conclusion="อื่น"))
    assert has_words(summary(changed))
    assert state(replace(signed, approval=replace(signed.approval, with_words=True))) is State.CHANGED


def test_an_edited_note_and_an_erased_one_change_the_digest() -> None:
    one = replace(plain().categories[0], themes=(theme("งบ", note(1, "งบมาช้า")),), ungrouped=(), set_aside=(), hidden=1)
    report = replace(plain(), categories=(one,), figures=one.figures)
    edited = replace(one, themes=(theme("งบ", note(1, "งบมาช้ามาก")),))
    assert digest(replace(report, categories=(edited,))) != digest(report)
    assert digest(replace(report, erased=(Erased(2, "ชื่อบุคคล"),))) != digest(report)


def test_the_digest_of_a_content_is_the_same_however_and_whenever_it_is_written() -> None:
    first = digest(whole())
    later = replace(whole(), read_at=whole().read_at + timedelta(days=3), seq=99)
    opened = replace(later, phases=(replace(whole().phases[0], state="open"),))
    assert digest(approved(opened)) == first
    assert {json.loads(file(whole(), "json", digits))["approval"]["digest"] for digits in (True, False)} == {first}
    # A digest of this release stays valid in the next one, also where that adds fields to the record.
    assert first == "f004cfc75bf0db11f0a2bedf214a7fa143bcfa7a242adb3e88a28b87e3714027"


@settings(max_examples=12)
@given(records(), st.text(min_size=1))
def test_only_the_content_of_any_workshop_decides_its_digest(report: Record, text: str) -> None:
    signed = approved(report)
    assert state(replace(signed, seq=report.seq + 1, read_at=report.read_at + timedelta(days=1))) is State.APPROVED
    assert state(replace(signed, conclusion=report.conclusion + text)) is State.CHANGED
    loose = next((each for each in report.categories if each.ungrouped), None)
    if loose:
        edited = (replace(loose.ungrouped[0], text=loose.ungrouped[0].text + text), *loose.ungrouped[1:])
        others = tuple(replace(each, ungrouped=edited) if each is loose else each for each in report.categories)
        assert state(replace(signed, categories=others, linked=Linked())) is State.CHANGED


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "json", "csv_data", "letter_docx"])
def test_hostile_texts_and_names_are_written_as_words(kind: str) -> None:
    texts = dict.fromkeys(("background", "objectives", "conclusion"), "\n".join(HOSTILE_NOTES))
    report = replace(hostile(), **texts)
    report = replace(report, approval=Approval("=1+1\x00<b>\ud83d", "@ตำแหน่ง\x1b", AT, digest(report)))
    data = file(report, kind)
    if kind == "xlsx":
        cells = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()
        assert not [cell.value for row in cells for cell in row if cell.data_type == "f"]
    if kind == "json":
        assert json.loads(data)["texts"]["conclusion"] == report.conclusion


def test_nothing_that_the_comparison_stores_is_a_word_of_anybody() -> None:
    stored = json.dumps(summary(written(whole())), ensure_ascii=False)
    words = [note.text for note in whole().notes] + [theme.label for theme in whole().themes]
    assert not [word for word in words if word in stored]


def test_texts_of_the_facilitator_are_chapters_and_an_empty_one_is_none() -> None:
    document = Document(io.BytesIO(file(written(whole()), "docx")))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines.index("ตามข้อสั่งการ") < lines.index("ทบทวนงาน") < lines.index("งบต่าง ๆ มาช้าเป็นปัญหาหลัก")
    assert "ควรโอนก่อนเดือนตุลาคม" in lines
    heads = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    votes, conclusion = (next(at for at, head in enumerate(heads) if part in head) for part in ("ลงคะแนน", "ข้อสรุป"))
    assert votes < conclusion
    bare = [each.text for each in Document(io.BytesIO(file(whole(), "docx"))).paragraphs]
    assert not [line for line in bare if "ข้อสรุป" in line or "ความเป็นมา" in line or "วัตถุประสงค์" in line]


def test_texts_of_the_facilitator_stand_in_every_form_of_data() -> None:
    report = replace(written(whole()), conclusion="\n".join(["ย่อหน้า " + "ยาวมาก" * 400, "ท้าย"]))
    texts = json.loads(file(report, "json"))["texts"]
    assert texts == {name: getattr(report, name) for name in ("background", "objectives", "conclusion")}
    assert file(report, "csv_data").decode().count("ยาวมาก") == 400
    sheet = openpyxl.load_workbook(io.BytesIO(file(report, "xlsx"))).worksheets[0]
    cells = [str(row[0].value) for row in sheet.iter_rows(max_col=1)]
    assert "".join(cells).count("ยาวมาก") == 400
    assert max(map(len, cells)) <= 900


def test_a_letter_quotes_a_short_conclusion_and_says_where_a_long_one_stands() -> None:
    kinds: tuple[Kind, ...] = ("letter", "memo")
    for kind in kinds:
        assert "วิทยากรสรุปว่า “งบต่าง ๆ มาช้าเป็นปัญหาหลัก ควรโอนก่อนเดือนตุลาคม”" in letter_of(written(whole()), THAI, kind).body
        long = letter_of(replace(whole(), conclusion="ยาว" * 400), THAI, kind).body
        assert "ข้อสรุปของวิทยากรปรากฏในรายงานที่ส่งมาพร้อมนี้" in long
        assert not [text for text in letter_of(whole(), THAI, kind).body if "สรุปว่า" in text]


def test_how_to_read_counts_what_the_workshop_has_and_leaves_out_what_it_has_not() -> None:
    text = "\n".join(how_to_read(whole(), THAI))
    assert "๘ ความเห็น จากอุปกรณ์ ๒๒ เครื่อง" in text
    assert "ผู้เขียนถอน ๒ ความเห็น" in text
    assert "รอการจัดกลุ่ม ๑ ความเห็น" in text
    found = how_to_read(EMPTY, THAI)
    assert found[-1] == "ไม่มีความเห็นที่ถูกถอน ซ่อน ลบข้อความ หรือรอการจัดกลุ่ม"
    assert len(found) == 2
    assert "วิธีอ่านรายงานนี้" in "\n".join(pdf_pages(whole()))
