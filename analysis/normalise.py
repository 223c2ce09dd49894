"""Text care: what the machine reads is tidied here; the note itself is never changed."""

from __future__ import annotations

import re
import unicodedata

from analysis.elongation import two_words, unstretched
from analysis.folding import ordered
from analysis.tokenise import named_words

# Zero-width and bidi characters that phones and copy-paste leave behind; they are invisible and mean nothing in Thai.
_INVISIBLE = re.compile(
    "["
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}"
    "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
    "]"
)
# Control characters, and halves of a surrogate pair, which no file or model takes.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

_THAI_DIGITS = {ord("๐") + i: str(i) for i in range(10)}
_REPEATED_MARK = re.compile(r"([ะ-ฺ็-๎])\1+")
# Laughter, unless it is part of a number or counts something: "งบ 555,000 บาท", "555 คน", "โทร 555-1234".
_COUNTED = (
    "บาท|สตางค์|ล้าน|แสน|หมื่น|พัน|ร้อย|คน|ราย|นาย|ท่าน|ครัวเรือน|ครอบครัว|หลัง|แห่ง|หมู่|ตำบล|อำเภอ|จังหวัด|ไร่|งาน|ตารางวา|"
    "ครั้ง|โครงการ|กิจกรรม|กลุ่ม|ชุด|เล่ม|ตัว|ต้น|ลิตร|กิโล|กก|กม|เมตร|ตัน|ปี|เดือน|วัน|ชั่วโมง|นาที|เปอร์เซ็นต์|ร้อยละ|คะแนน|เรื่อง|ข้อ"
)
_LAUGHTER = re.compile(rf"(?:(?<=\D)|^)(?<![\d][.,:/-])5{{3,}}(?:\+|(?!\s*(?:{_COUNTED}|%))(?=\D|$)(?![.,:/-]\d))\+*")

# Misspellings so common, and so safe, that both spellings are read as one.
_SPELLINGS = {wrong: right for right, forms in named_words("spellings").items() for wrong in forms} | {
    "ประชาสัมพัน ": "ประชาสัมพันธ์ ",
    "ผลิตภัณ ": "ผลิตภัณฑ์ ",
}
_SPELLING = re.compile("|".join(re.escape(wrong) for wrong in sorted(_SPELLINGS, key=len, reverse=True)))


def visible(text: str) -> str:
    """The text without characters that nobody sees; spaces and line ends become one space."""
    return _SPACES.sub(" ", _CONTROL.sub(" ", _INVISIBLE.sub("", text))).strip()


def clean(text: str) -> str:
    """The text as the machine reads it: one spelling for what people read as the same."""
    text = visible(unicodedata.normalize("NFC", text))
    text = _LINK.sub(" ", text).translate(_THAI_DIGITS).lower()
    text = ordered(_REPEATED_MARK.sub(r"\1", ordered(text)))
    text = unstretched(_LAUGHTER.sub(" ", text))
    text = _SPELLING.sub(_spelling, text)
    return _SPACES.sub(" ", text).strip()


def _spelling(found: re.Match[str]) -> str:
    """The right spelling, unless two words meet there and reach beyond: ปรากฏ|หมายเลข, แบ่งปัน|หา, กิจกรรม|มากมาย."""
    meeting = two_words(found.string, *found.span())
    return found.group() if any(words != found.span() for words in meeting) else _SPELLINGS[found.group()]


def fingerprint(text: str) -> str:
    """Letters and digits of the cleaned text alone: equal for notes that are the same to a reader."""
    return letters(clean(text))


def letters(cleaned: str) -> str:
    return "".join(char for char in cleaned if char.isalnum() or unicodedata.category(char) in ("Mn", "Mc"))
