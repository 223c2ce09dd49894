"""Shared parts of forms: lengths in visible characters, days of the Buddhist era, refusals at their fields."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, StringField
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from workshop.domain import facilitator
from workshop.domain.wording import characters, clean, too_long
from workshop.errors import Refusal
from workshop.views import dates

UNITS_A_LETTER = 4  # UTF-16 units of a letter with its vowel and tone mark, at most as good as always


def units(letters: int) -> int:
    """Return the `maxlength` of a field for so many letters, as the domain counts them."""
    return UNITS_A_LETTER * letters


class AtMost:
    """Limits a text as the domain does. A browser counts other units, up to several a letter: it cuts only far beyond,
    so that nothing pasted within the limit is cut in silence."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.field_flags = {"maxlength": units(limit)}

    def __call__(self, _form: Any, field: Field) -> None:
        if characters(clean(field.data or "")) > self._limit:
            raise ValidationError(str(too_long(self._limit)))


class DayField(Field):
    """A day from three inputs: `starts_day`, `starts_month` and `starts_year` for the field `starts_on`."""

    PARTS = ("day", "month", "year")

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        self.stem = self.name.removesuffix("_on")
        self.process_errors, self.data = [], None if data is unset_value else data
        day = self.data
        self.parts = {"day": day.day, "month": day.month, "year": day.year + dates.ERA} if day else {}
        if formdata is None:
            return
        self.parts = {part: formdata.get(f"{self.stem}_{part}", "") for part in self.PARTS}
        try:
            self.data = dates.from_parts(*self.parts.values())
        except (ValueError, OverflowError):
            self.data = None
            self.process_errors = [gettext("วันที่นี้ไม่มีในปฏิทิน กรุณาเลือกวัน เดือน และปี พ.ศ. ให้ครบ")]


class Form(FlaskForm):
    """`message` is a refusal of the domain that names no field."""

    message: object = ""

    def __init__(self, start: Mapping[str, Any] | None = None) -> None:
        """`start`: the values of a new page; not used for a submitted form."""
        # Given here, as Flask-WTF would otherwise read a JSON body as a form, and fail at most of them.
        sent = request.method == "POST"
        super().__init__(request.form if sent else None, data=None if sent else start)

    def refuse(self, refusal: Refusal) -> None:
        """Set the refusal's texts as errors of its fields that have none yet."""
        fields = self.by_id()
        for name, text in refusal.errors.items():
            if name in fields and not fields[name].errors:
                fields[name].errors = [str(text)]
        if not self.faults():
            self.message = refusal.message

    def by_id(self) -> dict[str, Field]:
        return {field.id: field for field in self}

    def faults(self) -> dict[str, str]:
        """Return errors by field id, in the order of the page; "" for the form as a whole."""
        found = {id_: str(field.errors[0]) for id_, field in self.by_id().items() if field.errors}
        return found or ({"": str(self.message)} if self.message else {})


class SignInForm(Form):
    name = StringField(_("ชื่อเข้าระบบ"), description=_("ผู้ดูแลระบบที่ใช้รหัสผ่านของเครื่อง เว้นว่าง"))
    password = PasswordField(_("รหัสผ่าน"))


class SetUpForm(Form):
    password = PasswordField(_("รหัสผ่าน"), description=_("อย่างน้อย %(n)s ตัวอักษร", n=facilitator.SHORTEST))
    again = PasswordField(_("พิมพ์รหัสผ่านอีกครั้ง"))
