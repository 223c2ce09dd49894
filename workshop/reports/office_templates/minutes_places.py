"""The places of the template of minutes, and what stands in them."""

from collections.abc import Callable
from dataclasses import dataclass

from workshop.reports.minutes.paper import Paper
from workshop.reports.office_templates.tags import PREFIX
from workshop.views.asked.entry import Text

PEOPLE, AGENDAS, SIGNATURES = f"{PREFIX}people", f"{PREFIX}body", f"{PREFIX}signatures"


@dataclass(frozen=True, slots=True)
class Place:
    """A text in a line: its name, and what stands there."""

    name: Text
    value: Callable[[Paper], str]


TEXTS: dict[str, Place] = {
    f"{PREFIX}{name}": place
    for name, place in {
        "title": Place(Text("ชื่อรายงานการประชุม", "title of the minutes"), lambda paper: paper.head[0]),
        "session": Place(Text("ครั้งที่ และปี", "number of the meeting, and year"), lambda paper: paper.head[1]),
        "date": Place(Text("เมื่อวันที่", "day of the meeting"), lambda paper: paper.head[2]),
        "venue": Place(Text("ณ สถานที่", "venue"), lambda paper: paper.head[3]),
        "began": Place(Text("เริ่มประชุมเวลา", "when it began"), lambda paper: paper.began),
        "ended": Place(Text("เลิกประชุมเวลา", "when it ended"), lambda paper: paper.ended),
    }.items()
}
PARTS: dict[str, Text] = {
    PEOPLE: Text("รายชื่อผู้มา ผู้ไม่มา และผู้เข้าร่วมประชุม (ต้องมี)", "who was present, absent, and took part (required)"),
    AGENDAS: Text("ระเบียบวาระที่ ๑ ถึง ๖ พร้อมมติ (ต้องมี)", "the six items of the agenda with resolutions (required)"),
    SIGNATURES: Text("ที่ลงชื่อผู้จดและผู้ตรวจ", "signatures of who wrote and who checked"),
}
