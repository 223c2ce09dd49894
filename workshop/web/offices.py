"""The page of what the office puts on its letters."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectChoice, SelectField, StringField, TextAreaField

from workshop.domain import office_fonts, office_templates, offices
from workshop.domain.office_templates import Fault
from workshop.domain.offices import ACTING, SENDS, Office
from workshop.errors import Refusal
from workshop.web import forms
from workshop.web.edge import facilitator_page, feed

pages = Blueprint("offices", __name__)
SHORT = [forms.AtMost(offices.LIMIT)]


_SENT = {
    "": _("ยังไม่เลือก (มีให้ทั้งสองแบบ)"),
    "letter": _("กรมหรือหน่วยงานภายนอก (หนังสือภายนอก)"),
    "memo": _("ผู้บังคับบัญชาภายใน (บันทึกข้อความ)"),
}


class OfficeForm(forms.Form):
    name = StringField(_("ชื่อหน่วยงาน"), SHORT, description=_("เช่น สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น"))
    place = StringField(_("ส่วนราชการเจ้าของหนังสือ (บรรทัดแรก)"), SHORT, description=_("เช่น ศาลากลางจังหวัดขอนแก่น"))
    address = TextAreaField(_("ที่อยู่ (ใต้บรรทัดแรก)"), SHORT)
    section = StringField(_("ส่วนราชการเจ้าของเรื่อง"), SHORT)
    telephone = StringField(_("โทรศัพท์"), SHORT)
    email = StringField(_("ไปรษณีย์อิเล็กทรอนิกส์"), SHORT)
    signer = StringField(_("ผู้ลงนาม พร้อมคำนำหน้าหรือยศ"), SHORT)
    post = StringField(_("ตำแหน่งผู้ลงนาม"), SHORT)
    acting = SelectField(
        _("ลงนามในฐานะ"),
        choices=[SelectChoice(each, each or _("ตำแหน่งของตน")) for each in ACTING],
        validate_choice=False,
    )
    acting_for = StringField(_("ตำแหน่งที่ลงนามแทน"), SHORT, description=_("เช่น ผู้ว่าราชการจังหวัดขอนแก่น"))
    addressee = StringField(_("เรียน (หนังสือภายนอก)"), SHORT, description=_("เช่น อธิบดีกรมการพัฒนาชุมชน"))
    superior = StringField(_("เรียน (บันทึกข้อความ)"), SHORT, description=_("เช่น ผู้ว่าราชการจังหวัดขอนแก่น"))
    directive = StringField(_("อ้างถึง"), SHORT, description=_("ชื่อหนังสือ ที่ และวันที่ ตามที่จะพิมพ์ในหนังสือ"))
    sends = SelectField(
        _("ส่งรายงานถึง"),
        choices=[SelectChoice(each, _SENT[each]) for each in SENDS],
        validate_choice=False,
        description=_("เมนูรายงานและชุดส่งกรมจะมีเฉพาะหนังสือแบบที่เลือก"),
    )
    without_emblem = BooleanField(_("เอาตราออก"))


@pages.route("/office", methods=["GET", "POST"])
@facilitator_page
def office() -> Any:
    """Show the office; save a submitted one, and show it again, with its errors."""
    stored = feed().read(offices.read)
    form, status = OfficeForm(asdict(stored)), 200
    if form.is_submitted():
        try:
            feed().write(offices.save, _typed(form, stored))
            return redirect(url_for("offices.office", saved=1))
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
    return shown(form, stored, form.faults()), status


def shown(
    form: OfficeForm, stored: Office, errors: Mapping[str, object], faults: Mapping[str, Sequence[Fault]] | None = None
) -> str:
    """Return the page with these errors by field, and all faults of a template that was refused, by its kind."""
    return render_template(
        "facilitator/office.html",
        form=form,
        errors=errors,
        emblem=bool(stored.emblem),
        saved=request.method == "GET" and "saved" in request.args,
        fonts=feed().read(office_fonts.read),
        faces=office_fonts.FACES,
        templates=feed().read(office_templates.read),
        kinds=office_templates.KINDS,
        faults=faults or {},
    )


@pages.get("/office/emblem.png")
@facilitator_page
def emblem() -> Response:
    return Response(feed().read(offices.read).emblem, content_type="image/png")


def _typed(form: OfficeForm, stored: Office) -> Office:
    """Return what was typed, with the new emblem or the stored one. Raises Refusal."""
    # A form without a field leaves it as it is.
    texts = {name: form[name].data for name in asdict(stored) if name in form and form[name].data is not None}
    sent = request.files.get("emblem")
    data = sent.read() if sent else b""
    emblem = b"" if form.without_emblem.data else stored.emblem
    if data:
        emblem = current_app.extensions["laena.picture_process"].emblem(data)
    return replace(stored, **texts, emblem=emblem)
