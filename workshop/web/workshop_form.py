"""The one form that makes a workshop and changes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import Field, Form, HiddenField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.utils import unset_value
from wtforms.validators import AnyOf, Optional, Regexp, ValidationError

from workshop import places
from workshop.domain import activities, agendas, groups, notices, own_templates, phases, report_texts, workshops
from workshop.domain.wording import number
from workshop.errors import Conflict, Refusal
from workshop.feed import Changing
from workshop.messages.incoming import Identity, PhaseDraft, PhaseSharing, Sharing, WorkshopDraft
from workshop.views import dates, drafts
from workshop.web import forms, ownership, sent_once
from workshop.web.edge import change, facilitator, facilitator_call, facilitator_page, feed, language, ok, role

pages = Blueprint("workshop_form", __name__)


def _few(_form: Any, field: Field) -> None:
    # Not Optional() with Regexp(): a row's fields have no raw data, for which Optional() lets everything pass.
    if not re.fullmatch(r"\d{0,2}", str(field.data or "").strip()):
        raise ValidationError(gettext("ใส่จำนวน 0 ถึง 99 หรือเว้นว่าง"))


class PhaseForm(Form):
    """A phase's fields; the page sends each as a column (all titles, all questions)."""

    id = HiddenField()
    title = StringField(_("ชื่อช่วง"), [forms.AtMost(phases.TITLE_LIMIT)])
    categories = StringField(_("ประเภทความเห็น (คั่นด้วยจุลภาค)"))
    question = StringField(_("คำถามที่ผู้เข้าร่วมเห็น"), [forms.AtMost(phases.QUESTION_LIMIT)])
    # A form without it leaves it as it is.
    help = TextAreaField(_("คำอธิบายใต้คำถาม (เว้นว่างได้)"), [forms.AtMost(phases.HELP_LIMIT)])

    most = StringField(
        _("คนละไม่เกินกี่ข้อ (เว้นว่าง: ไม่จำกัด)"),
        [_few, forms.AtMost(4)],
    )
    identity = SelectField(
        _("ผู้อื่นรู้อะไรเกี่ยวกับผู้เขียน"),
        [AnyOf((None, *get_args(Identity)), _("กรุณาเลือกว่าผู้อื่นรู้อะไรเกี่ยวกับผู้เขียน"))],
        choices=[
            SelectChoice("anonymous", _("ไม่ระบุตัว")),
            SelectChoice("unit", _("ระบุหน่วยงาน (ขึ้นชื่อกลุ่ม)")),
            SelectChoice("signed", _("ระบุชื่อ (ขึ้นชื่อผู้เขียน)")),
        ],
        validate_choice=False,
    )

    sharing = SelectField(
        _("โทรศัพท์เห็นอะไรของผู้อื่นในช่วงนี้"),
        [AnyOf((None, *get_args(PhaseSharing)), _("กรุณาเลือกจากรายการ"))],
        choices=[
            SelectChoice("", _("ตามที่ตั้งไว้ทั้งการประชุม")),
            SelectChoice("own", _("เฉพาะของตนเอง")),
            SelectChoice("group", _("ในกลุ่มเดียวกัน")),
            SelectChoice("everyone", _("ทั้งห้อง")),
            SelectChoice("themes", _("เฉพาะกลุ่มความเห็น")),
        ],
        validate_choice=False,
    )

    def __init__(self, place: int | None = None, **values: Any) -> None:
        super().__init__(prefix="phase_", data=values)
        if place is not None:  # where an error leads to
            for field in self:
                field.id = f"{field.name}_{place}"

    @property
    def filled(self) -> bool:
        return any(str(self[name].data or "").strip() for name in ("title", "question", "id"))

    def draft(self) -> PhaseDraft:
        names = [name.strip() for name in (self.categories.data or "").split(",")]
        known = str(self.id.data or "")
        return PhaseDraft(
            title=self.title.data or "",
            question=self.question.data or "",
            categories=tuple(filter(None, names)),
            id=number(known) or None,
            lets={name: self[name].data == "on" for name in _SWITCHES if self[name].data is not None},
            identity=None if self.identity.errors else self.identity.data,
            help=self.help.data,
            sharing=None if self.sharing.errors else self.sharing.data,
            most=None if self.most.data is None or self.most.errors else number(str(self.most.data).strip() or "0"),
        )


for _switch in activities.SWITCHES:
    _field = SelectField(
        _switch.label,
        [AnyOf((None, "", "on"), _("กรุณาเลือกจากรายการ"))],
        choices=[SelectChoice("", _switch.off), SelectChoice("on", _switch.on)],
        validate_choice=False,
    )
    setattr(PhaseForm, _switch.name, _field)
_SWITCHES = activities.SWITCH_NAMES


class PhasesField(Field):
    """The phases in order, each a PhaseForm; empty rows are dropped."""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        rows: list[dict[str, Any]] = [] if data is unset_value else data
        if formdata is not None:
            columns = {field.short_name: formdata.getlist(field.name) for field in PhaseForm()}
            longest = max(len(column) for column in columns.values())
            # A form without a field leaves it as it is.
            sent = {name: column for name, column in columns.items() if column}
            rows = [{name: "".join(column[at : at + 1]) for name, column in sent.items()} for at in range(longest)]
        self.data = [row for row in (PhaseForm(**row) for row in rows) if row.filled]
        self.data = [PhaseForm(place, **row.data) for place, row in enumerate(self.data)]

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        for row in self.data:
            row.validate()


NOTICE = [forms.AtMost(workshops.NOTICE_LIMIT)]


class WorkshopForm(forms.Form):
    was = HiddenField()  # the version (views/drafts.py) that is edited; a form without it is taken as it comes
    template = RadioField(validate_choice=False)
    title = StringField(
        _("ชื่อการประชุม"),
        [forms.AtMost(workshops.TITLE_LIMIT)],
        description=_("เช่น การประชุมเชิงปฏิบัติการเหลียวหลัง แลหน้า ปีงบประมาณ 2564"),
    )
    host_unit = StringField(_("หน่วยงานเจ้าภาพ"), [forms.AtMost(workshops.TITLE_LIMIT)])
    venue = StringField(_("สถานที่"), [forms.AtMost(workshops.TITLE_LIMIT)])
    starts_on = forms.DayField(_("วันเริ่ม"))
    ends_on = forms.DayField(_("วันสิ้นสุด"))
    fiscal_year = StringField(
        _("ปีงบประมาณ (พ.ศ.)"),
        [Optional(), Regexp(r"\s*\d{4}\s*$", message=_("ปีงบประมาณเป็นปี พ.ศ. เช่น 2564")), forms.AtMost(4)],
        description=_("ตุลาคมถึงกันยายน"),
    )
    opening_words = TextAreaField(_("คำกล่าวเปิด (แสดงบนโทรศัพท์ก่อนเปิดช่วงแรก)"), [forms.AtMost(workshops.OPENING_LIMIT)])
    # A form without them leaves them as they are.
    background = TextAreaField(
        _("ความเป็นมา (ขึ้นในรายงาน)"),
        [forms.AtMost(report_texts.FORM_LIMIT)],
        description=_("เช่น ข้อสั่งการที่ให้ทบทวนงาน เว้นว่างได้ รายงานจะไม่มีหัวข้อนี้"),
    )
    objectives = TextAreaField(_("วัตถุประสงค์ (ขึ้นในรายงาน)"), [forms.AtMost(report_texts.FORM_LIMIT)])
    # What is wrong with the groups is said once, above the three ways to name them.
    groups_mode = RadioField(id="groups", validate_choice=False)
    groups_count = StringField(_("จำนวนกลุ่ม (1–%(most)s)", most=groups.MOST))
    groups_names = TextAreaField(_("ชื่อกลุ่ม บรรทัดละหนึ่งกลุ่ม"))
    province = SelectField(_("จังหวัด"), validate_choice=False)
    # A form without the field leaves it as it is.
    sharing = RadioField(
        validators=[Optional(), AnyOf(get_args(Sharing), _("กรุณาเลือกว่าผู้เข้าร่วมเห็นความเห็นของใคร"))],
        validate_choice=False,
    )
    phases = PhasesField()
    notice_controller = StringField(_("ผู้ควบคุมข้อมูล (หน่วยงาน)"), NOTICE, description=_("เช่น สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น"))
    notice_purpose = StringField(
        _("วัตถุประสงค์"), NOTICE, description=_("เช่น ทบทวนผลงานและวางแผนปีงบประมาณ รายงานกรมเพื่อทราบ")
    )
    notice_basis = StringField(_("ฐานทางกฎหมาย"), NOTICE, description=_("เช่น ภารกิจเพื่อประโยชน์สาธารณะ มาตรา 24 (4)"))
    notice_period = StringField(_("เก็บไว้นานเท่าใด"), NOTICE, description=_("เช่น 2 ปีหลังสิ้นปีงบประมาณ"))
    notice_contact = StringField(_("ติดต่อเรื่องข้อมูล"), NOTICE, description=_("เช่น กลุ่มงานสารสนเทศ โทรศัพท์ของหน่วยงาน"))

    def by_id(self) -> dict[str, Field]:
        return super().by_id() | {field.id: field for row in self.phases.data for field in row}

    def draft(self, template: str | None = None) -> WorkshopDraft:
        """Return the typed values. Raises Refusal with all fields at fault."""
        self.validate()
        year = (self.fiscal_year.data or "").strip()
        draft = WorkshopDraft(
            template=template or self.template.data or "",
            title=self.title.data or "",
            host_unit=self.host_unit.data or "",
            venue=self.venue.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            fiscal_year=int(year) if year and not self.fiscal_year.errors else None,
            opening_words=self.opening_words.data or "",
            groups=self._groups(),
            phases=tuple(row.draft() for row in self.phases.data),
            sharing=None if self.sharing.errors else self.sharing.data or None,
            notice=self._notice(),
            background=self.background.data,
            objectives=self.objectives.data,
        )
        try:
            workshops.checked(draft)
        except Refusal as refusal:
            self.refuse(refusal)
        if self.faults():
            raise Refusal(gettext("ยังบันทึกไม่ได้ กรุณาแก้ช่องที่มีข้อความเตือน"))
        return draft

    def _notice(self) -> dict[str, str] | None:
        """Return the notice's fields by name; None for a form that has none of them."""
        typed = {name: self[f"notice_{name}"].data for name in notices.FIELDS}
        if all(text is None for text in typed.values()):
            return None
        return {name: text or "" for name, text in typed.items()}

    def _groups(self) -> tuple[str, ...]:
        """Return the names of the groups; none, with an error at the field, where the choice is bad."""
        mode, count = self.groups_mode.data or "number", (self.groups_count.data or "").strip()
        if mode == "names":
            return tuple(line.strip() for line in (self.groups_names.data or "").splitlines() if line.strip())
        if mode == "districts":
            if self.province.data in places.provinces():
                return tuple(places.districts(self.province.data))
            self.groups_mode.errors = [gettext("กรุณาเลือกจังหวัด")]
        elif count.isdecimal() and 1 <= int(count[:4]) <= groups.MOST:
            return tuple(gettext("กลุ่มที่ %(number)s", number=number) for number in range(1, int(count) + 1))
        else:
            self.groups_mode.errors = [gettext("จำนวนกลุ่มเป็นตัวเลข 1 ถึง %(most)s", most=groups.MOST)]
        return ()


@pages.route("/workshops/new", methods=["GET", "POST"])
@facilitator_page
def new() -> Any:
    def save(form: WorkshopForm) -> str:
        draft, key = form.draft(), sent_once.key()

        def make(session: Session) -> str:
            return workshops.create_once(session, key, lambda code: workshops.create(session, draft, code))

        return feed().write(ownership.given_workshop(make))

    return _page(WorkshopForm(_empty()), save)


@pages.route("/workshops/<code>/edit", methods=["GET", "POST"])
@facilitator_page
def edit(code: str) -> Any:
    stored = feed().read(drafts.of, code)

    def save(form: WorkshopForm) -> str:
        change(code, facilitator(), _edit, form, form.draft(template=stored.template))
        return code

    return _page(WorkshopForm(_fields(stored) | {"was": drafts.version(stored)}), save, code)


def _edit(changing: Changing, form: WorkshopForm, draft: WorkshopDraft) -> None:
    """Save the form. Raises Conflict where another console has changed the workshop since; sent again, it is saved."""
    stored = drafts.of(changing.session, changing.workshop.code)
    parts = drafts.changed(form.was.data or "", stored)
    if parts:
        form.was.data = drafts.version(stored)
        about = gettext(
            "จออื่นแก้ %(parts)s หลังจากเปิดหน้านี้ เปิดหน้าแก้ไขอีกแท็บเพื่อดูค่าล่าสุด หรือกดบันทึกอีกครั้งเพื่อใช้ค่าในหน้านี้แทน",
            parts=", ".join(parts),
        )
        raise Conflict(about)
    workshops.edit(changing, draft)


@pages.get("/api/places/<province>")
@facilitator_call
def districts(province: str) -> Response:
    found = places.districts(province) if province in places.provinces() else []
    return ok(districts=found)


def _page(form: WorkshopForm, save: Callable[[WorkshopForm], str], code: str = "") -> Any:
    """Save a submitted form and redirect to the console, or show the page, with its errors."""
    status = 200
    if form.is_submitted():
        try:
            return redirect(url_for("facilitator.console", code=save(form)))
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
    page = render_template(
        "facilitator/workshop_form.html",
        form=form,
        errors=form.faults(),
        blank=PhaseForm(),
        most_groups=groups.MOST,
        code=code,
        editing=bool(code),
        templates=_templates(),
        own_templates=[] if role() else feed().read(own_templates.every),
        units=[] if code else ownership.offered(),
        unit=ownership.chosen(),
        provinces=places.provinces(),
        months=list(enumerate(dates.months(language()), 1)),
    )
    return page, status


def _templates() -> list[dict[str, Any]]:
    rows = []
    for agenda in agendas.AGENDAS.values():
        names = {key: str(name) for key, name in agenda.categories}
        rows.append(
            {
                "key": agenda.key,
                "name": str(agenda.name),
                "description": str(agenda.description),
                "phases": [
                    {
                        "title": str(p.title),
                        "question": str(p.question),
                        "categories": [names[k] for k in p.categories],
                    }
                    for p in agenda.phases
                ],
                "categories": [{"key": key, "name": name} for key, name in names.items()],
            }
        )
    return rows


def _empty() -> dict[str, Any]:
    look_back = _templates()[0]
    return {
        "template": look_back["key"],
        "groups_mode": "number",
        "groups_count": 5,
        "sharing": "own",
        "phases": [{**phase, "categories": ", ".join(phase["categories"])} for phase in look_back["phases"]],
    }


def _fields(stored: WorkshopDraft) -> dict[str, Any]:
    return {
        **vars(stored),
        **{f"notice_{name}": text for name, text in (stored.notice or {}).items()},
        "groups_mode": "names",
        "groups_names": "\n".join(stored.groups),
        "phases": [
            {**vars(phase), "categories": ", ".join(phase.categories), **_chosen(phase.lets)} for phase in stored.phases
        ],
    }


def _chosen(lets: Mapping[str, bool]) -> dict[str, str]:
    return {name: "on" if on else "" for name, on in lets.items()}
