"""The PDF report, read by another program: every note verbatim, contents that are right, tags, and no empty boxes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import product

import pypdfium2
import pytest

from tests.reports.demo_records import demo_of
from tests.reports.report_samples import (
    EMPTY,
    FAMILY,
    category,
    hostile,
    many,
    note,
    plain,
    record,
    theme,
    voted,
    wordy,
)
from workshop.reports.docx.styles import PARAGRAPHS
from workshop.reports.fonts import WIDTH_RATIO, font_files
from workshop.reports.formats import FORMATS
from workshop.reports.pdf import text_layer, typeset
from workshop.reports.pdf.spelling import pieces
from workshop.reports.words import Language
from workshop.views.record import Record

CONSONANTS = [chr(code) for code in range(ord("ก"), ord("ฮ") + 1) if chr(code) not in "ฤฦ"]
SYLLABLES = [consonant + vowel + tone + "น" for consonant, vowel, tone in product(CONSONANTS, ["", *"ิีึืัุู"], ["", *"่้๊๋์"])]


def pdf_of(report: Record, language: Language = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS["pdf"].write(report, language, stream)
    return stream.getvalue()


def pages_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def squeezed(text: str) -> str:
    """The text without what a line's end changes."""
    return "".join(text.split())


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("report", [plain(), voted(), hostile(), EMPTY], ids=["plain", "voted", "hostile", "empty"])
def test_every_record_becomes_an_accessible_pdf_in_its_language(report: Record, language: Language) -> None:
    pdf = pdf_of(report, language)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert f"/Lang({'th-TH' if language == 'th' else 'en-GB'})".encode() in pdf
    assert b"/StructTreeRoot" in pdf


def test_every_syllable_of_thai_is_read_back_as_it_was_written() -> None:
    words = [*SYLLABLES, *(consonant + tone + "ำ" for consonant, tone in product(CONSONANTS, ["", *"่้๊๋"]))]
    notes = [note(at, " ".join(words[start : start + 40])) for at, start in enumerate(range(0, len(words), 40), 1)]
    themes = tuple(theme(f"เรื่อง {each.number}", each) for each in notes)
    found = squeezed("".join(pages_of(pdf_of(record(category(themes=themes))))))
    assert [each.number for each in notes if squeezed(each.text) not in found] == []


def test_notes_in_many_scripts_are_read_back_verbatim() -> None:
    texts = (
        "ปัญหาต่าง ๆ ของหมู่บ้าน และเรื่องอื่น ๆ อีกมาก",
        "ท้องถิ่น ฟื้นฟู ซึ่ง ทั้งนี้ ปั๊ม ฝั่ง ญี่ปุ่น กตัญญู น้ำ ซ้ำ",
        f"ดีมาก {FAMILY}",
        "ສະບາຍດີ",
        "ជំរាបសួរ",
        "ကျွန်ုပ်တို့ ရေသန့် လိုအပ်သည်",
        '<b>&amp; #link("x") $x$ *ไม่หนา* _ไม่เอียง_ \\n',
    )
    report = record(category(ungrouped=tuple(note(at, text) for at, text in enumerate(texts, 1))))
    found = squeezed("".join(pages_of(pdf_of(report))))
    assert [text for text in texts if squeezed(text) not in found] == []


def test_each_word_of_jawi_is_read_back_whole_and_once() -> None:
    """PDFium takes words beside Thai from left to right; its letters of a word are in order."""
    text = "کامڤوڠ كامي تيدق ادا اءير برسيه ڤنجاݢاءن جالن چينتا ڽامن"
    found = "".join(pages_of(pdf_of(record(category(ungrouped=(note(1, text),))))))
    assert sorted(re.findall("[\u0600-\u077f]+", found)) == sorted(text.split())


def test_a_letter_of_no_font_is_printed_by_its_number() -> None:
    found = "".join(pages_of(pdf_of(record(category(ungrouped=(note(1, "คำว่า 中 ในภาษาจีน"),))))))
    assert "คำว่า ⟨U+4E2D⟩ ในภาษาจีน" in found


@pytest.mark.parametrize("kind", ["pdf", "annex_pdf"])
def test_where_letters_stand_by_their_numbers_the_first_page_says_what_these_are(kind: str) -> None:
    def first_page(text: str) -> str:
        stream = io.BytesIO()
        FORMATS[kind].write(record(category(ungrouped=(note(1, text),))), "th", stream)
        return squeezed(pages_of(stream.getvalue())[0])

    said = squeezed("พิมพ์เป็นรหัสยูนิโคด ⟨U+…⟩ ตัวละหนึ่งรหัส")
    assert said in first_page("คำว่า 中 ในภาษาจีน")
    assert said not in first_page("คำว่า กลาง ในภาษาไทย")


def test_no_line_begins_with_a_mark_of_repetition_or_shortening() -> None:
    texts = [f"{'งาน' * at} ปัญหาต่าง ๆ และอุปสรรคอื่นๆ ของกรมฯและหมู่บ้าน" for at in range(1, 60)]
    report = record(category(ungrouped=tuple(note(at, text) for at, text in enumerate(texts, 1))))
    lines = "\n".join(pages_of(pdf_of(report))).splitlines()
    assert [line for line in lines if line.strip().startswith(("ๆ", "ฯ"))] == []


def test_the_word_before_a_mark_of_repetition_or_shortening_stays_with_it() -> None:
    assert list(pieces("ปัญหาต่าง ๆ ของ")) == [("t", "ปัญหา"), ("keep", "ต่าง ๆ"), ("t", " ของ")]
    assert list(pieces("ให้กรมฯช่วย")) == [("t", "ให้"), ("keep", "กรมฯ"), ("t", "ช่วย")]
    assert list(pieces("รถฯลฯ บ้าน ฯลฯ")) == [("keep", "รถฯลฯ"), ("t", " บ้าน ฯลฯ")]
    assert list(pieces("ๆ")) == [("t", "ๆ")]


def test_the_contents_name_the_pages_on_which_their_headings_stand() -> None:
    pages = pages_of(pdf_of(many(120), "en"))
    contents = next(at for at, text in enumerate(pages) if "Contents" in text)
    listed = re.findall(r"^(\d\.)? ?(.+?) ?\.\.+ ?(\d+)", pages[contents], re.MULTILINE)
    assert len(listed) == 7
    for number, heading, page in listed:
        assert squeezed(number + heading) in squeezed(pages[int(page) - 1])


def test_bookmarks_follow_the_headings() -> None:
    found = pypdfium2.PdfDocument(pdf_of(plain())).get_toc()
    titles = [(each.level, each.get_title()) for each in found]
    assert (0, "๒. ปัญหา/อุปสรรค") in titles
    assert (1, "ปัญหา/อุปสรรค (๕ ความเห็น)") in titles


def test_no_heading_is_larger_than_its_style_says() -> None:
    """Typst makes headings larger by itself, and the summary would need a second page."""
    page = pypdfium2.PdfDocument(pdf_of(plain()))[0].get_textpage()
    sizes = {pypdfium2.raw.FPDFText_GetFontSize(page.raw, at) for at in range(page.count_chars())}
    assert max(sizes) == pytest.approx(max(style.points for style in PARAGRAPHS) / WIDTH_RATIO, abs=0.1)


def test_the_summary_is_one_page_however_long_labels_are() -> None:
    first, second = pages_of(pdf_of(wordy()))[:2]
    assert "ก้าวต่อไปที่เสนอ" in first
    assert second.split()[:2] == ["ฉบับร่าง", "สารบัญ"]


@pytest.mark.parametrize(("language", "first"), [("th", "หน้า ๑ จาก"), ("en", "Page 1 of")])
def test_pages_are_numbered_in_the_digits_of_the_language(language: Language, first: str) -> None:
    assert first in pages_of(pdf_of(plain(), language))[0]


def test_a_heading_that_holds_300_letters_without_a_space_stays_on_the_page() -> None:
    label = "การพัฒนาศักยภาพผู้นำชุมชน" * 12
    pdf = pdf_of(record(category(themes=(theme(label, note(1, "ง" * 300)),))))
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        right = max((text.get_charbox(at)[2] for at in range(text.count_chars())), default=0)
        assert right < page.get_width() - 40


def test_no_note_leaves_the_page_however_long_notes_are_in_a_short_table() -> None:
    letters = ("งบประมาณล่าช้ามาก" * 240, "ก\n" * 149 + "ก", "W" * 2000, *["คนไม่พอกับงาน" * 24] * 8)
    notes = tuple(note(at, text) for at, text in enumerate(letters, 1))
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf_of(record(category(ungrouped=notes))))]
    lowest = [min(page.get_charbox(at)[1] for at in range(page.count_chars())) for page in pages]
    assert min(lowest) > 0
    found = squeezed("".join(page.get_text_bounded() for page in pages))
    assert found.count("คนไม่พอกับงาน") >= 8 * 24


def test_fonts_are_inside_and_no_other_is_named() -> None:
    names = set(re.findall(rb"/BaseFont/\w{6}\+([\w-]+)", pdf_of(hostile())))
    assert names >= {b"Sarabun-Regular", b"Sarabun-Bold", b"NotoEmoji-Regular", b"NotoSansLao-Regular"}
    assert font_files()["Regular"].is_file()


def test_what_is_drawn_does_not_change_when_the_text_layer_is_made_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = pdf_of(hostile())
    monkeypatch.setattr(typeset, "mended", lambda pdf: pdf)
    raw = pdf_of(hostile())
    assert raw != exact == text_layer.mended(raw)
    for before, after in zip(pypdfium2.PdfDocument(raw), pypdfium2.PdfDocument(exact), strict=True):
        assert bytes(before.render(scale=1).buffer) == bytes(after.render(scale=1).buffer)


def test_the_same_record_gives_the_same_file_and_another_moment_another() -> None:
    report = plain()
    assert pdf_of(report) == pdf_of(report)
    assert pdf_of(replace(report, read_at=report.read_at.replace(hour=3))) != pdf_of(report)


def test_the_charts_stand_before_the_appendix_with_texts_that_are_found() -> None:
    pages = [squeezed(page) for page in pages_of(pdf_of(voted()))]
    charts = next(at for at, page in enumerate(pages) if "กลุ่มความเห็นตามจำนวนและกลุ่ม" in page)
    appendix = max(at for at, page in enumerate(pages) if "ภาคผนวก" in page)
    assert charts < appendix
    assert "เฉลี่ย๔.๑๓" in pages[charts]
    assert "เรื่องที่ควรทำก่อน" in pages[charts]


def test_summary_contents_text_and_charts_of_the_demo_are_seven_pages_and_charts_follow_the_text() -> None:
    pages = [squeezed(page) for page in pages_of(pdf_of(demo_of(293)))]
    assert "ภาคผนวก" in pages[7]
    begun = "".join(pages[3:6])  # the contents before name the chapter, too
    assert "แผนภูมิ" in begun
    charts = begun[begun.rindex("แผนภูมิ") :] + pages[6]
    assert all(name in charts for name in ("จำนวนความเห็นแต่ละกลุ่ม", "คำที่พบบ่อยในความเห็น"))


def test_a_syllable_whose_mark_has_a_glyph_of_a_high_number_is_read_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = pdf_of(demo_of(293))
    text = squeezed("".join(pages_of(exact)))
    assert text.count("เอกสารสิทธิ์") == text.count("เอกสารสิ") == 2
    monkeypatch.setattr(typeset, "mended", lambda pdf: pdf)
    at = next(at for at, page in enumerate(pages_of(exact)) if "เอกสารสิทธิ์" in page)
    before, after = (pypdfium2.PdfDocument(pdf)[at].render(scale=1) for pdf in (pdf_of(demo_of(293)), exact))
    assert bytes(before.buffer) == bytes(after.buffer)
