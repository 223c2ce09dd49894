"""Refusals: what the domain says no to, and the one shape in which every edge passes it on.

Messages are Thai msgids; the English ones live in the catalogue. The edge translates at the moment of answering.
"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _


class Refusal(Exception):
    """A request that Laena will not carry out; nothing was changed.

    `code` is stable and part of the interface, `status` the HTTP status, `errors` the fields at fault. `in_form`: the
    message in the form without scripts, which stores nothing in the phone and sends nothing by itself.
    """

    code = "bad_request"
    status = 422
    message = _("คำขอนี้ไม่ถูกต้อง กรุณาตรวจสอบแล้วลองใหม่")
    in_form: Any = None

    def __init__(self, message: object = None, **errors: object) -> None:
        super().__init__(self.code)
        # A screen may show the message alone.
        message = message or next(iter(errors.values()), None)
        if message is not None:
            self.message = message
        self.errors = errors

    def shape(self) -> dict[str, object]:
        errors = {field: str(text) for field, text in self.errors.items()}
        return {"ok": False, "error": self.code, "message": str(self.message), "errors": errors}


class UnknownWorkshop(Refusal):
    code, status = "unknown_workshop", 404
    message = _("ไม่พบการประชุมนี้ กรุณาตรวจรหัส 6 ตัวบนจออีกครั้ง")


class UnknownPicture(Refusal):
    code, status = "unknown_picture", 404
    message = _("ภาพนี้ถูกลบแล้ว ดูรายการภาพล่าสุดด้านล่าง")


class UnknownNote(Refusal):
    code, status = "unknown_note", 404
    message = _("ไม่พบความเห็นนี้ อาจถูกลบไปแล้ว")


class NoteErased(Refusal):
    code, status = "note_erased", 409
    message = _("วิทยากรลบถ้อยคำของข้อนี้แล้ว จึงแก้ไม่ได้ ส่งเป็นข้อใหม่ได้")


class ReasonMissing(Refusal):
    code = "reason_missing"
    message = _("พิมพ์เหตุผลที่ลบถ้อยคำ ผู้เขียนจะเห็นเหตุผลนี้")


class ReasonTooLong(Refusal):
    code = "reason_too_long"
    message = _("เหตุผลยาวเกินไป พิมพ์ไม่เกิน 120 ตัวอักษร")


class NoteWithdrawn(Refusal):
    code, status = "note_withdrawn", 404
    message = _("ผู้เขียนถอนความเห็นนี้แล้ว จึงส่งไม่ได้อีก คัดลอกข้อความไว้ใช้ที่อื่นได้")


class UnknownTheme(Refusal):
    code, status = "unknown_theme", 404
    message = _("ไม่พบกลุ่มความเห็นนี้ อาจถูกรวมหรือเปลี่ยนไปแล้ว กรุณาเลือกใหม่")


class UnknownPhase(Refusal):
    code, status = "unknown_phase", 404
    message = _("ช่วงนี้ไม่อยู่ในการประชุมแล้ว กรุณาเลือกช่วงอื่น")


class UnknownItem(Refusal):
    code, status = "unknown_item", 404
    message = _("ไม่พบรายการนี้ในกำหนดการ อาจถูกลบไปแล้ว กรุณาดูรายการล่าสุด")


class TimerLength(Refusal):
    code = "timer_length"
    message = _("จับเวลาได้ตั้งแต่ 1 วินาทีถึง 24 ชั่วโมง (1,440 นาที) ใส่เวลาใหม่")


class UnknownTemplate(Refusal):
    code, status = "unknown_template", 404
    message = _("ไม่พบแบบการประชุมนี้ อาจถูกลบไปแล้ว กรุณากลับไปดูรายการ")


class UnknownAction(Refusal):
    code, status = "unknown_action", 404
    message = _("ไม่พบสิ่งที่จะทำข้อนี้ อาจถูกลบไปแล้ว กรุณาดูรายการล่าสุด")


class UnknownFile(Refusal):
    code, status = "unknown_file", 404
    message = _("ไม่พบไฟล์นี้ อาจถูกเลิกทำไปแล้ว กรุณาโหลดหน้าใหม่")


class UnknownUnitPage(Refusal):
    code, status = "unknown_unit_page", 404
    message = _("ลิงก์นี้ใช้ไม่ได้ อาจถูกยกเลิกหรือทำใหม่แล้ว ขอลิงก์ใหม่จากผู้จัดประชุม")


class UnknownGroup(Refusal):
    code, status = "unknown_group", 422
    message = _("ไม่มีกลุ่มนี้แล้ว กรุณาเลือกกลุ่มอีกครั้ง")


class PhaseClosed(Refusal):
    code, status = "phase_closed", 409
    message = _("ช่วงนี้ปิดรับแล้ว ข้อความของท่านยังอยู่ในโทรศัพท์ แจ้งวิทยากรหากต้องการให้เปิดอีกครั้ง")
    in_form = _("ช่วงนี้ปิดรับแล้ว ข้อความยังไม่ได้ส่ง คัดลอกไว้ แล้วแจ้งวิทยากรหากต้องการให้เปิดอีกครั้ง")


class NoteEmpty(Refusal):
    code = "note_empty"
    message = _("ยังไม่มีข้อความ กรุณาพิมพ์ความเห็นก่อนส่ง")


class NoteTooLong(Refusal):
    code = "note_too_long"
    message = _("ข้อความยาวเกิน 300 ตัวอักษร กรุณาย่อ หรือแบ่งเป็นหลายความเห็น")


class CommentTooLong(Refusal):
    code = "comment_too_long"
    message = _("ข้อคิดเห็นยาวเกิน 500 ตัวอักษร กรุณาย่อ หรือแบ่งเป็นสองข้อ")


class CommentEmpty(Refusal):
    code = "comment_empty"
    message = _("ยังไม่มีข้อความ กรุณาพิมพ์ข้อคิดเห็นก่อนส่ง")


class CommentsOff(Refusal):
    code, status = "comments_off", 409
    message = _("ช่วงนี้ไม่ได้เปิดรับข้อคิดเห็น ข้อความของท่านยังอยู่ แจ้งวิทยากรหากต้องการให้เปิด")


class UnknownComment(Refusal):
    code, status = "unknown_comment", 404
    message = _("ไม่พบข้อคิดเห็นนี้ อาจถูกลบไปแล้ว")


class IdentityChanged(Refusal):
    code, status = "identity_changed", 409
    message = _("ก่อนท่านส่ง วิทยากรเปลี่ยนว่าผู้อื่นรู้อะไรเกี่ยวกับผู้เขียนในช่วงนี้ ข้อความยังไม่ได้ส่ง อ่านบรรทัดใต้ช่องพิมพ์ แล้วส่งใหม่ถ้ายังต้องการ")


class NameNeeded(Refusal):
    code = "name_needed"
    message = _("ช่วงนี้ให้ลงชื่อ กรุณาพิมพ์ชื่อของท่านก่อนส่ง")


class BadCategory(Refusal):
    code = "bad_category"
    message = _("ประเภทนี้ไม่มีในช่วงที่เปิดอยู่ กรุณาเลือกประเภทอีกครั้ง")


class NotJoined(Refusal):
    code, status = "not_joined", 401
    message = _("โทรศัพท์เครื่องนี้ยังไม่ได้เข้าร่วม กรุณาเลือกกลุ่มก่อน")


class WorkshopEnded(Refusal):
    code, status = "workshop_ended", 410
    message = _("การประชุมนี้สิ้นสุดแล้ว ไม่ได้ส่งข้อความนี้ ข้อความยังอยู่ในโทรศัพท์ คัดลอกไว้ได้ หากจำเป็นต้องส่งกรุณาแจ้งวิทยากร")
    in_form = _("การประชุมนี้สิ้นสุดแล้ว ข้อความไม่ได้ส่ง คัดลอกไว้ หากจำเป็นต้องส่งกรุณาแจ้งวิทยากร")


class ImportIntoEnded(Refusal):
    code, status = "import_into_ended", 409
    message = _("การประชุมนี้สิ้นสุดแล้ว ไม่ได้นำเข้า เปิดการประชุมอีกครั้งที่หน้าการสิ้นสุดก่อน แล้วจึงนำเข้า")


class BadGroups(Refusal):
    code = "bad_groups"
    message = _("สร้างกลุ่มไม่ได้ มีได้ไม่เกิน 120 กลุ่ม ชื่อกลุ่มละไม่เกิน 60 ตัวอักษร ไม่ได้นำเข้า")


class BadRescue(Refusal):
    code = "bad_rescue"
    message = _("QR นี้ไม่ใช่ของการประชุมนี้ หรืออ่านมาไม่ครบ สแกนจากหน้าจอของเพื่อนอีกครั้ง")


class ImportUnderWay(Refusal):
    code, status = "import_under_way", 503
    message = _("กำลังอ่านไฟล์อื่นอยู่ รอให้เสร็จแล้วลองอีกครั้ง")


class DoorShut(Refusal):
    code, status = "door_shut", 403
    message = _("วิทยากรปิดรับผู้เข้าร่วมเพิ่มแล้ว กรุณาแจ้งวิทยากรหากท่านยังไม่ได้เข้าร่วม")


class PhoneRemoved(Refusal):
    code, status = "phone_removed", 403
    message = _("วิทยากรนำอุปกรณ์นี้ออกจากการประชุมแล้ว ข้อความที่ยังไม่ได้ส่งอยู่ในโทรศัพท์ กรุณาแจ้งวิทยากร")
    in_form = _("วิทยากรนำอุปกรณ์นี้ออกจากการประชุมแล้ว ข้อความไม่ได้ส่ง คัดลอกไว้ แล้วแจ้งวิทยากร")


class PhoneMuted(Refusal):
    code, status = "phone_muted", 403
    message = _("วิทยากรพักการส่งข้อความจากเครื่องนี้ ข้อความนี้ยังไม่ได้ส่ง ยังอยู่ในโทรศัพท์ และจะส่งเองเมื่อวิทยากรให้ส่งต่อ")
    in_form = _("วิทยากรพักการส่งข้อความจากเครื่องนี้ ข้อความไม่ได้ส่ง คัดลอกไว้ แล้วแจ้งวิทยากร")


class UnknownParticipant(Refusal):
    code, status = "unknown_participant", 404
    message = _("ไม่พบอุปกรณ์นี้ในการประชุม กรุณาโหลดหน้าใหม่")


class NotYours(Refusal):
    code, status = "not_yours", 404
    message = _("ไม่พบความเห็นนี้ในรายการของท่าน")


class CommentNotYours(NotYours):
    message = _("ไม่พบข้อคิดเห็นนี้ในรายการของท่าน")


class SharingOff(Refusal):
    code, status = "sharing_off", 409
    message = _("การประชุมนี้ไม่ได้เปิดให้เห็นความเห็นของผู้อื่น จึงกดเห็นด้วยไม่ได้")


class OwnNote(Refusal):
    code, status = "own_note", 409
    message = _("ความเห็นนี้เป็นของท่านเอง กดเห็นด้วยได้เฉพาะความเห็นของผู้อื่น")


class ConsoleNameTaken(Refusal):
    code, status = "console_name_taken", 409
    message = _("มีวิทยากรอีกจอหนึ่งใช้ชื่อนี้แล้ว กรุณาพิมพ์ชื่ออื่น")


class NothingToVoteOn(Refusal):
    code, status = "nothing_to_vote_on", 409
    message = _("ยังไม่มีกลุ่มความเห็นให้ลงคะแนน กรุณารอให้จัดกลุ่มก่อน หรือเลือกประเภทอื่น")


class VotingClosed(Refusal):
    code, status = "voting_closed", 409
    message = _("ปิดลงคะแนนแล้ว ไม่ได้นับการเปลี่ยนแปลงนี้")


class TooFewVotes(Refusal):
    code, status = "too_few_votes", 409
    message = _("ดูได้เมื่อลงคะแนนแล้วอย่างน้อย 5 เครื่อง เพื่อไม่ให้รู้ว่าใครให้เรื่องใด")


class TooManyDots(Refusal):
    code, status = "too_many_dots", 409
    message = _("จุดที่ให้เกินจำนวนที่มี กรุณาลดจุดจากข้ออื่นก่อน")


class OtherKind(Refusal):
    code, status = "other_kind", 409
    message = _("การลงคะแนนนี้ให้คะแนนอีกแบบหนึ่ง กรุณาโหลดหน้าใหม่")


class BadOrder(Refusal):
    code, status = "bad_order", 409
    message = _("ลำดับนี้ใช้ไม่ได้ กรุณาเรียงใหม่")


class UnknownOption(Refusal):
    code, status = "unknown_option", 404
    message = _("ไม่พบข้อนี้ในการลงคะแนน กรุณาโหลดหน้าใหม่")


class UnknownSlip(Refusal):
    code, status = "unknown_slip", 404
    message = _("ไม่มีบัตรรหัสนี้ในการประชุมนี้ กรุณาตรวจตัวอักษรบนบัตร แล้วพิมพ์ใหม่")


class SlipToJoin(Refusal):
    code, status = "slip_to_join", 403
    message = _("การประชุมนี้เข้าร่วมด้วยบัตร กรุณาพิมพ์รหัสบนบัตรของท่าน หรือขอบัตรจากวิทยากร")


class SlipJoined(Refusal):
    code, status = "slip_joined", 409
    message = _("มีอุปกรณ์อื่นเข้าร่วมด้วยบัตรใบนี้แล้ว แต่ละใบเข้าร่วมได้เครื่องเดียว กรุณาขอบัตรจากวิทยากร")


class SlipUsed(Refusal):
    code, status = "slip_used", 409
    message = _("บัตรใบนี้ใช้ลงคะแนนครั้งนี้ไปแล้วจากโทรศัพท์เครื่องอื่น แต่ละใบใช้ได้ครั้งเดียว กรุณาแจ้งวิทยากรหากท่านยังไม่ได้ใช้")


class SlipVoided(Refusal):
    code, status = "slip_voided", 409
    message = _("วิทยากรยกเลิกบัตรชุดนี้แล้ว กรุณาขอบัตรใบใหม่")


class SlipSpare(Refusal):
    code, status = "slip_spare", 409
    message = _("โทรศัพท์เครื่องนี้ใช้บัตรในการลงคะแนนนี้แล้ว บัตรใบนี้จึงยังไม่ถูกใช้ ใช้กับโทรศัพท์เครื่องอื่นได้")


class SlipNeeded(Refusal):
    code, status = "slip_needed", 409
    message = _("การลงคะแนนนี้ใช้บัตร กรุณาพิมพ์รหัสบนบัตรก่อนให้จุด")


class NoSlips(Refusal):
    code, status = "no_slips", 409
    message = _("ยังไม่มีบัตรที่ใช้ได้ กรุณาพิมพ์บัตรลงคะแนนก่อน แล้วจึงเปิดลงคะแนนด้วยบัตร")


class BadSlipCount(Refusal):
    code = "bad_slip_count"
    message = _("พิมพ์บัตรได้ครั้งละ 1 ถึง 1,000 ใบ กรุณากรอกเป็นตัวเลข")


class UnknownBatch(Refusal):
    code, status = "unknown_batch", 404
    message = _("ไม่พบบัตรชุดนี้ กรุณาโหลดหน้าใหม่")


class PulseClosed(Refusal):
    code, status = "pulse_closed", 409
    message = _("ปิดรับคำตอบแล้ว ไม่ได้นับการเปลี่ยนแปลงนี้")


class WordTooLong(Refusal):
    code = "word_too_long"
    message = _("คำยาวเกิน 20 ตัวอักษร กรุณาใช้คำสั้น ๆ คำเดียว")


class UnknownPulse(Refusal):
    code, status = "unknown_pulse", 404
    message = _("ไม่พบคำถามนี้ กรุณาโหลดหน้าใหม่")


class LookbackClosed(Refusal):
    code, status = "lookback_closed", 409
    message = _("ปิดรับคำตอบของบัตรแล้ว ไม่ได้นับการเปลี่ยนแปลงนี้")


class UnknownCard(Refusal):
    code, status = "unknown_card", 404
    message = _("ไม่พบบัตรของปีที่แล้วใบนี้ กรุณาโหลดหน้าใหม่")


class TooLarge(Refusal):
    code, status = "too_large", 413
    message = _("ข้อมูลที่ส่งมาใหญ่เกินไป กรุณาย่อแล้วส่งใหม่")


class BadJson(Refusal):
    code, status = "bad_json", 400
    message = _("ข้อมูลที่ส่งมาอ่านไม่ได้ กรุณาโหลดหน้าใหม่แล้วลองอีกครั้ง")


class SignIn(Refusal):
    code, status = "sign_in", 401
    message = _("กรุณาเข้าสู่ระบบวิทยากรก่อน")


class TryAgain(Refusal):
    code, status = "try_again", 503
    message = _("ระบบไม่ว่างชั่วคราว กรุณาลองอีกครั้ง")


class DiskFull(Refusal):
    code, status = "disk_full", 503
    message = _("ที่เก็บข้อมูลของเครื่องแม่ข่ายเต็มหรือเขียนไม่ได้ ข้อความของท่านยังอยู่ในโทรศัพท์และจะส่งให้เองเมื่อมีที่ว่าง กรุณาแจ้งวิทยากร")
    in_form = _("ที่เก็บข้อมูลของเครื่องแม่ข่ายเต็มหรือเขียนไม่ได้ ข้อความยังไม่ได้ส่ง แจ้งวิทยากร แล้วกดส่งอีกครั้งภายหลัง")


class TooFast(Refusal):
    """`retry_after` in whole seconds."""

    code, status = "too_fast", 429
    message = _("ส่งถี่เกินไป ระบบจะรับต่อในอีกสักครู่ ข้อความของท่านยังอยู่ในโทรศัพท์และจะส่งให้เอง")
    in_form = _("ส่งถี่เกินไป ข้อความยังไม่ได้ส่ง รอสักครู่แล้วกดส่งอีกครั้ง")

    def __init__(self, message: object = None, retry_after: int = 1, **errors: object) -> None:
        super().__init__(message, **errors)
        self.retry_after = retry_after

    def shape(self) -> dict[str, object]:
        return {**super().shape(), "retry_after": self.retry_after}


class Conflict(Refusal):
    code, status = "conflict", 409
    message = _("ข้อมูลเปลี่ยนไปแล้ว กรุณาโหลดหน้าใหม่แล้วลองอีกครั้ง")
