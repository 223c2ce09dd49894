"""Official letters by the checklist of docs/letters.md, read in the DOCX's XML and on the page of the PDF."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import fields, replace
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from tests.reports.report_samples import EMPTY, category, hostile, note, plain, record, theme
from workshop.domain.chapters import Chapters
from workshop.domain.offices import Office
from workshop.reports.filename import filename
from workshop.reports.formats import FORMATS
from workshop.reports.letters.letter import letter_of, missing
from workshop.reports.letters.measures import SENDER_LEFT
from workshop.reports.words import Language, Words
from workshop.views.record import Record

CM = 72 / 2.54
KINDS = ("letter", "memo")


def emblem() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, rows = struct.pack(">IIBBBBB", 100, 100, 8, 2, 0, 0, 0), (b"\0" + b"\x20\x20\x50" * 100) * 100
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


OFFICE = Office(
    name="สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น",
    place="ศาลากลางจังหวัดขอนแก่น",
    address="ถนนหน้าศูนย์ราชการ\nขก ๔๐๐๐๐",
    section="กลุ่มงานสารสนเทศการพัฒนาชุมชน",
    telephone="๐ ๔๓๐๐ ๐๐๐๐",
    email="office@example.org",
    signer="นายตัวอย่าง นามสมมุติ",
    post="พัฒนาการจังหวัดขอนแก่น",
    acting="รักษาราชการแทน",
    acting_for="ผู้ว่าราชการจังหวัดขอนแก่น",
    addressee="อธิบดีกรมการพัฒนาชุมชน",
    superior="ผู้ว่าราชการจังหวัดขอนแก่น",
    directive="หนังสือกรมการพัฒนาชุมชน ที่ มท ๐๔๐๒/ว ๑๒๓๔",
    emblem=emblem(),
)
FULL = replace(plain(), office=OFFICE)
LONG = replace(
    record(*(category(f"ประเภท {at}", themes=(theme("งานพัฒนา" * 38, note(at, "ก")),)) for at in range(1, 7))),
    office=OFFICE,
)


def written(report: Record, key: str, language: Language = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS[key].write(report, language, stream)
    return stream.getvalue()


def paragraphs(report: Record, kind: str, language: Language = "th") -> list[Any]:
    return list(docx.Document(io.BytesIO(written(report, f"{kind}_docx", language))).paragraphs)


def starting(found: list[Any], text: str) -> Any:
    return next(each for each in found if each.text.startswith(text))


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def place_of(page: Any, words: str) -> tuple[float, float]:
    """Left and baseline of the words' first letter, in centimetres from the left and the upper edge."""
    text = page.get_textpage()
    at = text.get_text_range().index(words)
    left, bottom, _right, _top = text.get_charbox(at, loose=True)
    return left / CM, (page.get_height() - bottom) / CM


@pytest.mark.parametrize("kind", KINDS)
def test_paper_and_margins_are_those_of_the_checklist(kind: str) -> None:
    section = docx.Document(io.BytesIO(written(FULL, f"{kind}_docx"))).sections[0]
    expected = (Cm(21), Cm(29.7), Cm(3), Cm(2), Cm(2))
    found = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.bottom_margin)
    assert all(abs(a - b) < Cm(0.01) for a, b in zip(found, expected, strict=True))
    page = pypdfium2.PdfDocument(written(FULL, f"{kind}_pdf"))[0]
    assert (round(page.get_width() / CM, 1), round(page.get_height() / CM, 1)) == (21.0, 29.7)


@pytest.mark.parametrize(("kind", "height", "side"), [("letter", 3.0, "center"), ("memo", 1.5, "left")])
def test_the_emblem_has_its_height_and_its_place(kind: str, height: float, side: str) -> None:
    (anchor,) = paragraphs(FULL, kind)[0]._p.iter(qn("wp:anchor"))
    assert abs(int(anchor.find(qn("wp:extent")).get("cy")) - Cm(height)) < Cm(0.01)
    assert anchor.find(f"{qn('wp:positionH')}/{qn('wp:align')}").text == side
    assert int(anchor.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}").text) == Cm(1.5)
    assert anchor.find(qn("wp:docPr")).get("descr") == "ตราครุฑ"
    page = pypdfium2.PdfDocument(written(FULL, f"{kind}_pdf"))[0]
    (image,) = [each for each in page.get_objects() if each.type == 3]
    left, bottom, right, top = image.get_bounds()
    assert round((top - bottom) / CM, 1) == height
    assert round((page.get_height() - top) / CM, 1) == 1.5
    assert round(left / CM, 1) == (3.0 if side == "left" else 9.0)
    assert right > left


def test_without_an_emblem_its_room_stays() -> None:
    bare = replace(FULL, office=replace(OFFICE, emblem=b""))
    tops = [place_of(pypdfium2.PdfDocument(written(each, "letter_pdf"))[0], "ศาลากลาง")[1] for each in (FULL, bare)]
    assert abs(tops[0] - tops[1]) < 0.05


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_is_th_sarabun_16_in_thai(kind: str) -> None:
    styles = docx.Document(io.BytesIO(written(FULL, f"{kind}_docx"))).styles.element
    (defaults,) = styles.iter(qn("w:rPrDefault"))
    properties = defaults.find(qn("w:rPr"))
    assert set(properties.find(qn("w:rFonts")).attrib.values()) == {"TH SarabunPSK"}
    assert properties.find(qn("w:sz")).get(qn("w:val")) == properties.find(qn("w:szCs")).get(qn("w:val")) == "32"
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
    assert b"/Lang(th-TH)" in written(FULL, f"{kind}_pdf")


def test_the_memorandum_has_its_title_labels_and_dotted_leaders() -> None:
    title, *labels = paragraphs(FULL, "memo")[:4]
    assert title.text == "บันทึกข้อความ"
    assert (title.runs[0].font.size.pt, title.runs[0].bold, title.alignment) == (29, True, 1)
    spacing = title._p.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("700", "exact")
    bold = [[run.text for run in each.runs if run.bold and run.font.size.pt == 20] for each in labels]
    assert bold == [["ส่วนราชการ"], ["ที่", "วันที่"], ["เรื่อง"]]
    for each in labels:
        stops = list(each._p.iter(qn("w:tab")))
        assert {stop.get(qn("w:leader")) for stop in stops if stop.get(qn("w:val"))} == {"dot"}
        assert each._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is None


def test_the_number_and_the_date_stay_empty() -> None:
    lines = [each.text for each in paragraphs(FULL, "letter")]
    assert lines[0] == "ที่\tศาลากลางจังหวัดขอนแก่น"
    assert lines[3] == ""
    assert paragraphs(FULL, "memo")[2].text == "ที่\tวันที่\t"


def test_the_head_of_the_letter_is_in_order_and_six_points_apart() -> None:
    found = paragraphs(FULL, "letter")
    labels = [each.text.split("\t")[0] for each in found if "\t" in each.text]
    assert labels == ["ที่", "เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย"]
    for label in labels[1:]:
        form = starting(found, label).paragraph_format
        assert form.space_before.pt == 6
        assert form.first_line_indent == -form.left_indent
    page = pypdfium2.PdfDocument(written(FULL, "letter_pdf"))[0]
    heights = [place_of(page, text)[1] for text in ("ศาลากลาง", "เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย", "ตามหนังสือ")]
    assert heights == sorted(heights)
    assert abs(place_of(page, "ศาลากลาง")[0] - 12.0) < 0.1


@pytest.mark.parametrize("kind", KINDS)
def test_paragraphs_begin_two_and_a_half_centimetres_in(kind: str) -> None:
    body = starting(paragraphs(FULL, kind), "จึงเรียนมา").paragraph_format
    assert abs(body.first_line_indent - Cm(2.5)) < Cm(0.01)
    assert body.space_before.pt == 6
    page = pypdfium2.PdfDocument(written(FULL, f"{kind}_pdf"))[0]
    assert abs(place_of(page, "จึงเรียนมา")[0] - 5.5) < 0.1


def test_the_signature_block_stays_on_one_page_with_room_to_sign() -> None:
    found = paragraphs(FULL, "letter")
    at = next(place for place, each in enumerate(found) if each.text == "ขอแสดงความนับถือ")
    closing, *rest = found[at : at + 7]
    assert closing.paragraph_format.space_before.pt == 12
    assert [each.text for each in rest] == [
        *("", "", ""),
        "(นายตัวอย่าง นามสมมุติ)",
        "พัฒนาการจังหวัดขอนแก่น",
        "รักษาราชการแทน ผู้ว่าราชการจังหวัดขอนแก่น",
    ]
    assert [each.paragraph_format.keep_with_next for each in (closing, *rest)] == [True] * 6 + [None]
    assert "ขอแสดงความนับถือ" not in text_of(written(FULL, "memo_pdf"))


def test_the_owner_of_the_matter_stands_below_the_letter_only() -> None:
    last = [each.text for each in paragraphs(FULL, "letter")[-3:]]
    assert last == [OFFICE.section, f"โทร. {OFFICE.telephone}", f"ไปรษณีย์อิเล็กทรอนิกส์ {OFFICE.email}"]
    assert OFFICE.email not in text_of(written(FULL, "memo_pdf"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("language", "number"), [("th", "– ๒ –"), ("en", "– 2 –")])
def test_the_second_page_has_its_number_in_the_middle_above(kind: str, language: Language, number: str) -> None:
    pages = pypdfium2.PdfDocument(written(LONG, f"{kind}_pdf", language))
    assert len(pages) > 1
    left, top = place_of(pages[1], number)
    assert 10 < left < 12
    assert top < 2.5
    assert "–" not in pages[0].get_textpage().get_text_range().splitlines()[0]
    section = docx.Document(io.BytesIO(written(LONG, f"{kind}_docx", language))).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == number


def test_what_is_sent_with_it_is_counted() -> None:
    inside = ("รายงานสรุปผลการประชุมเชิงปฏิบัติการ จำนวน ๑ ฉบับ",)
    assert letter_of(FULL, Words("th"), "letter").enclosures == inside
    apart = replace(FULL, chapters=Chapters(left_out=("appendix",)))
    assert letter_of(apart, Words("th"), "letter").enclosures == (
        "๑. รายงานสรุปผลการประชุมเชิงปฏิบัติการ จำนวน ๑ ฉบับ",
        "๒. ตารางความเห็นทั้งหมด ๖ ความเห็น จำนวน ๑ ชุด",
    )
    assert letter_of(EMPTY, Words("en"), "letter").enclosures == ("รายงานสรุปผลการประชุมเชิงปฏิบัติการ จำนวน 1 ฉบับ",)


@pytest.mark.parametrize(
    ("title", "subject", "held"),
    [
        ("เหลียวหลัง แลหน้า", "ผลการประชุมเชิงปฏิบัติการเหลียวหลัง", "จัดการประชุมเชิงปฏิบัติการ “เหลียวหลัง แลหน้า”"),
        ("การประชุมเชิงปฏิบัติการแลหน้า", "ผลการประชุมเชิงปฏิบัติการแลหน้า", "จัดการประชุมเชิงปฏิบัติการแลหน้า "),
        ("ประชุมเชิงปฏิบัติการแลหน้า", "ผลการประชุมเชิงปฏิบัติการแลหน้า", "จัดการประชุมเชิงปฏิบัติการแลหน้า "),
    ],
)
def test_a_title_that_says_that_it_is_a_workshop_is_not_told_so_twice(title: str, subject: str, held: str) -> None:
    letter = letter_of(replace(FULL, title=title), Words("th"), "letter")
    assert letter.subject.startswith(f"รายงาน{subject}")
    assert held in "\n".join(letter.body)


def test_sentences_count_and_quote_what_is_in_the_record() -> None:
    body = "\n".join(letter_of(FULL, Words("th"), "letter").body)
    assert "ได้รับความเห็น ๗ ความเห็น จัดเป็นกลุ่มความเห็นได้ ๒ กลุ่ม" in body
    assert (
        "ประเภทปัญหา/อุปสรรค มี ๕ ความเห็น กลุ่มความเห็นที่มีความเห็นมากที่สุด คือ “งบประมาณล่าช้า” (๒\N{NO-BREAK SPACE}ความเห็น)" in body
    )
    two = record(category(themes=(theme("งบช้า", note(1, "งบช้า")), theme("รถเสีย", note(2, "รถเสีย")))))
    one = "(๑\N{NO-BREAK SPACE}ความเห็น)"  # a line never ends between the two
    assert f"“งบช้า” {one} และ “รถเสีย” {one}" in "\n".join(letter_of(two, Words("th"), "letter").body)


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_typed_is_named_and_not_invented(kind: str) -> None:
    letter = letter_of(replace(plain(), host_unit="", venue="", starts_on=None, ends_on=None), Words("th"), kind)
    whole = " ".join((*letter.sender, letter.to, letter.reference, *letter.body, *letter.signature, *letter.owner))
    named = ["ชื่อหน่วยงาน", "ชื่อผู้ลงนาม", "ตำแหน่งผู้ลงนาม", "วันที่ประชุม", "สถานที่"]
    named += ["ผู้รับบันทึก"] if kind == "memo" else ["ผู้รับหนังสือ", "หนังสือที่อ้างถึง", "ที่อยู่", "โทรศัพท์"]
    assert [name for name in named if missing(name) not in whole] == []


def test_a_memorandum_names_a_telephone_on_one_line_and_only_where_there_is_one() -> None:
    without = letter_of(replace(FULL, office=replace(OFFICE, telephone="")), Words("th"), "memo").sender
    assert without == (OFFICE.name,)
    (line,) = letter_of(FULL, Words("th"), "memo").sender
    assert line.split(" ") == [OFFICE.name, "โทร.\N{NO-BREAK SPACE}๐\N{NO-BREAK SPACE}๔๓๐๐\N{NO-BREAK SPACE}๐๐๐๐"]


@pytest.mark.parametrize("key", [f"{kind}_{suffix}" for kind in KINDS for suffix in ("docx", "pdf")])
@pytest.mark.parametrize("report", [hostile(), EMPTY, LONG], ids=["hostile", "empty", "long"])
def test_every_record_and_hostile_office_becomes_a_letter(report: Record, key: str) -> None:
    texts = {each.name: '<&> “"#link("x") $x$ \x00' for each in fields(Office) if each.type is str}
    for office in (Office(**texts), Office(**dict.fromkeys(texts, "งานพัฒนา" * 38)), OFFICE):  # type: ignore[arg-type]
        assert len(written(replace(report, office=office), key)) > 5_000


def test_letters_are_found_under_names_of_their_own() -> None:
    names = {filename(FULL, each, "th") for each in FORMATS.values()}
    assert len(names) == len(FORMATS)


def test_further_lines_of_a_long_sender_stand_below_its_first_and_not_below_the_number() -> None:
    report = replace(plain(), office=replace(OFFICE, place="ศาลากลางจังหวัด" * 20))
    first = starting(paragraphs(report, "letter"), "ที่")
    form = first.paragraph_format
    assert (form.left_indent.cm, form.first_line_indent.cm) == pytest.approx((SENDER_LEFT, -SENDER_LEFT), abs=0.01)
