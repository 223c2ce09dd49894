"""Notes that say nothing: "-", "ไม่มี", "5555", "ok". Short real notes ("งบน้อย") are not among them."""

from __future__ import annotations

import re
import unicodedata

from analysis.normalise import clean
from analysis.tokenise import named_words

_POLITE = re.compile(r"(?:นะ)?(?:ครับผม|ครับ|คับ|คร้าบ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|จ๊ะ|จ่ะ|เด้อ|ฮะ|ฮับ|นะ|น่ะ|เลย|แล้ว|อะ|อ่ะ)+$")
_ABSENT, _AGREE, _SMALL_TALK = ("|".join(sorted(words)) for words in named_words("nothing").values())
_ENGLISH = (
    "no|none|na|n/a|nil|nothing|null|nan|no comment|no idea|not sure|yes|good|idk|dont know|don't know|do not know"
)
_NOTHING = re.compile(f"(?:{_ABSENT}|{_AGREE}|{_SMALL_TALK}|{_ENGLISH})(?:{_ABSENT}|{_AGREE}|{_SMALL_TALK})?")
_THAI_OR_LATIN = re.compile(r"[^\W\d_]")


def says_nothing(text: str) -> bool:
    """Whether a note carries nothing that a theme could be about."""
    return is_empty(clean(text))


def is_empty(cleaned: str) -> bool:
    """The same of a cleaned text."""
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
