"""One file that came, of whichever kind: what became of it, in words."""

from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from workshop.year import answers, contents, directives, signed_files, template_files
from workshop.year.contents import Kind
from workshop.year.refusals import ForeignDirective, NotForADirective, WorkshopFile

DIRECTIVE_RESULTS = {
    "new": _("รับข้อสั่งการแล้ว"),
    "newer": _("รับข้อสั่งการฉบับใหม่แล้ว ฉบับนี้แทนฉบับเดิม"),
    "same": _("ข้อสั่งการฉบับนี้มีอยู่แล้ว ไม่มีอะไรเปลี่ยน"),
    "older": _("ไฟล์นี้เป็นฉบับเก่ากว่าที่มีอยู่ ไม่มีอะไรเปลี่ยน"),
}
ANSWER_RESULTS = {
    answers.Result.FIRST: _("รับคำตอบแล้ว"),
    answers.Result.REPLACES: _("รับคำตอบฉบับใหม่แล้ว นับฉบับนี้แทน และยังเก็บฉบับเดิม"),
    answers.Result.SAME: _("คำตอบฉบับนี้มีอยู่แล้ว ไม่นับซ้ำ"),
    answers.Result.OLDER: _("คำตอบนี้เป็นฉบับเก่ากว่าที่มีอยู่ เก็บไว้ แต่ยังนับฉบับใหม่กว่า"),
    answers.Result.WAITING: _("รับคำตอบแล้ว รอไฟล์ข้อสั่งการของคำตอบนี้"),
    answers.Result.WRONG_UNIT: _("หน่วยงานนี้ไม่อยู่ในข้อสั่งการ เก็บแยกไว้ ยังไม่นับ"),
    answers.Result.FOREIGN: _("คำตอบนี้ตอบข้อสั่งการที่ทำจากเครื่องอื่น เก็บแยกไว้ ไม่นับ"),
    answers.Result.FORMER_UNIT: _("หน่วยงานนี้รวมหรือแยกไปแล้ว เก็บไว้ และนับในชื่อเดิมจนกว่าหน่วยงานใหม่จะตอบ"),
    answers.Result.DISPUTED: _("มีมากกว่าหนึ่งเครื่องตอบในนามหน่วยงานนี้ ยังไม่นับ กรุณาเลือกเครื่องที่ถูกในหน้าข้อสั่งการ"),
}
TEMPLATE_RESULTS = {
    "new": _("รับแบบการประชุมแล้ว เลือกใช้ได้เมื่อสร้างการประชุม"),
    "same": _("แบบการประชุมนี้มีอยู่แล้ว ไม่มีอะไรเปลี่ยน"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """`result`: a key of the dictionaries above; `who`: the directive's number, the unit with its version, or a name.

    `uid`: of the directive, "" for another kind of file.
    """

    kind: Kind
    uid: str
    result: str
    message: object
    who: str
    notes: int = 0

    @property
    def href(self) -> str:
        """Return the page to which it leads, "" for none."""
        if self.kind == "template":
            return "/templates"
        return "" if self.result == answers.Result.WAITING else f"/directives/{self.uid}"


def take(session: Session, found: signed_files.SignedFile, only: str = "") -> Taken:
    """Take in a file that was read. `only`: the uid of the directive that is looked at.

    Raises OtherKey, ForeignDirective, NotForADirective, BadOutline, WorkshopFile; then nothing has changed.
    """
    content = found.content
    if isinstance(content, contents.Workshop):
        raise WorkshopFile
    if isinstance(content, contents.Template):
        if only:
            raise NotForADirective
        result, name = template_files.take_in(session, content)
        return Taken("template", "", result, TEMPLATE_RESULTS[result], name)
    if isinstance(content, contents.Directive):
        if only and content.uid != only:
            raise ForeignDirective
        result = directives.take_in(session, found)
        return Taken("directive", content.uid, result, DIRECTIVE_RESULTS[result], content.number)
    became = answers.take(session, found, only)
    who = f"{content.unit.name} · {gettext('ฉบับที่ %(n)s', n=content.version)}"
    return Taken("answer", content.directive.uid, became.value, ANSWER_RESULTS[became], who, len(content.notes))
