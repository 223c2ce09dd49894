"""What an accessibility checker looks at, on every Word file that Laena writes: no finding."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.reports.report_samples import EMPTY, hostile, many, planned, timed, voted, whole
from tests.reports.test_letters import OFFICE, emblem
from tests.reports.test_office_templates import SHIPPED, with_template
from workshop.domain.meeting_facts import Facts
from workshop.domain.minutes import Item, Typed
from workshop.domain.office_templates import OfficeTemplate
from workshop.reports.formats import FORMATS
from workshop.reports.minutes import minutes_file
from workshop.reports.office_templates.shipped import shipped
from workshop.reports.words import Words
from workshop.views.minutes import Meeting
from workshop.views.record import Record

TH = Words("th")
SAMPLES: dict[str, Callable[[], Record]] = {
    "empty": lambda: EMPTY, "whole": whole, "hostile": hostile, "votes": voted, "actions": planned, "days": timed,
    "many": lambda: many(60),
}  # fmt: skip
# Written by the test that looks at it: every process of a run imports this module, and one of them runs it.
FILES: dict[str, Callable[[], bytes]] = {
    **{f"report of {name}": lambda sample=sample: written("docx", sample()) for name, sample in SAMPLES.items()},
    "report in English": lambda: written("docx", whole(), "en"),
    "report through the template": lambda: written("docx", with_template(whole(), SHIPPED)),
    "letter": lambda: written("letter_docx", with_emblem()),
    "memorandum": lambda: written("memo_docx", with_emblem()),
    "minutes": lambda: minutes_file(meeting(), "docx", TH)[1],
    **{
        f"{kind} through the template": lambda kind=kind: through_template(kind)
        for kind in ("letter", "memo", "minutes")
    },
}
WHITE, READABLE = 1.0, 4.5  # the contrast of WCAG 2.2, 1.4.3, level AA


def with_emblem() -> Record:
    return replace(whole(), office=replace(OFFICE, emblem=emblem()))


def through_template(kind: str) -> bytes:
    own = OfficeTemplate(kind, "แม่แบบ.docx", shipped(TH, kind))
    if kind == "minutes":
        return minutes_file(replace(meeting(), templates=(own,)), "docx", TH)[1]
    return written(f"{kind}_docx", with_template(with_emblem(), own.data, kind))


def written(key: str, report: Record, language: object = "th") -> bytes:
    stream = io.BytesIO()
    FORMATS[key].write(report, language, stream)  # type: ignore[arg-type]
    return stream.getvalue()


def findings(document: Document) -> Iterator[str]:
    root, styles = document.element, document.styles.element
    body = root.body
    if not document.core_properties.title:
        yield "the file has no title"
    if document.core_properties.language not in ("th-TH", "en"):
        yield "the file has no language"
    language = styles.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    if language is None or language.get(qn("w:bidi")) != "th-TH" or not language.get(qn("w:val")):
        yield "the text has no language"
    yield from _headings(document)
    for table in body.iter(qn("w:tbl")):
        yield from _table(table)
    for about in root.iter(qn("wp:docPr")):
        if not about.get("descr", "").strip():
            yield f"picture {about.get('name')} has no alternative text"
    ids = [each.get("id") for each in root.iter(qn("wp:docPr"))]
    if len(ids) != len(set(ids)):
        yield "two pictures have one id"
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    for link in body.iter(qn("w:hyperlink")):
        if link.get(qn("w:anchor")) not in marks:
            yield f"a link leads nowhere: {link.get(qn('w:anchor'))}"
        if not "".join(leaf.text or "" for leaf in link.iter(qn("w:t"))).strip():
            yield "a link has no words"
    numbers = [each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))]
    if len(numbers) != len(set(numbers)):
        yield "two bookmarks have one number"
    for colour in styles.iter(qn("w:color")):
        if contrast(colour.get(qn("w:val"))) < READABLE:
            yield f"letters of {colour.get(qn('w:val'))} are too pale"
    if next(root.iter(qn("w:vanish"), qn("w:blink")), None) is not None:
        yield "text is hidden or blinks"
    if document.settings.element.find(qn("w:documentProtection")) is not None:
        yield "the file is locked"


def _headings(document: Document) -> Iterator[str]:
    level = 0
    for line in document.paragraphs:
        name = (line.style.name if line.style else "") or ""
        if name.casefold().startswith("heading "):
            found = int(name.split()[-1])
            if found > level + 1:
                yield f"the level of “{line.text[:20]}” is {found} after {level}"
            if not line.text.strip():
                yield "a heading is empty"
            level = found


def _table(table: object) -> Iterator[str]:
    title = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")  # type: ignore[attr-defined]
    if title is None or not title.get(qn("w:val")):
        yield "a table has no title"
    rows = table.findall(qn("w:tr"))  # type: ignore[attr-defined]
    if len({len(row.findall(qn("w:tc"))) for row in rows}) != 1:
        yield "rows of a table have different numbers of cells"
    look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")  # type: ignore[attr-defined]
    headed = rows[0].find(f".//{qn('w:tblHeader')}") is not None
    if not headed and look.get(qn("w:firstColumn")) != "1":
        yield "a table marks no names of rows or columns"
    if next(table.iter(qn("w:gridSpan"), qn("w:vMerge")), None) is not None:  # type: ignore[attr-defined]
        yield "a table has merged cells"
    if len(list(table.iter(qn("w:tbl")))) > 1:  # type: ignore[attr-defined]
        yield "a table is inside of a table"


def contrast(colour: str) -> float:
    """Contrast with white paper of a colour in hexadecimal digits."""
    if colour == "auto":
        return 21.0
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return (WHITE + 0.05) / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def meeting() -> Meeting:
    facts = Facts("ประชุมประจำเดือน", 9, 2563, "09:30", "12:00", "ผู้มาประชุมตัวอย่าง\tหัวหน้า", recorder="ผู้จดตัวอย่าง")
    item = Item("i1", 1, "เรื่องที่หนึ่ง", "ย่อหน้า", "รับทราบ")
    return Meeting("K7M4QX", facts.title, "สำนักงานตัวอย่าง", "ห้องประชุม", date(2020, 10, 30), None, Typed(facts, (item,)))


@pytest.mark.parametrize("name", FILES)
def test_a_checker_of_accessibility_finds_nothing(name: str) -> None:
    assert list(findings(docx.Document(io.BytesIO(FILES[name]())))) == []
