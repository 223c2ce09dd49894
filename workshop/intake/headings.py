"""What counts for the rows below it: a row with nothing but a district or a category, a title with a district."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from analysis.folding import comparable
from workshop import places
from workshop.domain.written_names import bare, group_of, groups_by_name
from workshop.intake.layout import GROUP, Layout
from workshop.intake.questions import same_category
from workshop.tables import Table
from workshop.tables.personal import about_sender

# «1.», «๒)», «(3)», «-» before a heading; «(12 ข้อ)», «จำนวน 12 เรื่อง», «:» behind it.
_BEFORE = re.compile(r"^\s*(?:\(?[0-9๐-๙]{1,3}[.):]?|[-–•*▪●])\s+")
_BEHIND = re.compile(r"\s*(?:\([^()]{0,20}\)|(?:จำนวน|รวม)\s*[0-9๐-๙]+\s*\S{0,10}|[:：]|\(ต่อ\))\s*$")
_DISTRICT = re.compile(r"(?:อำเภอ|(?<![ก-๎])อ\s?\.)\s*[:：]?\s*([ก-๎]+)")
_NUMBERED = re.compile(r"(?:กลุ่ม|โต๊ะ|ทีม)(?:ที่)?\d{1,3}|group\d{1,3}|table\d{1,3}")
_OF_DISTRICT = re.compile(r"^(?:(?:สำนักงาน|สนง\.?)พัฒนาชุมชนอำเภอ|สพอ\.?|ที่ว่าการอำเภอ|อำเภอ|อ\.|เขต)")
_LONGEST = 60
_MOST_CELLS = 4  # filled cells of a row that may be a heading: a number, a text
_LABELS = ("อำเภอ", "กลุ่ม", "โต๊ะ")
_USUAL = frozenset(map(comparable, GROUP))


class Of(StrEnum):
    """What a heading says of the rows below it."""

    GROUP = "group"
    CATEGORY = "category"


@dataclass(frozen=True)
class Heading:
    """`row`: counted from 1 below the header, 0 above it."""

    sheet: str
    row: int
    text: str
    of: Of


@dataclass
class Headings:
    """The headings of a table: in which rows they stand, and the group and category of each row below one."""

    found: list[Heading] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    groups: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)


def headings(table: Table, form: Layout, keys: Mapping[str, str], groups: Sequence[str]) -> Headings:
    """Return the headings of a table. A column of groups, or of categories, wins over headings of the kind."""
    found = Headings()
    known = groups_by_name((name, 1) for name in groups)
    title = _above(table, known) if form.group is None else ""
    if title:
        found.found.append(Heading(table.sheet, 0, title, Of.GROUP))
    now = {Of.GROUP: title, Of.CATEGORY: ""}
    kinds = _kinds(form)
    outer: Of | None = None
    for row, cells in enumerate(table.rows):
        name = _alone(table, row, cells) if kinds else ""
        of = _kind(name, kinds, keys, known, len(table.header)) if name else None
        if of is not None:
            outer = outer or of
            if of is outer:  # the kind that comes first stands above the other one
                now = {Of.GROUP: title, Of.CATEGORY: ""}
            now[of] = (same_category(name, keys) or name) if of is Of.CATEGORY else _of_label(name)
            found.found.append(Heading(table.sheet, row + 1, now[of] if of is Of.GROUP else name, of))
            found.rows.add(row)
        found.groups.append(now[Of.GROUP])
        found.categories.append(now[Of.CATEGORY])
    return found


def _kinds(form: Layout) -> tuple[Of, ...]:
    """Return what headings of this layout may say."""
    by_category = form.category is None and len(form.notes) == 1
    return (*((Of.CATEGORY,) if by_category else ()), *((Of.GROUP,) if form.group is None else ()))


def heading_text(text: str) -> str:
    """Return the heading without the number before it and the count behind it."""
    bare_text = _BEHIND.sub("", _BEFORE.sub("", text)).strip()
    return bare_text or text.strip()


def _alone(table: Table, row: int, cells: Sequence[str]) -> str:
    """Return the only text of the row, beside numbers, as a heading; «อำเภอ น้ำพอง» of two cells; else ""."""
    places_of_text = [column for column, cell in enumerate(cells) if cell and not cell.isspace()]
    if len(places_of_text) > _MOST_CELLS and not table.repeated:
        return ""
    texts = [
        cells[column].strip()
        for column in places_of_text
        if (row, column) not in table.repeated and any(letter.isalpha() for letter in cells[column])
    ]
    if len(texts) == 2 and _labels_group(texts[0]) and len(texts[1]) <= _LONGEST:
        return f"{texts[0]} {texts[1]}"
    return heading_text(texts[0]) if len(texts) == 1 and len(texts[0]) <= _LONGEST else ""


def _kind(
    name: str, kinds: Sequence[Of], keys: Mapping[str, str], known: Mapping[str, int | None], width: int
) -> Of | None:
    if Of.CATEGORY in kinds and same_category(name, keys) is not None:
        return Of.CATEGORY
    return Of.GROUP if Of.GROUP in kinds and _is_group(name, known, width) else None


def _is_group(name: str, known: Mapping[str, int | None], width: int) -> bool:
    """Return whether the words name a group and are no opinion: one of the workshop's, a district, «กลุ่มที่ 2»."""
    label, _, value = name.partition(" ")
    if value and _labels_group(label):
        return True
    plain = comparable(name)
    if group_of(known, name) is not None or _NUMBERED.fullmatch(plain):
        return True
    return (width > 1 or _OF_DISTRICT.match(plain) is not None) and places.is_district(bare(name).removeprefix(":"))


def _of_label(name: str) -> str:
    """Return the value of «อำเภอ น้ำพอง», where the label alone says what it is; else the name."""
    label, _, value = name.partition(" ")
    return value.strip(" :") if value and _labels_group(label) else name


def _labels_group(text: str) -> bool:
    return about_sender(text) in _LABELS or comparable(text).strip(":") in _USUAL


def _above(table: Table, known: Mapping[str, int | None]) -> str:
    """Return the one group or district that the rows above the header name, else ""."""
    found: dict[str, str] = {}
    for cells in table.above:
        filled = list(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))
        for label, value in pairwise(filled):
            if _labels_group(label) and len(value) <= _LONGEST:
                found.setdefault(bare(value), value)
        for cell in filled:
            for match in _DISTRICT.finditer(cell):
                if places.is_district(match[1]) or group_of(known, match[1]) is not None:
                    found.setdefault(bare(match[1]), match[1])
    return next(iter(found.values())) if len(found) == 1 else ""
