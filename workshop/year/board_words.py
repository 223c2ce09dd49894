"""What is said on the board of how many units speak, and of corrections."""

from flask_babel import lazy_gettext as _

from workshop.year import board_corrections
from workshop.year.board import Reach

REACHES = {
    Reach.ALL: _("ทุกหน่วยงานพูด"),
    Reach.MOST: _("ส่วนใหญ่พูด"),
    Reach.SOME: _("บางหน่วยงานพูด"),
    Reach.ONE: _("หน่วยงานเดียว"),
}
CORRECTIONS = {
    board_corrections.RENAME: _("เปลี่ยนชื่อเป็น “%(name)s”"),
    board_corrections.MERGE: _("รวมเข้ากับ “%(name)s”"),
    board_corrections.MOVE: _("ย้ายความเห็นไป “%(name)s”"),
    board_corrections.AWAY: _("นำความเห็นออกจากกลุ่มความเห็น"),
    board_corrections.RELEASE: _("ให้ระบบจัดความเห็นเอง"),
}
