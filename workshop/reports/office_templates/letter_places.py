"""The places of the templates of letters and memoranda, and what stands in them; what nobody typed is named."""

from collections.abc import Callable
from dataclasses import dataclass

from workshop.domain.offices import Office
from workshop.reports.letters.letter import Kind, Letter, missing
from workshop.reports.office_templates.tags import FIELDS, PREFIX
from workshop.views.asked.entry import Text

EMBLEM, LINES = f"{PREFIX}emblem", f"{PREFIX}body"
BODY_NAME = Text("เนื้อความ ย่อหน้าละเรื่อง (ต้องมี)", "text of the letter, a paragraph each (required)")


@dataclass(frozen=True, slots=True)
class Place:
    """A text of one or more lines: its name, and what stands there."""

    name: Text
    value: Callable[[Letter, Office], str]


def _of(thai: str, english: str, value: Callable[[Letter], str]) -> Place:
    return Place(Text(thai, english), lambda letter, _office: value(letter))


def _typed(field: str) -> Place:
    """Return the place of what the office types, under the name that it has in the report's template."""
    name = FIELDS[f"{PREFIX}{field}"].name
    return Place(name, lambda _letter, office: getattr(office, _ATTRIBUTES.get(field, field)) or missing(name.th))


_ATTRIBUTES = {"office": "name"}
_BOTH = {
    "emblem": _of("ตราครุฑ ที่ตำแหน่งตามแบบ", "emblem, where the form has it on the page", lambda _letter: ""),
    "subject": _of("เรื่อง", "subject", lambda letter: letter.subject),
    "to": _of("เรียน", "to whom", lambda letter: letter.to),
    "enclosures": _of(
        "สิ่งที่ส่งมาด้วย บรรทัดละรายการ", "enclosures, a line each", lambda letter: "\n".join(letter.enclosures)
    ),
    "signature": _of(
        "ชื่อ ตำแหน่ง และการลงนามแทน บรรทัดละรายการ",
        "signer, post, for whom, a line each",
        lambda letter: "\n".join(letter.signature),
    ),
    **{name: _typed(name) for name in ("office", "section", "telephone", "email", "signer", "post")},
}
_PLACES: dict[Kind, dict[str, Place]] = {
    "letter": {
        "sender": _of("ส่วนราชการและที่อยู่ของผู้ส่ง", "sender and address", lambda letter: "\n".join(letter.sender)),
        "reference": _of("อ้างถึง", "letter that is answered", lambda letter: letter.reference),
        "closing": _of("คำลงท้าย", "closing", lambda letter: letter.closing),
        "owner": _of(
            "ส่วนราชการเจ้าของเรื่อง โทรศัพท์ และไปรษณีย์อิเล็กทรอนิกส์",
            "section in charge, telephone, e-mail",
            lambda letter: "\n".join(letter.owner),
        ),
        **{name: _typed(name) for name in ("place", "address")},
    },
    "memo": {"sender": _of("หน่วยงานและโทรศัพท์", "unit and telephone", lambda letter: "\n".join(letter.sender))},
}
# By kind and tag.
TEXTS: dict[Kind, dict[str, Place]] = {
    kind: {f"{PREFIX}{name}": place for name, place in {**own, **_BOTH}.items()} for kind, own in _PLACES.items()
}
