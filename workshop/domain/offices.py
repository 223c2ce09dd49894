"""What the office of this installation puts on its letters: typed once, stored as one setting, printed as typed."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, fields

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from workshop.domain.office_fonts import OfficeFont
from workshop.domain.office_templates import OfficeTemplate
from workshop.domain.wording import characters, clean, too_long
from workshop.errors import Refusal
from workshop.store.models import StoredSetting

_NAME = "office"
LIMIT = 300
SENDS = ("", "letter", "memo")
ACTING = ("", "รักษาราชการแทน", "ปฏิบัติราชการแทน")


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and who signs for it; "" is what was not typed.

    place       first line of the sender, such as ศาลากลางจังหวัดขอนแก่น
    address     the lines below it
    section     ส่วนราชการเจ้าของเรื่อง
    signer      with rank or title, as it stands in brackets below the signature
    acting      one of ACTING; `acting_for` is the post that the signer acts for
    addressee   of the letter to the department; `superior` of the memorandum
    directive   the letter that the workshop answers
    sends       one of SENDS: to the department the letter, inside of the province the memorandum; "": both are offered
    emblem      PNG, b"" without one
    fonts       of its papers, () for the usual ones; stored apart (domain/office_fonts.py)
    templates   of its Word files, () for the built-in form; stored apart (domain/office_templates.py)
    """

    name: str = ""
    place: str = ""
    address: str = ""
    section: str = ""
    telephone: str = ""
    email: str = ""
    signer: str = ""
    post: str = ""
    acting: str = ""
    acting_for: str = ""
    addressee: str = ""
    superior: str = ""
    directive: str = ""
    sends: str = ""
    emblem: bytes = b""
    fonts: tuple[OfficeFont, ...] = ()
    templates: tuple[OfficeTemplate, ...] = ()


_TEXTS = tuple(field.name for field in fields(Office) if field.type is str)


def read(session: Session) -> Office:
    """Return the office without its fonts, with "" for what nobody typed."""
    row = session.get(StoredSetting, _NAME)
    stored = json.loads(row.value) if row else {}
    texts = {name: value for name, value in stored.items() if name in _TEXTS}
    return Office(**texts, emblem=b64decode(stored.get("emblem", "")))


def save(session: Session, office: Office) -> None:
    """Store the office. Raises Refusal with the fields that are too long, or no choice."""
    typed = {name: clean(getattr(office, name)) for name in _TEXTS}
    errors: dict[str, object] = {name: too_long(LIMIT) for name, value in typed.items() if characters(value) > LIMIT}
    if typed["acting"] not in ACTING:
        errors["acting"] = _("กรุณาเลือกว่าลงนามในฐานะใด")
    if typed["sends"] not in SENDS:
        errors["sends"] = _("กรุณาเลือกว่าส่งรายงานถึงใคร")
    if errors:
        raise Refusal(**errors)
    value = json.dumps({**typed, "emblem": b64encode(office.emblem).decode()}, ensure_ascii=False)
    row = session.get(StoredSetting, _NAME)
    if row is None:
        session.add(StoredSetting(name=_NAME, value=value))
    else:
        row.value = value
    session.flush()
