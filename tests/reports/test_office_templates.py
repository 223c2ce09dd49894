"""The office's own Word template: changed in Word, filled with the report, refused with every fault named."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from tests.reports.laid_out import estimated_pages
from tests.reports.report_samples import EMPTY, hostile, many, planned, timed, voted, whole
from workshop.domain.chapters import Chapters
from workshop.domain.office_templates import KINDS, REASONS, Fault, OfficeTemplate, UnfitTemplate
from workshop.domain.offices import Office
from workshop.reports.docx.document import made
from workshop.reports.docx.file import write
from workshop.reports.docx.xml import Element, paragraph
from workshop.reports.formats import FORMATS
from workshop.reports.office_templates.check import opened
from workshop.reports.office_templates.controls import controls
from workshop.reports.office_templates.example import tried
from workshop.reports.office_templates.fill import filled
from workshop.reports.office_templates.forms import FORMS, REPORT
from workshop.reports.office_templates.names import EXAMPLE as EXAMPLE_NAMES
from workshop.reports.office_templates.names import SHIPPED as SHIPPED_NAMES
from workshop.reports.office_templates.places import Places
from workshop.reports.office_templates.shipped import shipped
from workshop.reports.office_templates.tags import CHAPTERS, FIELDS, KNOWN, PARTS, about
from workshop.reports.words import Words
from workshop.views.content import digest
from workshop.views.dates import BANGKOK
from workshop.views.record import Approval, Record

ROOT = Path(__file__).resolve().parents[2]
TH = Words("th")
SHIPPED = shipped(TH)
SAMPLES = [EMPTY, whole(), hostile(), voted(), planned(), timed(), many(60)]


def block(tag: str, words: Words) -> Element:
    return Places(REPORT, words).block(tag)


inline = Places(REPORT, TH).inline


def edited(change: Callable[[Document], object], data: bytes = SHIPPED) -> bytes:
    """The template as somebody saves it after a change."""
    document = docx.Document(io.BytesIO(data))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def place(document: Document, tag: str) -> Element:
    return next(each.element for each in controls(document) if each.tag == tag)


def texts(document: Document) -> list[str]:
    """Every paragraph of the body, those of tables too, without the page numbers of the contents."""
    found = []
    for line in document.element.body.iter(qn("w:p")):
        style = line.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is None or not style.get(qn("w:val")).startswith("TOC"):
            found.append("".join(leaf.text or "" for leaf in line.iter(qn("w:t"))))
    return found


def header_texts(document: Document) -> str:
    parts = [
        each.target_part.element for each in document.part.rels.values() if each.reltype.endswith(("header", "footer"))
    ]
    return " ".join("".join(leaf.text or "" for leaf in part.iter(qn("w:t"))) for part in parts)


def with_template(record: Record, data: bytes, kind: str = "report") -> Record:
    return replace(record, office=replace(record.office, templates=(OfficeTemplate(kind, "แม่แบบ.docx", data),)))


@pytest.mark.parametrize(
    ("record", "words"),
    [*((each, TH) for each in SAMPLES), (whole(), Words("en")), (whole(), Words("th", thai_digits=False))],
)
def test_the_shipped_template_says_what_the_built_in_form_says(record: Record, words: Words) -> None:
    through, built_in = filled(shipped(words), record, words), made(record, words, painted=True)
    assert texts(through) == texts(built_in)
    assert not list(through.element.iter(qn("w:sdt")))
    assert len(through.inline_shapes) == len(built_in.inline_shapes)


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_shipped_template_is_fit_and_each_place_says_what_stands_there(language: str) -> None:
    document = opened(shipped(Words(language)))
    for each in controls(document):
        assert each.element.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val"))
    assert all(about(tag, Words(language)) for tag in KNOWN)
    assert len({about(tag, Words(language)) for tag in KNOWN}) == len(KNOWN)


def test_an_office_changes_order_wording_margins_and_fonts_and_the_report_follows() -> None:
    def change(document: Document) -> None:
        summary, body = place(document, "laena.summary"), place(document, "laena.body")
        body.addprevious(summary)
        summary.addprevious(paragraph("BodyText", "เรียน ", inline("laena.addressee"), " เพื่อโปรดทราบ"))
        document.element.body.sectPr.addprevious(paragraph("BodyText", "จบรายงานของสำนักงาน"))
        document.sections[0].left_margin = Cm(4)
        for fonts in document.styles.element.iter(qn("w:rFonts")):
            fonts.set(qn("w:cs"), "TH Niramit AS")

    office = Office(addressee="อธิบดีกรมตัวอย่าง")
    report = replace(whole(), office=office)
    document = filled(edited(change), report, TH)
    found = texts(document)
    assert "เรียน อธิบดีกรมตัวอย่าง เพื่อโปรดทราบ" in found
    assert found[-1] == "จบรายงานของสำนักงาน"
    assert found.index("สรุปผลการประชุม") > found.index("เรียน อธิบดีกรมตัวอย่าง เพื่อโปรดทราบ")
    tables = document.element.body.iter(qn("w:tbl"))
    widths = [sum(int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))) for table in tables]
    assert widths == pytest.approx([15 * 567] * len(widths), abs=8)
    assert {each.get(qn("w:cs")) for each in document.styles.element.iter(qn("w:rFonts"))} == {"TH Niramit AS"}
    ends = [document.styles[name].element.find(f".//{qn('w:tab')}") for name in ("toc 1", "toc 2", "footer")]
    assert [int(tab.get(qn("w:pos"))) for tab in ends] == pytest.approx([15 * 567] * 3, abs=8)


def test_a_chapter_with_a_place_of_its_own_stands_there_and_not_in_the_body() -> None:
    def change(document: Document) -> None:
        place(document, "laena.heading").addprevious(block("laena.actions", TH))

    found = texts(filled(edited(change), planned(), TH))
    assert next(text for text in found if text.endswith("สิ่งที่จะทำ")).startswith("๑.")
    assert sum("ขุดลอกคลอง" in text for text in found) == sum("ขุดลอกคลอง" in text for text in texts(made(planned(), TH)))
    assert found.index("๑.สิ่งที่จะทำ") < found.index("รายงานสรุปผลการประชุมเชิงปฏิบัติการ")


def test_a_chapter_that_was_left_out_stands_in_no_place() -> None:
    record = replace(whole(), chapters=Chapters(left_out=("appendix",)))
    document = filled(SHIPPED, record, TH)
    assert texts(document) == texts(made(record, TH, painted=True))
    links = [each.get(qn("w:anchor")) for each in document.element.body.iter(qn("w:hyperlink"))]
    assert links
    assert not [anchor for anchor in links if anchor.startswith("note_")]


def test_styles_that_the_office_deleted_or_renumbered_are_found_by_name_or_added() -> None:
    def change(document: Document) -> None:
        root = document.styles.element
        for style in list(root):
            name = style.find(qn("w:name"))
            if name is not None and name.get(qn("w:val")) == "Table Text":
                root.remove(style)
            elif name is not None and name.get(qn("w:val")) == "Theme Note":
                style.set(qn("w:styleId"), "a7")

    document = filled(edited(change), whole(), TH)
    ids = {style.get(qn("w:styleId")) for style in document.styles.element.iter(qn("w:style"))}
    used = {
        each.get(qn("w:val"))
        for name in ("pStyle", "rStyle", "tblStyle")
        for each in document.element.body.iter(qn(f"w:{name}"))
    }
    assert used <= ids
    assert {"a7", "TableText"} <= used
    (added,) = (style for style in document.styles.element if style.get(qn("w:styleId")) == "TableText")
    assert added.find(f".//{qn('w:rFonts')}") is None, "it takes the font of the office's text"
    assert added.find(f".//{qn('w:szCs')}").get(qn("w:val")) == "28"


def test_a_place_may_be_a_word_in_a_line_a_paragraph_or_a_cell() -> None:
    def change(document: Document) -> None:
        table = document.add_table(1, 2)
        for cell, tag in zip(table.rows[0].cells, ("laena.unit", "laena.venue"), strict=True):
            cell._tc.find(qn("w:p")).append(inline(tag))
        row = table.rows[0]._tr
        sdt = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="Laena.Date "/></w:sdtPr><w:sdtContent/></w:sdt>')
        empty = deepcopy(row.tc_lst[1])
        empty.find(qn("w:p")).clear()
        row.tc_lst[1].addprevious(sdt)
        sdt.find(qn("w:sdtContent")).append(empty)
        document.element.body.sectPr.addprevious(block("laena.year", TH))

    document = filled(edited(change), whole(), TH)
    assert [cell.text for cell in document.tables[-1].rows[0].cells][:2] == [
        "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น",
        "๓๐–๓๑ ตุลาคม ๒๕๖๓",
    ]
    assert texts(document)[-1] == "๒๕๖๔"


def test_a_place_keeps_the_form_of_its_text_but_not_that_of_words_hint() -> None:
    def change(document: Document) -> None:
        bold = inline("laena.title")
        bold.find(f".//{qn('w:r')}").insert(0, parse_xml(f"<w:rPr {nsdecls('w')}><w:b/><w:bCs/></w:rPr>"))
        hint = inline("laena.code")
        hint.find(f".//{qn('w:r')}").insert(
            0, parse_xml(f'<w:rPr {nsdecls("w")}><w:rStyle w:val="PlaceholderText"/></w:rPr>')
        )
        document.element.body.sectPr.addprevious(paragraph("BodyText", bold, hint))

    title, code = filled(edited(change), whole(), TH).paragraphs[-1].runs
    assert (title.bold, title.text) == (True, whole().title)
    assert (code._r.rPr, code.text) == (None, whole().code)


def test_what_nobody_typed_is_named_and_a_text_of_several_lines_keeps_them() -> None:
    def change(document: Document) -> None:
        for tag in ("laena.telephone", "laena.address"):
            document.element.body.sectPr.addprevious(paragraph("BodyText", inline(tag)))

    *_others, telephone, address = filled(
        edited(change), replace(whole(), office=Office(address="ก\nข")), TH
    ).paragraphs
    assert (telephone.text, address.text) == ("[ยังไม่ได้กรอก: โทรศัพท์]", "ก\nข")


def test_every_page_says_draft_until_the_content_is_approved() -> None:
    assert header_texts(filled(SHIPPED, whole(), TH)).count("ฉบับร่าง") == 2
    approval = Approval("ผู้รับรองตัวอย่าง", "หัวหน้า", datetime(2020, 11, 1, 9, tzinfo=BANGKOK), digest(whole()))
    approved = header_texts(filled(SHIPPED, replace(whole(), approval=approval), TH))
    assert approved.count("รับรองโดย ผู้รับรองตัวอย่าง หัวหน้า") == 2
    assert "ฉบับร่าง" not in approved


def test_contents_name_the_pages_of_the_template_and_not_those_of_the_built_in_form() -> None:
    def change(document: Document) -> None:
        for _page in range(3):
            place(document, "laena.heading").addprevious(paragraph("BodyText", "ปก", new_page=True))
        document.sections[0].bottom_margin = Cm(12)

    def pages(document: Document) -> list[int]:
        lines = [each for each in document.paragraphs if each.style.name.startswith("toc")]
        return [int(line.text.split("\t")[-1]) for line in lines]

    plain, changed = (pages(filled(data, many(60), TH)) for data in (SHIPPED, edited(change)))
    assert len(plain) == len(changed)
    assert all(ours + 2 <= theirs for ours, theirs in zip(plain, changed, strict=True))
    assert changed[-1] > plain[-1] + 2
    assert pages(filled(SHIPPED, whole(), TH)) == list(estimated_contents(whole()))


def estimated_contents(record: Record) -> list[int]:
    document = made(record, TH, painted=True)
    found = estimated_pages(document.element.body[:-1])
    return [
        found[each.get(qn("w:anchor"))]
        for each in document.element.body.iter(qn("w:hyperlink"))
        if each.get(qn("w:anchor")).startswith("_Toc")
    ]


def test_the_report_says_nothing_of_who_made_the_template() -> None:
    def change(document: Document) -> None:
        document.core_properties.author = document.core_properties.last_modified_by = "ผู้ทำแม่แบบ"
        document.core_properties.comments = "ผู้ทำแม่แบบ"

    properties = filled(edited(change), whole(), TH).core_properties
    assert properties.author == whole().host_unit
    assert "ผู้ทำแม่แบบ" not in f"{properties.last_modified_by}{properties.comments}"
    assert properties.title == whole().title


def in_a_table(document: Document) -> None:
    document.add_table(1, 1).rows[0].cells[0]._tc.insert(1, block("laena.programme", TH))


def around_a_row(document: Document) -> None:
    row = document.add_table(1, 1).rows[0]._tr
    sdt = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="laena.title"/></w:sdtPr><w:sdtContent/></w:sdt>')
    row.addprevious(sdt)
    sdt.find(qn("w:sdtContent")).append(row)


def retag(old: str, new: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        place(document, old).find(f"{qn('w:sdtPr')}/{qn('w:tag')}").set(qn("w:val"), new)

    return change


def without(tag: str, section: str = "") -> Callable[[Document], None]:
    def change(document: Document) -> None:
        root = getattr(document.sections[0], section)._element if section else document.element.body
        for each in root.xpath(f".//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']"):
            each.getparent().remove(each)

    return change


def append(*content: Element) -> Callable[[Document], None]:
    return lambda document: [document.element.body.sectPr.addprevious(each) for each in content]


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (append(block("laena.appendix", TH)), [Fault("twice", "laena.appendix")]),
        (retag("laena.summary", "laena.sumary"), [Fault("near", "“laena.sumary” → “laena.summary”")]),
        (retag("laena.summary", "lanea.summary"), [Fault("near", "“lanea.summary” → “laena.summary”")]),
        (retag("laena.summary", "laena.budget-2570"), [Fault("unknown", "laena.budget-2570")]),
        (retag("laena.summary", "company"), []),
        (without("laena.body"), [Fault("missing", "laena.body")]),
        (without("laena.state", "first_page_header"), [Fault("state_first")]),
        (without("laena.state", "footer"), [Fault("state_default")]),
        (lambda document: setattr(document.settings, "odd_and_even_pages_header_footer", True), [Fault("state_even")]),
        (in_a_table, [Fault("place", "laena.programme")]),
        (around_a_row, [Fault("row", "laena.title")]),
        (append(paragraph("BodyText", inline("laena.charts"))), []),
        (append(paragraph("BodyText", "ดู", inline("laena.charts"))), [Fault("place", "laena.charts")]),
        (
            lambda document: document.sections[0].footer._element.append(block("laena.charts", TH)),
            [Fault("place", "laena.charts")],
        ),
        (
            lambda document: place(document, "laena.body").find(qn("w:sdtContent")).append(block("laena.charts", TH)),
            [Fault("place", "laena.charts")],
        ),
    ],
)
def test_every_unknown_missing_and_misplaced_field_is_named(
    change: Callable[[Document], None], faults: list[Fault]
) -> None:
    data = edited(change)
    if faults:
        with pytest.raises(UnfitTemplate) as refused:
            opened(data)
        assert list(refused.value.faults) == faults
    else:
        assert texts(filled(data, whole(), TH))


def test_all_faults_are_named_at_once_each_in_words() -> None:
    def change(document: Document) -> None:
        without("laena.body")(document)
        retag("laena.summary", "laena.xyzzy")(document)
        in_a_table(document)

    with pytest.raises(UnfitTemplate) as refused:
        opened(edited(change))
    assert len(refused.value.faults) == 3
    assert "3" in str(refused.value.message)
    assert all(fault.detail in str(fault.words) for fault in refused.value.faults)
    assert all("%" not in str(Fault(reason, "ก").words) for reason in REASONS)


def test_an_unfit_template_leaves_the_built_in_form(caplog: pytest.LogCaptureFixture) -> None:
    stream = io.BytesIO()
    write(with_template(whole(), edited(without("laena.body"))), TH, stream)
    assert texts(docx.Document(stream)) == texts(made(whole(), TH, painted=True))
    assert "template of the office" in caplog.text


def test_the_word_file_goes_through_the_template_and_is_no_other_content() -> None:
    record = with_template(whole(), edited(append(paragraph("BodyText", "ท้ายของสำนักงาน"))))
    stream = io.BytesIO()
    FORMATS["docx"].write(record, "th", stream)
    assert texts(docx.Document(stream))[-1] == "ท้ายของสำนักงาน"
    assert digest(record) == digest(whole())


def test_hostile_words_in_every_field_come_out_as_they_were_typed() -> None:
    def change(document: Document) -> None:
        for tag in FIELDS:
            document.element.body.sectPr.addprevious(paragraph("BodyText", inline(tag)))

    nasty = "<w:t>&amp; ]]> {{x}} =1+1 \x07"
    office = Office(
        **dict.fromkeys(("name", "place", "address", "section", "telephone", "email", "signer", "post"), nasty)
    )
    document = filled(edited(change), replace(hostile(), office=office, title=nasty, venue=nasty, host_unit=nasty), TH)
    stream = io.BytesIO()
    document.save(stream)
    found = [each.text for each in docx.Document(stream).paragraphs]
    assert found.count(nasty.replace("\x07", "\N{REPLACEMENT CHARACTER}")) >= 10


def test_the_example_is_written_through_a_template_and_names_no_workshop() -> None:
    found = texts(docx.Document(io.BytesIO(tried(SHIPPED, TH))))
    assert "ตัวอย่าง: เหลียวหลัง แลหน้า งานพัฒนาชุมชน" in found
    assert any("วางแผนการโอนล่วงหน้า" in text for text in found)


def test_there_is_a_place_for_every_chapter_and_a_form_for_every_kind() -> None:
    assert list(KINDS) == list(FORMS) == list(SHIPPED_NAMES) == list(EXAMPLE_NAMES)
    assert len(CHAPTERS) + len(PARTS) + len(FIELDS) == len(KNOWN) == len(set(KNOWN))


@pytest.mark.parametrize("tag", KNOWN)
def test_every_place_stands_in_the_page_of_docs_in_both_languages(tag: str) -> None:
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    kind = "text" if tag in FIELDS else "part"
    assert f"| `{tag}` | {kind} | {about(tag, TH)} | {about(tag, Words('en'))} |" in page
