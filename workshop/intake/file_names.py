"""Which group the name of a file says: «อำเภอน้ำพอง.xlsx», where nothing in the file names one."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.folding import folded
from workshop import places
from workshop.domain.written_names import bare, group_of, groups_by_name

# How the name of a file in a ZIP is shown: «งาน.zip › ขอนแก่น/น้ำพอง.xlsx».
_INSIDE = " › "
_ENDING = re.compile(r"\.(?:xlsx|xlsm|xls|ods|csv|tsv|txt|json)\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:กลุ่ม|โต๊ะ|group|table)(?:ที่)?[\s-]*[0-9๐-๙]{1,3}(?![0-9๐-๙])")
_DISTRICT = re.compile(r"(?:พัฒนาชุมชนอำเภอ|สพอ\s?\.?|ที่ว่าการอำเภอ|อำเภอ|(?<![ก-๎])อ\s?\.)[\s:.-]*([ก-๎]+)")
_GROUP = re.compile(r"(?:กลุ่ม|โต๊ะ)[\s:-]*([ก-๎]+)")
# No part of a rank, such as พล.อ. or พ.ต.ท., is a word.
_WORD = re.compile(r"(?<![ก-๎a-z])[ก-๎a-z]{2,}(?![ก-๎a-z])(?!\.\s?[ก-๎]{1,2}\.)")
_CAPITAL = re.compile(r"((?:อำเภอ|(?<![ก-๎])อ\s?\.)\s*เมือง)\s*(?:จังหวัด|จ\s?\.)\s*(?=[ก-๎])")
# What systems and people put around the name of a copy.
_OF_COPIES = re.compile(r"\b(?:copy(?: of)?|final)\b|(?:สำเนา|คัดลอก)(?:ของ)?|ฉบับ(?:แก้ไข|สมบูรณ์)")


@dataclass(frozen=True)
class OfFile:
    """`group`: what the file's name says. `notes`: how many have it, or could. `on`: they have it."""

    group: str
    notes: int
    on: bool


def group_of_file(name: str, groups: Sequence[str]) -> str:
    """Return the one group or district that the name of a file, or of a folder in its ZIP, says; "" for none.

    One of the workshop's `groups` wins over a district that is none of them. A number alone is no group; of two groups
    in a name neither is meant.
    """
    known = groups_by_name((group, place) for place, group in enumerate(groups, 1))
    path = re.split(r"[/\\]", name.rpartition(_INSIDE)[2])
    path[-1] = _ENDING.sub("", path[-1])
    for piece in map(_plain, reversed(path)):
        ours = {groups[place - 1]: None for place in _ours(piece, known)}
        others = [name for name in _others(piece) if not ours or group_of(known, name) is None]
        found = ours | dict.fromkeys(others)
        if found:
            return next(iter(found)) if len(found) == 1 else ""
    return ""


def _plain(piece: str) -> str:
    seen = "".join(letter for letter in folded(piece) if unicodedata.category(letter) != "Cf")
    return _CAPITAL.sub(r"\1", " ".join(_OF_COPIES.sub(" ", seen.replace("_", " ")).split()))


def _ours(piece: str, known: Mapping[str, int | None]) -> Iterator[int]:
    """Yield the groups of the workshop that the piece of a path names."""
    labelled = (match[1] for form in (_DISTRICT, _GROUP) for match in form.finditer(piece))
    numbered = (match[0] for match in _NUMBERED.finditer(piece))
    whole = [piece] if any(letter.isalpha() for letter in piece) else []
    for written in (*whole, *labelled, *numbered, *_WORD.findall(piece)):
        if (group := group_of(known, written)) is not None:
            yield group


def _others(piece: str) -> Iterator[str]:
    """Yield the districts that are named as such, or alone, and the number of a group that stands alone."""
    if _NUMBERED.fullmatch(piece):
        yield piece
    words = re.findall(r"[ก-๎]+", piece)
    for written in (*(match[1] for match in _DISTRICT.finditer(piece)), *(map(bare, words) if len(words) == 1 else ())):
        if places.is_district(written):
            yield written
