"""Text care: what the machine reads is tidied here; the note itself is never changed."""

from __future__ import annotations

import re
import unicodedata

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
# Orders of the Thai marks that look alike on screen and differ in memory.
_MARKS = (
    ("\N{THAI CHARACTER SARA E}\N{THAI CHARACTER SARA E}", "\N{THAI CHARACTER SARA AE}"),
    ("\N{THAI CHARACTER NIKHAHIT}\N{THAI CHARACTER SARA AA}", "\N{THAI CHARACTER SARA AM}"),
)
_NIKHAHIT_TONE = re.compile("\N{THAI CHARACTER NIKHAHIT}([่-๋])\N{THAI CHARACTER SARA AA}")
_REPEATED_MARK = re.compile(r"([ะ-ฺ็-๎])\1+")
_TONE_BEFORE_VOWEL = re.compile(r"([่-๋])([ัิ-ู])")
_LONG_RUN = re.compile(r"(\D)\1{2,}")
_NUMBER_RUN = re.compile(r"(?<=\D)5{3,}\+*(?=\D|$)|^5{3,}\+*$")

# Misspellings so common, and so safe, that both spellings are read as one.
_SPELLINGS = {
    "ค่ะะ": "ค่ะ",
    "คะ่": "ค่ะ",
    "นะค่ะ": "นะคะ",
    "อนุญาติ": "อนุญาต",
    "สังเกตุ": "สังเกต",
    "ปรากฎ": "ปรากฏ",
    "กฏหมาย": "กฎหมาย",
    "กฏระเบียบ": "กฎระเบียบ",
    "งบประมาน": "งบประมาณ",
    "ปัณหา": "ปัญหา",
    "ปันหา": "ปัญหา",
    "ประชาสัมพันธ์ุ": "ประชาสัมพันธ์",
    "ประชาสัมพัน ": "ประชาสัมพันธ์ ",
    "เจ้าหน้าที่่": "เจ้าหน้าที่",
    "จนท.": "เจ้าหน้าที่",
    "อินเตอร์เน็ต": "อินเทอร์เน็ต",
    "อินเตอเน็ต": "อินเทอร์เน็ต",
    "เน็ท": "เน็ต",
    "ไม่พอเพียง": "ไม่เพียงพอ",
    "อุปสรรค์": "อุปสรรค",
    "โครงการณ์": "โครงการ",
    "ผลิตภัณท์": "ผลิตภัณฑ์",
    "ผลิตภัณ ": "ผลิตภัณฑ์ ",
    "กิจกรรมม": "กิจกรรม",
    "บุคคลากร": "บุคลากร",
    "บุคลาการ": "บุคลากร",
}
_SPELLING = re.compile("|".join(re.escape(wrong) for wrong in sorted(_SPELLINGS, key=len, reverse=True)))


def visible(text: str) -> str:
    """The text without characters that nobody sees; spaces and line ends become one space."""
    return _SPACES.sub(" ", _CONTROL.sub(" ", _INVISIBLE.sub("", text))).strip()


def clean(text: str) -> str:
    """The text as the machine reads it: one spelling for what people read as the same."""
    text = visible(unicodedata.normalize("NFC", text))
    text = _LINK.sub(" ", text).translate(_THAI_DIGITS).lower()
    for wrong, right in _MARKS:
        text = text.replace(wrong, right)
    text = _NIKHAHIT_TONE.sub("\\1\N{THAI CHARACTER SARA AM}", text)
    text = _TONE_BEFORE_VOWEL.sub(r"\2\1", text)
    text = _REPEATED_MARK.sub(r"\1", text)
    text = _NUMBER_RUN.sub(" ", text)
    text = _LONG_RUN.sub(r"\1", text)
    text = _SPELLING.sub(lambda found: _SPELLINGS[found.group()], text)
    return _SPACES.sub(" ", text).strip()


def fingerprint(text: str) -> str:
    """Letters and digits of the cleaned text alone: equal for notes that are the same to a reader."""
    return "".join(char for char in clean(text) if char.isalnum() or unicodedata.category(char) in ("Mn", "Mc"))
