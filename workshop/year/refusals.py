"""What is wrong with a file or a directive; each fault has a name of its own."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from workshop.errors import Conflict, Refusal


class NotOurs(Refusal):
    code = "not_ours"
    message = _("ไฟล์นี้ไม่ใช่ไฟล์ของแลหน้า เลือกไฟล์ที่ชื่อมี .laena- และลงท้ายด้วย .json เช่น .laena-directive.json")


class NotForADirective(Refusal):
    code = "not_for_a_directive"
    message = _("ไฟล์นี้ไม่ใช่ไฟล์ข้อสั่งการหรือไฟล์คำตอบ รับไฟล์นี้ได้ที่หน้าการประชุมทั้งหมด")


class BadOutline(Refusal):
    code = "bad_outline"
    message = _("ไฟล์นี้มีแผนการประชุมที่ใช้ไม่ได้ ไม่ได้รับเข้า กรุณาขอไฟล์ใหม่จากผู้ส่ง")


class WorkshopFile(Refusal):
    code = "workshop_file"
    message = _("ไฟล์นี้เป็นการประชุมทั้งงาน รับได้ที่หน้า “รับการประชุมจากไฟล์”")


class NoWorkshop(Refusal):
    code = "no_workshop"
    message = _("ไฟล์นี้เป็นข้อสั่งการ คำตอบ หรือแบบการประชุม ไม่ใช่การประชุมทั้งงาน รับได้ที่ “รับไฟล์จากเครื่องอื่น” ในหน้าการประชุมทั้งหมด")


class BadWorkshop(Refusal):
    code = "bad_workshop"
    message = _("ข้อมูลในไฟล์ไม่ตรงกันเอง เช่น คะแนนมากกว่าที่มีผู้ให้ ไม่ได้รับเข้า กรุณาขอไฟล์ใหม่จากผู้ส่ง")


class WorkshopTooLarge(Refusal):
    code, status = "workshop_too_large", 413
    message = _(
        "ไฟล์การประชุมใหญ่เกิน 64 ล้านไบต์ หรือมีหลักฐานเกิน 2,000 ไฟล์ รับหรือทำไฟล์นี้ไม่ได้ "
        "ทำไฟล์โดยไม่มีหลักฐานและเอกสาร ลบภาพกิจกรรมบางภาพ หรือย้ายทั้งเครื่องด้วยการสำรองแทน"
    )


class NoRoomForFiles(Refusal):
    code, status = "no_room_for_files", 413
    message = _(
        "ภาพ หลักฐาน และเอกสารในไฟล์นี้มากกว่าที่การประชุมหนึ่งเก็บได้ในเครื่องนี้ ขอไฟล์ที่ทำโดยไม่มีหลักฐานและเอกสาร "
        "หรือขอให้ผู้ดูแลระบบเพิ่ม LAENA_FILES_MB"
    )


class StillOpen(Conflict):
    """`about`: the names of what is open."""

    code = "still_open"

    def __init__(self, *about: str) -> None:
        self.about = about
        super().__init__(
            gettext("ปิดสิ่งที่ยังเปิดอยู่ หรือรอให้หมดเวลารับความเห็นที่มาช้า แล้วทำไฟล์อีกครั้ง: %(names)s", names=", ".join(about))
        )


class AlreadyHere(Conflict):
    """`about`: title and code of the workshop that was made of the file before, or of which the file was made."""

    code = "already_here"

    def __init__(self, *about: str) -> None:
        self.about = about
        title, code = about
        super().__init__(gettext("การประชุมนี้อยู่ในเครื่องนี้แล้ว: %(title)s (%(code)s)", title=title, code=code))


class FileDamaged(Refusal):
    code = "file_damaged"
    message = _("ไฟล์เสียหายหรือมาไม่ครบ ไม่ได้รับเข้า กรุณาขอไฟล์ใหม่จากผู้ส่ง")


class FileTampered(Refusal):
    code = "file_tampered"
    message = _("ลายเซ็นของไฟล์ไม่ตรงกับเนื้อหา มีผู้แก้ไฟล์หลังจากทำ ไม่ได้รับเข้า กรุณาขอไฟล์ใหม่จากผู้ส่งโดยตรง")


class FileNewer(Refusal):
    code = "file_newer"
    message = _("ไฟล์นี้ทำจากแลหน้ารุ่นใหม่กว่าเครื่องนี้ ไม่ได้รับเข้า กรุณาติดตั้งแลหน้ารุ่นล่าสุด แล้วรับไฟล์อีกครั้ง")


class FileTooLarge(Refusal):
    code, status = "file_too_large", 413
    message = _("ไฟล์ใหญ่เกินไป ไม่ได้รับเข้า ไฟล์คำตอบมีได้ไม่เกิน 16 ล้านไบต์")


class OtherKey(Refusal):
    code, status = "other_key", 409
    message = _("ข้อสั่งการนี้เคยรับจากเครื่องอื่น กุญแจของไฟล์ไม่ใช่กุญแจเดิม ไม่ได้รับเข้า กรุณาถามหน่วยงานที่สั่งการก่อน")


class ForeignDirective(Refusal):
    code, status = "foreign_directive", 409
    message = _("คำตอบนี้เป็นของข้อสั่งการอื่น ไม่ได้รับเข้า กรุณาเลือกไฟล์ของข้อสั่งการนี้")


class SignedElsewhere(Refusal):
    code, status = "foreign", 409
    message = _("คำตอบนี้ตอบข้อสั่งการที่ทำจากเครื่องอื่น ไม่ได้รับเข้า กรุณารับไฟล์ข้อสั่งการจากหน้าของลิงก์นี้ แล้วตอบใหม่")


class WrongUnit(Refusal):
    code, status = "wrong_unit", 409
    message = _("คำตอบนี้เป็นของหน่วยงานอื่น ไม่ได้รับเข้า ลิงก์นี้รับคำตอบของหน่วยงานเดียว กรุณาเลือกไฟล์ของหน่วยงานนี้")


class UnitReshaped(Refusal):
    code, status = "unit_reshaped", 410
    message = _("หน่วยงานของลิงก์นี้รวมหรือแยกไปแล้ว กรุณาขอลิงก์ของหน่วยงานใหม่จากหน่วยงานที่สั่งการ หรือส่งเป็นไฟล์")


class OlderAnswer(Refusal):
    code, status = "older", 409
    message = _("คำตอบนี้เป็นฉบับเก่ากว่าที่หน่วยงานที่สั่งการมีอยู่ ไม่ได้รับเข้า กรุณาส่งฉบับล่าสุด")


class NotAnAnswer(Refusal):
    code = "not_an_answer"
    message = _("ไฟล์นี้ไม่ใช่ไฟล์คำตอบ เลือกไฟล์ที่ชื่อลงท้ายด้วย .laena-answer.json")


class UnknownAnswerLink(Refusal):
    code, status = "unknown_link", 404
    message = _("ไม่พบลิงก์นี้ กรุณาตรวจว่าคัดลอกมาครบ หรือขอลิงก์ใหม่จากหน่วยงานที่สั่งการ")


class AnswerLinkRevoked(Refusal):
    code, status = "link_revoked", 410
    message = _("ลิงก์นี้ถูกยกเลิกแล้ว ใช้ลิงก์ล่าสุดจากหน่วยงานที่สั่งการ หรือขอลิงก์ใหม่")


class AnswerLinkExpired(Refusal):
    code, status = "link_expired", 410
    message = _("ลิงก์นี้หมดอายุแล้ว กรุณาขอลิงก์ใหม่จากหน่วยงานที่สั่งการ หรือส่งเป็นไฟล์")


class AnswerLinkUsed(Refusal):
    code, status = "answer_link_used", 409
    message = _("ลิงก์นี้ใช้ส่งคำตอบไปแล้ว หากต้องการส่งฉบับใหม่ กรุณาขอลิงก์ใหม่จากหน่วยงานที่สั่งการ")


class NoFile(Refusal):
    code = "no_file"
    message = _("ยังไม่ได้เลือกไฟล์ กรุณาเลือกไฟล์คำตอบ แล้วกดส่งอีกครั้ง")


DISPUTED_BY_LINK = _("รับคำตอบแล้ว แต่มีเครื่องอื่นตอบในนามหน่วยงานนี้ด้วย หน่วยงานที่สั่งการจะสอบถามก่อนนับ")
# What may become of a file that comes by a unit's link.
BY_LINK = (
    *(NotOurs, FileDamaged, FileTampered, FileNewer, FileTooLarge, NoFile, NotAnAnswer),
    *(ForeignDirective, SignedElsewhere, WrongUnit, UnitReshaped, OlderAnswer),
    *(UnknownAnswerLink, AnswerLinkRevoked, AnswerLinkExpired, AnswerLinkUsed),
)


class UnknownDirective(Refusal):
    code, status = "unknown_directive", 404
    message = _("ไม่พบข้อสั่งการนี้ อาจถูกลบไปแล้ว กรุณากลับไปดูรายการ")


class UnknownUnit(Refusal):
    code, status = "unknown_unit", 404
    message = _("ไม่มีหน่วยงานนี้ในข้อสั่งการ กรุณาเลือกหน่วยงานจากรายการ")


class NotYourDirective(Refusal):
    code, status = "not_your_directive", 409
    message = _("ข้อสั่งการนี้มาจากหน่วยงานอื่น แก้ได้ที่เครื่องที่ทำเท่านั้น")


class DirectiveWithdrawn(Conflict):
    code = "directive_withdrawn"
    message = _("ข้อสั่งการนี้ถูกยกเลิกแล้ว จึงทำขั้นตอนนี้ไม่ได้")


class NoUnitChosen(Conflict):
    code = "no_unit_chosen"
    message = _("ยังไม่ได้เลือกว่าเครื่องนี้เป็นของหน่วยงานใด กรุณาเลือกหน่วยงานในหน้าข้อสั่งการก่อน")


class UnitNotAsked(Conflict):
    code = "unit_not_asked"
    message = _(
        "หน่วยงานที่เลือกไว้ไม่อยู่ในข้อสั่งการฉบับล่าสุด อาจรวมหรือแยกไปแล้ว เลือกหน่วยงานใหม่ในหน้าข้อสั่งการ การประชุมที่ทำไว้จะตอบแทนหน่วยงานนั้น"
    )


class NoDirectiveAnswered(Conflict):
    code = "no_directive_answered"
    message = _("การประชุมนี้ไม่ได้สร้างจากข้อสั่งการ จึงทำไฟล์คำตอบไม่ได้ สร้างการประชุมจากหน้าข้อสั่งการก่อน")


class NoAnswers(Conflict):
    code = "no_answers"
    message = _("ยังไม่มีคำตอบที่นับได้ จึงยังรวมไม่ได้ รับไฟล์คำตอบในหน้าข้อสั่งการก่อน")


class BoardChanged(Conflict):
    code = "board_changed"
    message = _("กระดานรวมเปลี่ยนไปแล้ว หรือมีคนอื่นแก้ก่อน ยังไม่มีอะไรเปลี่ยนจากครั้งนี้ กรุณาดูหน้าใหม่แล้วทำอีกครั้ง")
