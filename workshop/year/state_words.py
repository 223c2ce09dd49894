"""What the states of a unit are called on screen and in tables."""

from flask_babel import lazy_gettext as _

from workshop.year.answers import State

PROGRESS = {
    State.WAITING: _("ไม่ทราบ (ได้เป็นไฟล์)"),
    State.NOT_OPENED: _("ยังไม่เปิด"),
    State.PREPARING: _("กำลังเตรียม"),
}
STATES = {
    State.WAITING: _("ยังไม่ได้รับคำตอบ"),
    State.NOT_OPENED: _("ยังไม่เปิด"),
    State.PREPARING: _("กำลังเตรียม"),
    State.LATE: _("เลยกำหนด ยังไม่ได้รับ"),
    State.EXCUSED: _("แจ้งเหตุผลแล้ว"),
    State.ANSWERED: _("ตอบแล้ว"),
    State.ANSWERED_LATE: _("ตอบแล้ว หลังกำหนด"),
    State.AGAIN: _("ตอบอีกครั้ง"),
    State.DISPUTED: _("หลายเครื่องใช้รหัสเดียวกัน"),
    State.FORMER: _("มีคำตอบของหน่วยงานเดิม"),
}
