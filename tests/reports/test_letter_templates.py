"""The office's own templates of letters, memoranda and minutes: filled like the built-in forms, changed in Word."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.reports.report_samples import EMPTY, hostile, many, whole
from tests.reports.test_docx_accessible import meeting
from tests.reports.test_letters import OFFICE
from tests.reports.test_office_templates import append, edited, place, retag, with_template, without
from workshop.domain.office_templates import KINDS as NAMES
from workshop.domain.office_templates import Fault, OfficeTemplate, UnfitTemplate
from workshop.domain.offices import Office
from workshop.reports.docx.xml import Element, paragraph, run
from workshop.reports.formats import FORMATS
from workshop.reports.letters import docx as letters
from workshop.reports.letters.letter import Kind, letter_of
from workshop.reports.minutes import docx as minutes
from workshop.reports.minutes import minutes_file
from workshop.reports.office_templates.check import opened
from workshop.reports.office_templates.controls import controls
from workshop.reports.office_templates.forms import FORMS
from workshop.reports.office_templates.letters import filled_letter
from workshop.reports.office_templates.minutes import filled_minutes
from workshop.reports.office_templates.places import Places
from workshop.reports.office_templates.shipped import shipped
from workshop.reports.words import Words
from workshop.views.content import digest
from workshop.views.minutes import Meeting
from workshop.views.record import Record

ROOT = Path(__file__).resolve().parents[2]
TH = Words("th")
KINDS: tuple[Kind, ...] = ("letter", "memo")
SHIPPED = {kind: shipped(TH, kind) for kind in ("letter", "memo", "minutes")}
FULL = replace(whole(), office=OFFICE)
BARE = replace(EMPTY, office=Office())


def lines(document: Document) -> list[str]:
    """Every line: one that ends with a break and one that is a paragraph are the same to a reader."""
    return [line for each in document.paragraphs for line in each.text.split("\n") if line.strip()]


def letter(record: Record, kind: Kind, data: bytes, words: Words = TH) -> Document:
    return filled_letter(data, letter_of(record, words, kind), record.office, words)


@pytest.mark.parametrize("words", [TH, Words("th", thai_digits=False)])
@pytest.mark.parametrize("record", [FULL, BARE, replace(hostile(), office=OFFICE), replace(many(60), office=OFFICE)])
@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_letter_says_what_the_built_in_form_says(kind: Kind, record: Record, words: Words) -> None:
    through = letter(record, kind, shipped(words, kind), words)
    assert lines(through) == lines(letters.built_in(letter_of(record, words, kind), (), words))
    assert not list(through.element.iter(qn("w:sdt")))
    assert len(list(through.element.iter(qn("w:drawing")))) == bool(record.office.emblem)


def test_the_shipped_minutes_say_what_the_built_in_form_says_in_the_same_form() -> None:
    through, built_in = filled_minutes(SHIPPED["minutes"], meeting(), TH), minutes.built_in(meeting(), TH)
    assert [each.text for each in through.paragraphs] == [each.text for each in built_in.paragraphs]
    assert [form(each._p, through) for each in through.paragraphs] == [
        form(each._p, built_in) for each in built_in.paragraphs
    ]


def form(line: Element, document: Document) -> dict[str, dict[str, str]]:
    """Indents, distances, alignment and tabs of a paragraph, its own or those of its style."""
    found: dict[str, dict[str, str]] = {}
    own = line.find(qn("w:pPr"))
    style = own.find(qn("w:pStyle")).get(qn("w:val"))
    (of_style,) = (each for each in document.styles.element if each.get(qn("w:styleId")) == style)
    for properties in (of_style.find(qn("w:pPr")), own):
        for name in ("spacing", "ind", "jc", "tabs"):
            given = properties.find(qn(f"w:{name}"))
            if given is not None:
                found[name] = {key: value for each in given.iter() for key, value in each.attrib.items()}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_paragraphs_of_a_letter_have_the_measures_of_the_form(kind: Kind) -> None:
    through, built_in = letter(FULL, kind, SHIPPED[kind]), letters.built_in(letter_of(FULL, TH, kind), (), TH)
    of_form = {each.text: each.paragraph_format for each in built_in.paragraphs if each.text.strip()}
    same = [each for each in through.paragraphs if each.text in of_form]
    assert len(same) >= 8
    for each in same:
        style = each.style.paragraph_format  # type: ignore[union-attr]
        expected = of_form[each.text]
        for name in ("left_indent", "first_line_indent", "alignment", "line_spacing"):
            assert (getattr(style, name) or 0) == (getattr(expected, name) or 0), (each.text, name)
        if not each.text.startswith(OFFICE.section):  # with the room above it
            assert (style.space_before or 0) == (expected.space_before or 0), each.text


@pytest.mark.parametrize(("kind", "language"), [(kind, language) for kind in SHIPPED for language in ("th", "en")])
def test_each_shipped_template_is_fit_and_each_place_says_what_stands_there(
    kind: str, language: Literal["th", "en"]
) -> None:
    document = opened(shipped(Words(language), kind), FORMS[kind])
    found = controls(document)
    for each in found:
        assert each.element.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val"))
    assert set(FORMS[kind].required) <= {each.tag for each in found}
    known = FORMS[kind].known
    assert len({FORMS[kind].about(tag, Words(language)) for tag in known}) == len(known)


def test_an_office_changes_order_wording_margins_and_styles_of_its_letter() -> None:
    def change(document: Document) -> None:
        reference, to = (place(document, f"laena.{name}").getparent() for name in ("reference", "to"))
        to.addprevious(reference)
        document.element.body.sectPr.addprevious(paragraph("LetterText", "สำเนาส่ง ท้องถิ่นจังหวัด"))
        document.sections[0].left_margin = Cm(2.5)
        document.styles["Letter Text"].paragraph_format.first_line_indent = Cm(1.5)
        document.styles["Letter Text"].font.size = Pt(15)
        closing = place(document, "laena.closing")
        closing.addprevious(Places(FORMS["letter"], TH).inline("laena.telephone"))

    found = letter(FULL, "letter", edited(change, SHIPPED["letter"]))
    text = lines(found)
    at = {start: next(n for n, each in enumerate(text) if each.startswith(start)) for start in ("อ้างถึง", "เรียน")}
    assert at["อ้างถึง"] < at["เรียน"]
    assert text[-1] == "สำเนาส่ง ท้องถิ่นจังหวัด"
    assert f"{OFFICE.telephone}ขอแสดงความนับถือ" in text
    body = [each for each in found.paragraphs if each.text in letter_of(FULL, TH, "letter").body]
    assert {each.style.name for each in body} == {"Letter Text"}  # type: ignore[union-attr]
    assert all(each.paragraph_format.first_line_indent is None for each in body)


def test_lines_follow_the_form_of_the_paragraph_and_the_words_that_stood_there() -> None:
    def change(document: Document) -> None:
        block = place(document, "laena.body")
        line = block.find(f".//{qn('w:p')}")
        line.find(qn("w:pPr")).append(line.makeelement(qn("w:jc"), {qn("w:val"): "right"}))
        words = line.find(qn("w:r"))
        properties = words.makeelement(qn("w:rPr"), {})
        properties.append(words.makeelement(qn("w:b"), {}))
        words.insert(0, properties)

    found = letter(FULL, "memo", edited(change, SHIPPED["memo"]))
    body = [each for each in found.paragraphs if each.text in letter_of(FULL, TH, "memo").body]
    assert len(body) == len(letter_of(FULL, TH, "memo").body)
    assert all(each._p.find(f".//{qn('w:jc')}").get(qn("w:val")) == "right" for each in body)
    assert all(each.runs[0].bold for each in body)


def in_a_table(document: Document) -> None:
    document.add_table(1, 1).rows[0].cells[0]._tc.insert(1, Places(FORMS["letter"], TH).block("laena.body"))
    without_first(document)


def without_first(document: Document) -> None:
    first = place(document, "laena.body")
    first.getparent().remove(first)


@pytest.mark.parametrize(
    ("kind", "change", "faults"),
    [
        ("letter", without("laena.body"), [Fault("missing", "laena.body")]),
        ("letter", retag("laena.to", "laena.too"), [Fault("near", "“laena.too” → “laena.to”")]),
        ("letter", retag("laena.to", "laena.appendix"), [Fault("unknown", "laena.appendix")]),
        ("letter", append(Places(FORMS["letter"], TH).block("laena.body")), [Fault("twice", "laena.body")]),
        ("letter", in_a_table, [Fault("place", "laena.body")]),
        ("memo", retag("laena.to", "laena.owner"), [Fault("unknown", "laena.owner")]),
        ("memo", without("laena.emblem"), []),
        ("minutes", without("laena.people"), [Fault("missing", "laena.people")]),
        ("minutes", retag("laena.began", "laena.appendix"), [Fault("unknown", "laena.appendix")]),
    ],
)
def test_what_a_template_of_letters_or_minutes_has_wrong_is_named(
    kind: str, change: Callable[[Document], None], faults: list[Fault]
) -> None:
    data = edited(change, SHIPPED[kind])
    if not faults:
        opened(data, FORMS[kind])
        return
    with pytest.raises(UnfitTemplate) as refused:
        opened(data, FORMS[kind])
    assert list(refused.value.faults) == faults


@pytest.mark.parametrize("kind", KINDS)
def test_an_unfit_template_leaves_the_built_in_letter(kind: Kind, caplog: pytest.LogCaptureFixture) -> None:
    stream = io.BytesIO()
    data = edited(without("laena.body"), SHIPPED[kind])
    FORMATS[f"{kind}_docx"].write(with_template(FULL, data, kind), "th", stream)
    assert lines(docx.Document(stream)) == lines(letters.built_in(letter_of(FULL, TH, kind), (), TH))
    assert "template of the office" in caplog.text


def with_minutes(data: bytes) -> Meeting:
    return replace(meeting(), templates=(OfficeTemplate("minutes", "แม่แบบ.docx", data),))


def test_an_unfit_template_leaves_the_built_in_minutes(caplog: pytest.LogCaptureFixture) -> None:
    _name, data = minutes_file(with_minutes(edited(without("laena.body"), SHIPPED["minutes"])), "docx", TH)
    assert lines(docx.Document(io.BytesIO(data))) == lines(minutes.built_in(meeting(), TH))
    assert "template of the office" in caplog.text


def test_styles_of_minutes_that_the_office_deleted_are_added_and_its_own_are_kept() -> None:
    def change(document: Document) -> None:
        root = document.styles.element
        for style in list(root):
            name = style.find(qn("w:name"))
            if name is not None and name.get(qn("w:val")) == "Minutes Resolution":
                root.remove(style)
            elif name is not None and name.get(qn("w:val")) == "Minutes Matter":
                style.set(qn("w:styleId"), "a7")

    found = filled_minutes(edited(change, SHIPPED["minutes"]), meeting(), TH)
    names = {each.style.name for each in found.paragraphs}  # type: ignore[union-attr]
    assert {"Minutes Resolution", "Minutes Matter"} <= names
    assert len([each for each in found.styles if each.name == "Minutes Matter"]) == 1
    assert lines(found) == lines(minutes.built_in(meeting(), TH))


def test_a_template_is_no_content_and_one_of_letters_leaves_the_report_as_it_is() -> None:
    report = with_template(FULL, SHIPPED["letter"], "letter")
    assert digest(report) == digest(FULL)
    stream = io.BytesIO()
    FORMATS["docx"].write(report, "th", stream)
    assert any(each.style.name == "Body Text" for each in docx.Document(stream).paragraphs)  # type: ignore[union-attr]


PLACES = [(kind, tag) for kind in SHIPPED for tag in FORMS[kind].known]


@pytest.mark.parametrize(("kind", "tag"), PLACES)
def test_every_place_of_letters_and_minutes_stands_in_the_page_of_docs(kind: str, tag: str) -> None:
    page = (ROOT / "docs" / "templates.md").read_text("utf-8").partition(f"<!-- {kind} -->")[2].partition("<!-- end")[0]
    form, sort = FORMS[kind], "text" if tag in FORMS[kind].texts else "part"
    assert f"| `{tag}` | {sort} | {form.about(tag, TH)} | {form.about(tag, Words('en'))} |" in page


def few_places(document: Document) -> None:
    """Leave the places that letter and memorandum share, and the closing as typed words."""
    for tag in ("laena.reference", "laena.owner", "laena.closing"):
        each = place(document, tag)
        words = [run("ขอแสดงความนับถือ")] if tag == "laena.closing" else []
        each.getparent().replace(each, words[0]) if words else each.getparent().remove(each)


@pytest.mark.parametrize(
    ("data", "kind", "other"),
    [
        (SHIPPED["memo"], "letter", "memo"),
        (edited(without("laena.emblem"), SHIPPED["memo"]), "letter", "memo"),
        (SHIPPED["letter"], "memo", "letter"),
        (edited(few_places, SHIPPED["letter"]), "memo", "letter"),
        (SHIPPED["minutes"], "letter", "minutes"),
        (SHIPPED["memo"], "report", "memo"),
        (shipped(TH), "memo", "report"),
    ],
)
def test_a_template_of_another_kind_of_document_is_refused_by_its_name(data: bytes, kind: str, other: str) -> None:
    with pytest.raises(UnfitTemplate) as refused:
        opened(data, FORMS[kind])
    assert list(refused.value.faults) == [Fault("other", other)]
    assert str(refused.value.faults[0].words).count(str(NAMES[other])) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_of_shared_places_alone_is_fit_where_nothing_says_which_it_is(kind: Kind) -> None:
    def change(document: Document) -> None:
        few_places(document)
        for each in document.paragraphs:
            if "ขอแสดง" in each.text:
                each.clear()

    assert opened(edited(change, SHIPPED["letter"]), FORMS[kind])
