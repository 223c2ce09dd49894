"""The checklist of docs/letters.md, line by line, for every official paper of the year: in the DOCX's XML and on the
pages of the PDF, with Thai and Arabic digits, of usual length and with names and posts of 60 letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from tests.reports.official_papers import NAMES, Name, meeting_of
from tests.reports.official_reading import CM, NEAR, TWIPS, Read, before, emblem, form_of, middle, near, sizes
from tests.reports.test_letters import place_of

LETTERS: tuple[Name, ...] = ("letter", "letter back")
ADDRESSED: tuple[Name, ...] = (*LETTERS, "memo")
DOCS = Path(__file__).resolve().parents[2] / "docs" / "letters.md"


def paper_size(read: Read) -> bool:
    sheet = (read.section.page_width.cm, read.section.page_height.cm)
    page = read.pdf[0].get_size()
    return all(near(a, b) for a, b in zip((*sheet, *(side / CM for side in page)), (21, 29.7, 21, 29.7), strict=True))


def left(read: Read) -> bool:
    return near(read.section.left_margin.cm, 3) and min(each[0] for each in read.letters) > 3 - NEAR


def right(read: Read) -> bool:
    return near(read.section.right_margin.cm, 2) and max(each[1] for each in read.letters) < 19 + NEAR


def bottom(read: Read) -> bool:
    return near(read.section.bottom_margin.cm, 2) and max(each[2] for each in read.letters) < 27.7 + 0.2


def emblem_height(read: Read) -> bool:
    anchor, image = emblem(read)
    _left, low, _right, high = image.get_bounds()
    wanted = 1.5 if read.name == "memo" else 3.0
    return near(int(anchor.find(qn("wp:extent")).get("cy")) / 360_000, wanted) and near((high - low) / CM, wanted)


def emblem_below_the_edge(read: Read) -> bool:
    anchor, image = emblem(read)
    offset = int(anchor.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}").text) / 360_000
    return near(offset, 1.5) and near((read.pdf[0].get_height() - image.get_bounds()[3]) / CM, 1.5)


def emblem_across(read: Read) -> bool:
    anchor, image = emblem(read)
    side = anchor.find(f"{qn('wp:positionH')}/{qn('wp:align')}").text
    low, _bottom, high, _top = image.get_bounds()
    if read.name == "memo":
        return side == "left" and near(low / CM, 3)
    return side == "center" and near((low + high) / 2 / CM, 10.5)


def emblem_text(read: Read) -> bool:
    return emblem(read)[0].find(qn("wp:docPr")).get("descr") == "ตราครุฑ"


def font(read: Read) -> bool:
    (defaults,) = read.document.styles.element.iter(qn("w:rPrDefault"))
    own = defaults.find(qn("w:rPr"))
    named = set(own.find(qn("w:rFonts")).attrib.values()) == {"TH SarabunPSK"}
    return named and own.find(qn("w:sz")).get(qn("w:val")) == own.find(qn("w:szCs")).get(qn("w:val")) == "32"


def title(read: Read) -> bool:
    if read.name == "memo":
        first = read.lines[0]
        return (first.text, sizes(first), first.alignment) == ("บันทึกข้อความ", {29.0}, 1)
    if read.name == "minutes":
        head = read.lines[:4]
        bold = all(run.bold for each in head for run in each.runs)
        return head[0].text == "รายงานการประชุมประจำเดือน" and bold and {each.alignment for each in head} == {1}
    return "บันทึกข้อความ" not in read.text


def line_of_the_title(read: Read) -> bool:
    if read.name == "memo":
        return (
            form_of(read.lines[0], "spacing", "line") == "700"
            and form_of(read.lines[0], "spacing", "lineRule") == "exact"
        )
    return set(read.lines[4].text) == {"_"} and "____" not in read.printed


def labels(read: Read) -> bool:
    if read.name == "memo":
        bold = [[run.text for run in each.runs if run.bold and sizes(each) >= {20.0}] for each in read.lines[1:4]]
        return bold == [["ส่วนราชการ"], ["ที่", "วันที่"], ["เรื่อง"]]
    if read.name == "minutes":
        agendas = [each for each in read.lines if each.text.startswith("ระเบียบวาระที่")]
        return len(agendas) == 6 and all(run.bold for each in agendas for run in each.runs if run.text.strip())
    return not any(sizes(each) - {16.0} for each in read.lines)


def leaders(read: Read) -> bool:
    stops = [stop.get(qn("w:leader")) for each in read.lines for stop in each._p.iter(qn("w:tab"))]
    rules = [each for each in read.lines if each._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None]
    return (
        rules == [] and ("dot" in stops) == (read.name == "memo") and ("...." in read.printed) == (read.name == "memo")
    )


def number(read: Read) -> bool:
    if read.name == "minutes":
        return read.lines[1].text == read.digits("ครั้งที่ 10/2563") and near(middle(read, read.lines[1].text), 11, 0.2)
    first = next(each for each in read.lines if each.text.startswith("ที่\t"))
    return first.text.split("\t")[0] == "ที่" and (read.name != "memo" or first.text == "ที่\tวันที่\t")


def day(read: Read) -> bool:
    if read.name == "minutes":
        return read.lines[2].text == read.digits("เมื่อวันที่ 30 ตุลาคม 2563")
    if read.name == "memo":
        return near(read.at("วันที่")[0], 11, 0.1)
    at = next(place for place, each in enumerate(read.lines) if each.text.startswith("เรื่อง"))
    return read.lines[at - 1].text == "" and near(int(form_of(read.lines[at - 1], "ind", "left")) / TWIPS, 8)


def sender(read: Read) -> bool:
    if read.name == "minutes":
        return read.lines[3].text.startswith("ณ ")
    if read.name == "memo":
        return "\N{NO-BREAK SPACE}".join(["โทร.", "๐", "๔๓๐๐", "๐๐๐๐"]) in read.starting("ส่วนราชการ").text
    first = read.starting("ที่\t")
    place = first.text.split("\t")[1]
    hangs = int(form_of(first, "ind", "left")) == int(form_of(first, "ind", "hanging")) == round(9 * TWIPS)
    return hangs and near(read.at(place[:10])[0], 12)


def order(read: Read) -> bool:
    heads: dict[Name, list[str]] = {
        "letter": ["ที่", "เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย"],
        "memo": ["ส่วนราชการ", "ที่", "เรื่อง", "เรียน", "สิ่งที่ส่งมาด้วย"],
        "minutes": ["ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม", "เริ่มประชุม", "ระเบียบวาระที่", "เลิกประชุม"],
    }
    heads["letter back"] = heads["letter"]
    wanted = heads[read.name]
    places = [next(at for at, each in enumerate(read.lines) if each.text.startswith(head)) for head in wanted]
    printed = 0
    for head in wanted:
        printed = read.printed.find(head, printed) + len(head)
        if printed < len(head):
            return False
    return places == sorted(places)


def room_in_the_head(read: Read) -> bool:
    if read.name == "minutes":
        heads = [each for each in read.lines if each.text in ("ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม")]
        return [before(each) for each in heads] == [6.0] * 3
    return all(before(read.starting(label)) == 6 for label in ("เรียน", "สิ่งที่ส่งมาด้วย"))


def further_lines(read: Read) -> bool:
    if read.name == "minutes":
        agenda = read.starting("ระเบียบวาระที่")
        return form_of(agenda, "ind", "left") == form_of(agenda, "ind", "hanging") == str(round(3.25 * TWIPS))
    hanging = [each for each in read.lines if each.text.startswith(("เรียน\t", "อ้างถึง\t", "สิ่งที่ส่งมาด้วย\t"))]
    return len(hanging) >= 2 and all(
        form_of(each, "ind", "left") == form_of(each, "ind", "hanging") for each in hanging
    )


def counted(read: Read) -> bool:
    if read.name == "minutes":
        at = next(place for place, each in enumerate(read.lines) if each.text == "ผู้มาประชุม")
        people = [each.text.split("\t")[0] for each in read.lines[at + 1 : at + 60] if "\t" in each.text]
        return people[:3] == [read.digits(f"{n}.") for n in (1, 2, 3)]
    enclosed = read.starting("สิ่งที่ส่งมาด้วย").text
    return re.search(read.digits("จำนวน 1 (ฉบับ|ชุด)"), enclosed) is not None


def first_line(read: Read) -> bool:
    texts = [each for each in read.lines if form_of(each, "jc", "val") == "thaiDistribute"]
    indented = all(form_of(each, "ind", "firstLine") == str(round(2.5 * TWIPS)) for each in texts)
    last = "ทุกอำเภอเสนอแผน" if read.name == "minutes" else "จึงเรียนมา"
    return bool(texts) and indented and near(read.at(last)[0], 5.5)


def room_before_a_paragraph(read: Read) -> bool:
    start = "ระเบียบวาระที่" if read.name == "minutes" else "จึงเรียนมา"
    return {before(each) for each in read.lines if each.text.startswith(start)} == {6.0}


def last_paragraph(read: Read) -> bool:
    if read.name == "minutes":
        end = read.starting("เลิกประชุมเวลา")
        return end.text == read.digits("เลิกประชุมเวลา 16.30 น.") and all(run.bold for run in end.runs)
    return "จึงเรียนมาเพื่อโปรดทราบ" in [each.text for each in read.lines] and "จึงเรียนมาเพื่อโปรดทราบ" in read.printed


def closing(read: Read) -> bool:
    if read.name == "memo":
        return "ขอแสดงความนับถือ" not in read.text + read.printed
    return before(read.starting("เลิกประชุม" if read.name == "minutes" else "ขอแสดงความนับถือ")) == 12


def room_to_sign(read: Read) -> bool:
    at = next(place for place, each in enumerate(read.lines) if each.text.startswith("(นาย"))
    empty = 2 if read.name == "minutes" else 3
    above = {"minutes": "เลิกประชุม", "memo": "จึงเรียนมา"}.get(read.name, "ขอแสดงความนับถือ")
    room = read.at("(นาย")[1] - read.at(above)[1]
    return [each.text for each in read.lines[at - empty : at]] == [""] * empty and room > empty * 0.6


def signature(read: Read) -> bool:
    at = next(place for place, each in enumerate(read.lines) if each.text.startswith("(นาย"))
    below = read.lines[at + 1].text
    wanted = below == "ผู้จดรายงานการประชุม" if read.name == "minutes" else "พัฒนา" in below
    acting = read.name == "minutes" or read.lines[at + 2].text.startswith("รักษาราชการแทน ")
    return wanted and acting and {each.alignment for each in read.lines[at : at + 2]} == {1}


def on_one_page(read: Read) -> bool:
    start = {"minutes": "เลิกประชุม", "memo": "(นาย"}.get(read.name, "ขอแสดง")
    end = "ผู้จดรายงานการประชุม" if read.name == "minutes" else "รักษาราชการแทน"
    first = next(place for place, each in enumerate(read.lines) if each.text.startswith(start))
    last = next(place for place, each in enumerate(read.lines) if each.text.startswith(end))
    together = [each.paragraph_format.keep_with_next for each in read.lines[first:last]]
    return set(together) == {True} and read.page_of(start) == read.page_of(end)


def owner(read: Read) -> bool:
    mail = "ไปรษณีย์อิเล็กทรอนิกส์ office@example.org"
    if read.name in LETTERS:
        own = [each.text for each in read.lines[-3:]]
        return own[1:] == ["โทร. ๐ ๔๓๐๐ ๐๐๐๐", mail] and near(read.at("โทร.")[0], 3)
    return mail not in read.text and "office@example.org" not in read.printed


def page_numbers(read: Read) -> bool:
    number = read.digits("– 2 –")
    header = read.section.different_first_page_header_footer and read.section.header.paragraphs[0].text == number
    if len(read.pdf) == 1:
        return header
    at, top = place_of(read.pdf[1], number)
    return header and near(at + 0.4, 11, 0.3) and top < 2.5


def language(read: Read) -> bool:
    (defaults,) = read.document.styles.element.iter(qn("w:rPrDefault"))
    return defaults.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:bidi")) == "th-TH" and b"/Lang(th-TH)" in read.raw


def digits(read: Read) -> bool:
    sample = {"minutes": "เมื่อวันที่30ตุลาคม2563", "letter back": "28ตุลาคม2563"}.get(read.name, "จำนวน1ฉบับ")
    return read.digits(sample) in read.printed and read.digits(sample) in "".join(read.text.split())


def nothing_runs_into_another(read: Read) -> bool:
    """Whether no two letters of a line lie upon each other: those that Thai puts above and below are not looked at, and
    a ligature is one."""
    rows: dict[tuple[int, float], set[tuple[float, float]]] = {}
    for number, page in enumerate(read.pdf):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            low, bottom_, high, _top = text.get_charbox(at, loose=True)
            if re.match(r"[ก-ฮA-Za-z0-9๐-๙.]", text.get_text_range(at, 1)) and high > low:
                rows.setdefault((number, round(bottom_)), set()).add((low, high))
    return min(b[0] - a[1] for row in rows.values() for a, b in pairwise(sorted(row))) > -1.0


def name_and_post(read: Read) -> bool:
    """Whether a post stands at 11.5 cm of the page, with 6 points at least from the name or on a line below it."""
    text = read.pdf[0].get_textpage()
    words, at, found = text.get_text_range(), 0, []
    for line in meeting_of(read.long).typed.facts.present.splitlines()[:12]:
        name, post = line.split("\t")
        at = words.index(name[:12], at)
        to = words.index(post[:8], at + len(name) // 2)
        boxes = [text.get_charbox(each, loose=True) for each in range(at, to) if words[each].strip()]
        low, line_of_post, _right, _top = text.get_charbox(to, loose=True)
        below = min(box[1] for box in boxes) > line_of_post + 6
        found.append(near(low / CM, 11.5) and (below or max(box[2] for box in boxes) <= low - 6))
        at = to
    return all(found)


CHECKS: dict[int, tuple[tuple[Name, ...], Callable[[Read], bool]]] = {
    1: (NAMES, paper_size),
    2: (NAMES, left),
    3: (NAMES, right),
    4: (NAMES, bottom),
    5: (ADDRESSED, emblem_height),
    6: (ADDRESSED, emblem_below_the_edge),
    7: (ADDRESSED, emblem_across),
    8: (ADDRESSED, emblem_text),
    9: (NAMES, font),
    10: (NAMES, title),
    11: (("memo", "minutes"), line_of_the_title),
    12: (NAMES, labels),
    13: (NAMES, leaders),
    14: (NAMES, number),
    15: (NAMES, day),
    16: (NAMES, sender),
    17: (NAMES, order),
    18: (NAMES, room_in_the_head),
    19: (NAMES, further_lines),
    20: (NAMES, counted),
    21: (NAMES, first_line),
    22: (NAMES, room_before_a_paragraph),
    23: (NAMES, last_paragraph),
    24: (NAMES, closing),
    25: (NAMES, room_to_sign),
    26: (NAMES, signature),
    27: (NAMES, on_one_page),
    28: (NAMES, owner),
    29: (NAMES, page_numbers),
    30: (NAMES, language),
    31: (NAMES, digits),
    32: (NAMES, nothing_runs_into_another),
    33: (("minutes",), name_and_post),
}


@pytest.mark.parametrize("long", [False, True], ids=["usual", "long"])
@pytest.mark.parametrize("thai", [True, False], ids=["thai", "arabic"])
@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_the_checklist_holds(name: Name, thai: bool, long: bool) -> None:
    read = Read(name, thai, long)
    failed = [f"{at} {check.__name__}" for at, (papers, check) in CHECKS.items() if name in papers and not check(read)]
    assert failed == []


def test_each_paper_has_at_least_25_lines_and_the_docs_have_the_same() -> None:
    for name in NAMES:
        assert len([at for at, (papers, _check) in CHECKS.items() if name in papers]) >= 25, name
    written = [int(at) for at in re.findall(r"^\| (\d+)\. ", DOCS.read_text(encoding="utf-8"), re.MULTILINE)]
    assert written == list(CHECKS)
