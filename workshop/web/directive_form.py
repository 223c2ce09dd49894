"""The one form that makes a directive and changes it."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectMultipleField, StringField, TextAreaField

from workshop.domain import offices
from workshop.domain.agendas import LOOK_BACK
from workshop.domain.policy import Thing
from workshop.feed import Feed
from workshop.views import dates
from workshop.web import forms, ownership
from workshop.web.edge import language
from workshop.year import contents, directives, unit_kinds, units
from workshop.year.directives import Draft

_LINE = [forms.AtMost(contents.LINE)]


class DirectiveForm(forms.Form):
    number = StringField(_("เลขที่หนังสือ"), _LINE, description=_("เช่น มท 0402.1/ว 2563"))
    issued_on = forms.DayField(_("ลงวันที่"))
    subject = StringField(_("เรื่อง"), _LINE, description=_("เช่น ทบทวนผลการดำเนินงานปีงบประมาณ 2563"))
    issuer = StringField(_("หน่วยงานที่สั่งการ"), _LINE, description=_("เช่น กรมการพัฒนาชุมชน"))
    meeting = StringField(_("การประชุมที่สั่งการ"), _LINE, description=_("เช่น การประชุมกรม ครั้งที่ 9/2563"))
    text = TextAreaField(_("ข้อความสั่งการ"), [forms.AtMost(contents.TEXT)])
    addressee = StringField(_("ให้รายงานถึง"), _LINE, description=_("เช่น อธิบดีกรมการพัฒนาชุมชน"))
    deadline_on = forms.DayField(_("ส่งภายในวันที่"))
    provinces = BooleanField(_("ทั้ง 76 จังหวัด"))
    all_districts = BooleanField(_("ทุกอำเภอของ 76 จังหวัด (878 อำเภอ)"))
    districts = SelectMultipleField(_("ทุกอำเภอของจังหวัดที่เลือก"), validate_choice=False)
    units = TextAreaField(
        _("หน่วยงานอื่น บรรทัดละหนึ่งหน่วยงาน"),
        description=_("วางจากตารางได้: รหัส แท็บ ชื่อ แท็บ ชนิด เช่น กอง (เว้นชนิดได้) ชื่อจังหวัดที่ไม่มีรหัสจะได้รหัสจังหวัดของกรมการปกครอง"),
    )
    was = HiddenField()

    @classmethod
    def empty(cls, feed: Feed) -> DirectiveForm:
        questions = {f"questions_{phase.categories[0]}": str(phase.question) for phase in LOOK_BACK.phases}
        return cls({**questions, "issuer": feed.read(offices.read).name, "provinces": True})

    @classmethod
    def of(cls, row: Any) -> DirectiveForm:
        """Return the form of a directive, a row of directives.find."""
        content, official = directives.content_of(row), units.provinces()
        kinds = {code: str(unit_kinds.name(found["kind"])) for code, found in row.units.items() if "kind" in found}
        there = set(content.units)
        everywhere = set(official) <= there
        whole = [code for code, found in units.districts().items() if there.issuperset(found)]
        listed = {*(official if everywhere else ()), *units.of_provinces(whole)}
        others = [unit for unit in content.units if unit not in listed or unit.code in kinds]
        lines = [(unit.code, unit.name, *filter(None, [kinds.get(unit.code)])) for unit in others]
        return cls(
            {
                **content.model_dump(
                    include={"number", "issued_on", "subject", "issuer", "meeting", "text", "addressee"}
                ),
                **{f"questions_{each.key}": "\n".join(each.questions) for each in content.asked},
                "deadline_on": content.deadline,
                "provinces": everywhere,
                "all_districts": len(whole) == len(official),
                "districts": whole if len(whole) < len(official) else [],
                "units": "\n".join(map("\t".join, lines)),
                "was": str(row.version),
            }
        )

    @property
    def asked(self) -> list[Any]:
        return [self[name] for name in _QUESTIONS]

    def version(self) -> int:
        """Return the version that was edited; 0 where the form does not say."""
        typed = self.was.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

    def draft(self, known: list[contents.Unit] | None = None) -> Draft:
        """Return the typed values. Raises Refusal for units that cannot be."""
        self.validate()
        own, kinds = units.with_kinds(self.units.data or "", known or ())
        chosen = units.districts().keys() if self.all_districts.data else self.districts.data or ()
        everywhere = [*(units.provinces() if self.provinces.data else ()), *units.of_provinces(chosen)]
        lines = ("issuer", "number", "meeting", "subject", "text", "addressee")
        texts: dict[str, Any] = {name: self[name].data or "" for name in lines}
        return Draft(
            **texts,
            issued_on=self.issued_on.data,
            deadline=self.deadline_on.data,
            questions=tuple((name.removeprefix("questions_"), self[name].data or "") for name in _QUESTIONS),
            units=units.together(everywhere, own),
            kinds=tuple(kinds.items()),
        )

    def page(self) -> str:
        months = list(enumerate(dates.months(language()), 1))
        provinces = [(unit.code, unit.name, len(units.districts()[unit.code])) for unit in units.provinces()]
        return render_template(
            "facilitator/directive_form.html",
            form=self,
            errors=self.faults(),
            months=months,
            province_choices=provinces,
            **self._units(),
        )

    def _units(self) -> dict[str, Any]:
        """Return the units that a new directive may belong to."""
        return {"units": [] if self.version() else ownership.offered(Thing.DIRECTIVE), "unit": ownership.chosen()}


_QUESTIONS = tuple(f"questions_{key}" for key, _name in LOOK_BACK.categories)
for _key, _name in LOOK_BACK.categories:
    setattr(DirectiveForm, f"questions_{_key}", TextAreaField(_name, description=_("บรรทัดละหนึ่งคำถาม เว้นว่างถ้าไม่ถาม")))
