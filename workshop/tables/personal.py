"""Columns about who sent a row, when, where and with what, as forms and Thai offices name them."""

import re

from analysis.folding import comparable
from workshop.tables.names import plain_names

_SENDER = re.compile(
    r"ประทับเวลา|timestamp|วันที่|วันเวลา|อีเมล|e-?mail|^ชื่อ|นามสกุล|^(full|first|last|user)?_?name$|โทรศัพท์|เบอร์|phone"
    r"|^(device|sim|subscriber|instance|form|submission)?_?id$|^_|^(start|end|today|deviceid|username)$|ยินยอม|pdpa|consent"
    r"|^(คำนำหน้า|ผู้ตอบ|ผู้กรอก|ผู้บันทึก|ผู้รายงาน|ผู้ส่ง|ผู้ให้ข้อมูล|ไลน์|line(id)?$|ที่อยู่|พิกัด|เพศ|อายุ|วุฒิ|ระดับการศึกษา)"
    r"|^(ตำแหน่ง|หน่วยงาน|สังกัด|หมู่บ้าน|หมู่ที่|ตำบล|อำเภอ|จังหวัด|ภาค|กลุ่ม|โต๊ะ|คะแนน|score|points|ลำดับ|ที่|no\.?|id|#"
    r"|unit|position|province|district|subdistrict|group|table|category|ประเภท|หมวด|สถานะ|status|สถานภาพ|อาชีพ|ผู้ให้สัมภาษณ์|ระดับตำแหน่ง)"
)
# «กรุณาระบุตำแหน่ง», «ท่านอยู่อำเภออะไร», «2. อำเภอของท่าน»: a question, yet only about who answers.
_POLITE = (
    r"(?:กรุณา|โปรด)?(?:ระบุ|เลือก|กรอก)?(?:ท่าน|คุณ)?(?:อยู่|สังกัด|มาจาก|ดำรง|ปฏิบัติงาน|ทำงาน|ประจำ|เป็นตัวแทน)?(?:ที่|ใน|ของ)?"
)
_OF_YOURS = r"(?:ที่)?(?:ท่าน|คุณ)?(?:ปัจจุบัน|ต้นสังกัด|สังกัด|อยู่|ปฏิบัติงาน|ทำงาน|ประจำ)?(?:ของ)?(?:ท่าน|คุณ)?(?:ใด|อะไร|ไหน|คือ)*"
_OF_SENDER = re.compile(
    rf"{_POLITE}(?:ชื่อ|ระดับ)?(?P<what>ตำแหน่ง|หน่วยงาน|สังกัด|หมู่บ้าน|หมู่ที่|ตำบล|อำเภอ|จังหวัด|กลุ่ม|โต๊ะ|เพศ|อายุ|อาชีพ|บทบาท(?:หน้าที่)?|อีเมล|เบอร์โทรศัพท์)"
    rf"{_OF_YOURS}"
)
# Words that only a question has: «หน่วยงานของท่านควรปรับปรุงอะไร» is no column of units.
_ASKS = re.compile(
    r"ปัญหา|อุปสรรค|สาเหตุ|แก้ไข|แก้ปัญหา|แนวทาง|ข้อเสนอ|เสนอแนะ|ความเห็น|ความคิดเห็น|ข้อคิด|อยาก|ควร|อะไร|อย่างไร|ยังไง|ไหน|ทำไม|เพราะ"
    r"|คิดว่า|ติดขัด|ต้องการ|คาดหวัง|ประทับใจ|ปรับปรุง|พัฒนา(?!การ|ชุมชน)|ผลงาน|ความสำเร็จ|บทเรียน|\?|problem|cause|solution|suggest"
    r"|comment|opinion|feedback|propos|what|why|how|improve"
)


def asks(name: str) -> bool:
    """Return whether the column's name asks for an opinion."""
    return _ASKS.search(comparable(name)) is not None


def about_sender(name: str) -> str | None:
    """Return what a name asks about the sender and nothing else, «อำเภอ» of «ท่านอยู่อำเภออะไร»; None for other names."""
    found = (_OF_SENDER.fullmatch(plain) for plain in plain_names(name))
    return next((match["what"] for match in found if match), None)


def personal(name: str) -> bool:
    """Return whether the column is about the sender."""
    if about_sender(name) is not None:
        return True
    return not asks(name) and any(_SENDER.search(each) for each in (comparable(name), *plain_names(name)))
