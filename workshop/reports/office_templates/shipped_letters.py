"""The templates of letters and memoranda that Laena ships: the built-in forms, a named style for each kind of line."""

from collections.abc import Sequence

from workshop.reports.docx.xml import Element, el, paragraph, run, tab
from workshop.reports.letters import measures as m
from workshop.reports.letters.letter import Kind
from workshop.reports.letters.lines import line, plain_styles, style_of
from workshop.reports.office_templates.letter_places import EMBLEM, LINES
from workshop.reports.office_templates.places import Places
from workshop.reports.office_templates.tags import PREFIX
from workshop.reports.typefaces import OFFICIAL

_POINTS_PER_CM = 28.35
_LINE = m.BODY * OFFICIAL.line
_EMBLEM = "ตราครุฑ"  # short, as it stands before other words
_ENCLOSURES = m.HANGING["สิ่งที่ส่งมาด้วย"]


def letter_styles(kind: Kind) -> list[Element]:
    """Return the styles of a letter, or of a memorandum."""
    return [*plain_styles(OFFICIAL), *(_letter_styles() if kind == "letter" else _memo_styles()), *_common_styles()]


def letter_body(kind: Kind, places: Places) -> list[Element]:
    """Return the paragraphs, with a content control for whatever Laena fills in."""
    head = _letter_head(places) if kind == "letter" else _memo_head(places)
    body = [places.block(LINES, "LetterText")]
    closing = [paragraph("LetterClosing", places.inline(f"{PREFIX}closing"))] if kind == "letter" else []
    room = [paragraph("LetterSignature", keep_next=True) for _line in range(m.SIGNATURE_LINES)]
    signature = [paragraph("LetterSignature", places.inline(f"{PREFIX}signature"))]
    owner = [paragraph("LetterOwner", places.inline(f"{PREFIX}owner"))] if kind == "letter" else []
    return [*head, *body, *closing, *room, *signature, *owner]


def _letter_head(places: Places) -> list[Element]:
    return [
        paragraph("LetterSender", places.inline(EMBLEM, _EMBLEM), run("ที่"), tab(), places.inline(f"{PREFIX}sender")),
        paragraph("LetterDate"),
        *(
            paragraph(style, run(label), tab(), places.inline(f"{PREFIX}{name}"))
            for style, label, name in (
                ("LetterSubject", "เรื่อง", "subject"),
                ("LetterSubject", "เรียน", "to"),
                ("LetterReference", "อ้างถึง", "reference"),
                ("LetterEnclosures", "สิ่งที่ส่งมาด้วย", "enclosures"),
            )
        ),
    ]


def _memo_head(places: Places) -> list[Element]:
    return [
        paragraph("MemoTitle", places.inline(EMBLEM, _EMBLEM), run("บันทึกข้อความ")),
        paragraph("MemoLine", run("ส่วนราชการ", "MemoLabel"), run(" "), places.inline(f"{PREFIX}sender"), tab()),
        paragraph("MemoNumber", run("ที่", "MemoLabel"), tab(), run("วันที่", "MemoLabel"), tab()),
        paragraph("MemoLine", run("เรื่อง", "MemoLabel"), run(" "), places.inline(f"{PREFIX}subject"), tab()),
        paragraph("LetterSubject", run("เรียน"), tab(), places.inline(f"{PREFIX}to")),
        paragraph("LetterEnclosures", run("สิ่งที่ส่งมาด้วย"), tab(), places.inline(f"{PREFIX}enclosures")),
    ]


def _hanging(centimetres: float, before: float = m.PARAGRAPH_BEFORE) -> Element:
    stop = (("left", centimetres, None),)
    return line(before=before, left=centimetres, first=-centimetres, tabs=stop)


def _letter_styles() -> Sequence[Element]:
    room = m.EMBLEM_TOP + m.EMBLEM_HEIGHT["letter"] - m.TOP
    return (
        style_of("LetterSender", "Letter Sender", _hanging(m.SENDER_LEFT, room * _POINTS_PER_CM)),
        style_of("LetterDate", "Letter Date", line(left=m.MIDDLE, before=m.PARAGRAPH_BEFORE)),
        style_of("LetterReference", "Letter Reference", _hanging(m.HANGING["อ้างถึง"])),
        style_of("LetterClosing", "Letter Closing", _right(m.CLOSING_BEFORE)),
        style_of("LetterOwner", "Letter Owner", line(before=m.CLOSING_BEFORE + _LINE)),
    )


def _memo_styles() -> Sequence[Element]:
    whole, half = ("right", m.WIDTH, "dot"), ("left", m.MIDDLE, "dot")
    label = el("rPr", el("b"), el("bCs"), el("sz", val=m.LABEL * 2), el("szCs", val=m.LABEL * 2))
    return (
        style_of("MemoTitle", "Memo Title", line(align="center", exact=m.TITLE_LINE), *_bold(m.TITLE)),
        style_of("MemoLine", "Memo Line", line(tabs=(whole,))),
        style_of("MemoNumber", "Memo Number", line(tabs=(half, whole))),
        el("style", el("name", val="Memo Label"), el("qFormat"), label, type="character", styleId="MemoLabel"),
    )


def _common_styles() -> Sequence[Element]:
    text = line(align="thaiDistribute", before=m.PARAGRAPH_BEFORE, first=m.FIRST_LINE)
    return (
        style_of("LetterSubject", "Letter Subject", _hanging(m.HANGING["เรื่อง"])),
        style_of("LetterEnclosures", "Letter Enclosures", _hanging(_ENCLOSURES)),
        style_of("LetterText", "Letter Text", text),
        style_of("LetterSignature", "Letter Signature", _right(0)),
    )


def _right(before: float) -> Element:
    return line(align="center", before=before, left=m.SIGNATURE_LEFT, together=True)


def _bold(points: int) -> tuple[Element, ...]:
    return (el("b"), el("bCs"), el("sz", val=points * 2), el("szCs", val=points * 2))
