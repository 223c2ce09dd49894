"""The roles of helpers, who come by a link and not by the password: what each is, and which boards it may watch."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from workshop.errors import Refusal


class NotYourRole(Refusal):
    code, status = "not_your_role", 403
    message = _("หน้าที่ของท่านในการประชุมนี้ไม่รวมสิ่งนี้ ขอให้ผู้นำทำให้ หรือขอลิงก์เชิญใหม่")


class Role(StrEnum):
    """The values are stored: none may be renamed. Whoever has the password has no role, and may do everything."""

    LEAD = "lead"
    HELPER = "helper"
    VIEWER = "viewer"
    REMOTE = "remote"
    SCRIBE = "scribe"


NAMES: dict[str, Any] = {
    Role.LEAD: _("ผู้นำ"),
    Role.HELPER: _("ผู้ช่วย"),
    Role.VIEWER: _("ผู้ชม"),
    Role.REMOTE: _("รีโมต"),
    Role.SCRIBE: _("กระดานกลุ่ม"),
}
# One line each, which stands at the invitation, at the door and on the helper's own console.
MEANINGS: dict[str, Any] = {
    Role.LEAD: _("ทำได้ทุกอย่างในการประชุมนี้ รวมทั้งเชิญทีม จบการประชุม และส่งออกรายงาน"),
    Role.HELPER: _("เปิดปิดช่วง จัดกลุ่มและซ่อนความเห็น และเลือกสิ่งที่ฉาย แต่จบการประชุม ลบ หรือส่งออกไม่ได้"),
    Role.VIEWER: _("เห็นแผงควบคุมและจอฉาย แต่เปลี่ยนอะไรไม่ได้"),
    Role.REMOTE: _("เปิดปิดช่วง จับเวลา และเลือกสิ่งที่ฉายจากโทรศัพท์ ไม่เห็นแผงควบคุม"),
    Role.SCRIBE: _("เห็นความเห็นของกลุ่มนี้เท่าที่แสดงได้ และเขียนข้อสรุปของกลุ่มให้ขึ้นจอฉาย"),
}
# What one chooses among for the team; a scribe's link is made for a group.
OF_THE_TEAM = (Role.LEAD, Role.HELPER, Role.VIEWER, Role.REMOTE)
_WATCHING: dict[str, tuple[str, ...]] = {
    Role.VIEWER: ("console", "projector"),
    Role.REMOTE: ("projector",),
    Role.SCRIBE: ("group",),
}


def may_watch(role: str, view: str) -> bool:
    """Return whether a session with this role, "" of the password, may see this live board (a scribe: the own one)."""
    return view in _WATCHING.get(role, ("console", "projector", "group"))
