"""Notes that say nothing: "-", "ไม่มี", "5555", "ok". Short real notes ("งบน้อย") are not among them."""

from __future__ import annotations

import re
import unicodedata

from analysis.normalise import clean

_POLITE = re.compile(r"(?:นะ)?(?:ครับผม|ครับ|คับ|คร้าบ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|จ๊ะ|จ่ะ|เด้อ|ฮะ|ฮับ|นะ|น่ะ|เลย|แล้ว|อะ|อ่ะ)+$")
_ABSENT = (
    "ไม่มี|บ่มี|ไม่มีปัญหา|ไม่มีความเห็น|ไม่มีความคิดเห็น|ไม่มีข้อเสนอแนะ|ไม่มีข้อเสนอ|ไม่มีอะไร|ไม่มีอะไรเพิ่มเติม|"
    "ไม่มีเพิ่มเติม|ไม่มีข้อเสนอแนะเพิ่มเติม|ไม่มีความเห็นเพิ่มเติม|ไม่มีปัญหาอุปสรรค|ไม่มีปัญหาและอุปสรรค|ไม่มีอุปสรรค|ยังไม่มี|ยังไม่มีปัญหา|ไม่มีม|ไม่รู้จะเขียนอะไร|ไม่รู้จะตอบอะไร|"
    "ไม่ทราบ|ไม่รู้|บ่ฮู้|ไม่แน่ใจ|ไม่ระบุ|ไม่ออกความเห็น|ไม่ขอออกความเห็น|ไม่ประสงค์ออกความเห็น|ไม่ขอแสดงความคิดเห็น|"
    "ไม่แสดงความคิดเห็น|เฉยๆ|งดออกความเห็น|คิดไม่ออก|ยังคิดไม่ออก|ไม่มีข้อมูล|ว่าง|ไม่"
)
_AGREE = "โอเค|โอเคร|ok|oke|okay|okey|k|ดี|ดีมาก|ดีๆ|ใช่|ใช่ๆ|เห็นด้วย|เห็นด้วยทุกอย่าง|รับทราบ|ทราบ|ผ่าน|ครบถ้วน|เรียบร้อย|ปกติ"
_SMALL_TALK = (
    "สวัสดี|หวัดดี|ขอบคุณ|ขอบคุณมาก|ขอบใจ|ทดสอบ|ทดสอบระบบ|เทส|test|testing|hello|hi|ลอง|ทดลอง|555|ฮ่า|อิอิ|คริคริ|ฮี่|จุด|อืม|อือ|เออ"
)
_ENGLISH = (
    "no|none|na|n/a|nil|nothing|null|nan|no comment|no idea|not sure|yes|good|idk|dont know|don't know|do not know"
)
_NOTHING = re.compile(f"(?:{_ABSENT}|{_AGREE}|{_SMALL_TALK}|{_ENGLISH})(?:{_ABSENT}|{_AGREE}|{_SMALL_TALK})?")
_THAI_OR_LATIN = re.compile(r"[^\W\d_]")


def says_nothing(text: str) -> bool:
    """Whether a note carries nothing that a theme could be about."""
    cleaned = clean(text)
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" or c in "/'" else " " for c in cleaned)
    kept = " ".join(kept.split())
    if not _THAI_OR_LATIN.search(kept):
        return True
    # One letter typed again and again, or a mash of a few: "กกกก", "ฟฟ", "asdasd".
    letters = [char for char in kept if char.isalpha()]
    if len(letters) < 2 or (len(set(letters)) == 1):
        return True
    if re.fullmatch(r"(.{1,4}?)\1{2,}", kept.replace(" ", "")):
        return True
    joined = kept.replace(" ", "")
    if not re.search("[฀-๿]", joined):
        return bool(re.fullmatch(f"(?:{_ENGLISH}|{_AGREE}|{_SMALL_TALK})", kept))
    bare = _POLITE.sub("", joined.replace("ๆ", ""))
    return bare == "" or bool(_NOTHING.fullmatch(bare)) or bool(_NOTHING.fullmatch(joined))
