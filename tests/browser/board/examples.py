"""Example boards for looking at the facilitator's and the projector's pages: filled, empty and extreme."""

import itertools
import random
from typing import Any

CATEGORIES = [
    ("result", "ผลงาน"),
    ("problem", "ปัญหา/อุปสรรค"),
    ("cause", "สาเหตุ"),
    ("solution", "แนวทางแก้ไข"),
    ("proposal", "ข้อเสนอแนะ/การพัฒนาต่อยอด"),
]
_DISTRICTS = """
เมืองขอนแก่น บ้านฝาง พระยืน หนองเรือ ชุมแพ สีชมพู น้ำพอง อุบลรัตน์ กระนวน บ้านไผ่ เปือยน้อย พล แวงใหญ่
แวงน้อย หนองสองห้อง ภูเวียง มัญจาคีรี ชนบท เขาสวนกวาง ภูผาม่าน ซำสูง โคกโพธิ์ไชย หนองนาคำ บ้านแฮด โนนศิลา เวียงเก่า
"""
DISTRICTS = _DISTRICTS.split()
THEMES = [
    ("result", "กลุ่มอาชีพมีรายได้เพิ่มขึ้น", ["กลุ่มทอผ้ามีรายได้เพิ่มขึ้นจากการขายออนไลน์", "กลุ่มจักสานขายได้มากขึ้นกว่าปีก่อน"]),
    ("result", "ครัวเรือนปลูกผักสวนครัวครบทุกหลัง", ["ทุกครัวเรือนปลูกผักสวนครัวอย่างน้อย 5 ชนิด", "ผู้นำชุมชนปลูกผักเป็นตัวอย่างให้ลูกบ้าน"]),
    (
        "problem",
        "งบประมาณมาช้าและไม่พอ",
        ["งบประมาณโอนมาปลายปี ทำกิจกรรมไม่ทัน", "งบต่อหัวน้อยเกินไปสำหรับค่าอาหาร", "เงินมาไม่ตรงแผน"],
    ),
    ("problem", "เจ้าหน้าที่น้อย งานเยอะ", ["พัฒนากรหนึ่งคนดูแลสามตำบล", "คนไม่พอ งานฝากจากหน่วยอื่นมาก"]),
    ("problem", "ข้อมูลครัวเรือนไม่ตรงกัน", ["ข้อมูล จปฐ. กับ TPMAP ไม่ตรงกัน", "กรอกหลายระบบ ตัวเลขไม่เท่ากันสักระบบ"]),
    ("problem", "อินเทอร์เน็ตในพื้นที่ช้า", ["สัญญาณเน็ตไม่ถึงบางหมู่บ้าน ส่งรายงานไม่ได้", "ระบบล่มตอนใกล้กำหนดส่งทุกครั้ง"]),
    ("cause", "แผนกับงบไม่สอดคล้องกัน", ["แผนทำล่วงหน้าหนึ่งปี แต่งบจัดใหม่กลางปี"]),
    ("cause", "ขาดการประสานงานระหว่างหน่วยงาน", ["แต่ละหน่วยงานต่างคนต่างทำ ไม่คุยกันก่อนลงพื้นที่"]),
    ("solution", "ประชุมเครือข่ายทุกเดือน", ["นัดเครือข่ายคุยกันทุกวันที่ 5 ของเดือน", "ใช้กลุ่มไลน์อำเภอประสานงานล่วงหน้า"]),
    ("solution", "ใช้ฐานข้อมูลกลางร่วมกัน", ["รวมเป็นฐานข้อมูลเดียวแล้วให้ตำบลปรับปรุงเอง"]),
    (
        "proposal",
        "ขยายโคก หนอง นา โมเดล ให้ครบทุกอำเภอ",
        ["ขยายแปลงตัวอย่างให้ครบทุกตำบล ทำอย่างระมัดระวัง", "ตั้งศูนย์เรียนรู้ที่แปลงที่ทำสำเร็จแล้ว"],
    ),
    ("proposal", "ติดตามครัวเรือนเป้าหมายแก้จนต่อเนื่อง", ["เยี่ยมครัวเรือนคู่เสี่ยวเดือนละครั้งและบันทึกผล"]),
]
PHASES = [
    ("result", "เหลียวหลัง: ผลงาน", "ปีที่ผ่านมา งานใดของอำเภอท่านสำเร็จและน่าภูมิใจ", "closed"),
    ("problem", "ปัญหาและอุปสรรค", "อะไรทำให้งานปีที่ผ่านมาไม่เป็นไปตามแผน", "open"),
    ("cause", "สาเหตุ", "ปัญหาที่พบเกิดจากอะไร", "waiting"),
    ("solution", "แนวทางแก้ไข", "จะแก้ปัญหาเหล่านี้อย่างไร", "waiting"),
    ("proposal", "แลหน้า: ข้อเสนอแนะ", "ปีหน้าควรทำอะไรต่อ และอยากเสนออะไรต่อกรมฯ", "waiting"),
]
FOCUS = [
    {"key": "nature", "name": "โคก หนอง นา โมเดล", "words": "โคก หนอง นา, แปลงตัวอย่าง"},
    {"key": "pairs", "name": "คู่เสี่ยว เกี่ยวก้อย แก้จนคนขอนแก่น", "words": "คู่เสี่ยว"},
]
LONG_WORD = "ก" * 120 + "supercalifragilisticexpialidocious" * 3
STACKED = "ปี่ ที่นี้ น้ำ กุ้ง ผู้ใหญ่บ้าน ซื่อสัตย์ ปู่ย่า กี่ครั้ง ญี่ปุ่น ฎีกา ฐานะ ฤๅษี"
SET_ASIDE = ["-", "ไม่มี", "5555", "ไม่มีครับ"]
NOW_MS = 1_604_030_400_000


def workshop() -> dict[str, Any]:
    return {
        "code": "KKN4R7",
        "title": "การประชุมเชิงปฏิบัติการเหลียวหลัง แลหน้า เพื่อวางแผนงานปีงบประมาณ 2564",
        "host_unit": "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น",
        "venue": "อำเภออุบลรัตน์",
        "date_text": "30–31 ตุลาคม 2563",
        "fiscal_year": 2564,
        "opening_words": "",
        "categories": [{"key": key, "name": name} for key, name in CATEGORIES],
    }


def phases(states: list[str] | None = None) -> list[dict[str, Any]]:
    return [
        {
            "id": f"p{n}",
            "position": n,
            "title": title,
            "question": question,
            "categories": [key],
            "state": states[n] if states else state,
            "identity": "unit",
            "run": 1,
            "grace": 10,
            "late_until": 0,
        }
        for n, (key, title, question, state) in enumerate(PHASES)
    ]


def groups(count: int = 26) -> list[dict[str, Any]]:
    found = []
    for n in range(count):
        found.append(
            {
                "id": f"g{n}",
                "name": f"อำเภอ{DISTRICTS[n % 26]}",
                "participants": n % 5,
                "connected": max(0, n % 5 - 1),
                "notes": 0,
            }
        )
    return found


def note(number: int, category: str, text: str, group: str, theme: str | None, status: str) -> dict[str, Any]:
    phase = next(n for n, (key, *_rest) in enumerate(PHASES) if key == category)
    return {
        "id": f"n{number:04}",
        "number": number,
        "text": text,
        "category": category,
        "phase_id": f"p{phase}",
        "group_id": group,
        "theme_id": theme,
        "status": status,
        "at": NOW_MS + number * 1000,
        "placed": False,
        "focus": ["nature"] if "โคก หนอง นา" in text or "แปลง" in text else [],
    }


def full(count: int = 200, extreme: bool = False) -> dict[str, Any]:
    """{workshop, phases, groups, themes, notes} with `count` notes; `extreme` has long notes and unbroken words."""
    chance = random.Random(5)
    notes = []
    cycle = itertools.cycle(range(len(THEMES)))
    for number in range(1, count + 1):
        index = next(cycle) if number % 3 else chance.choice([2, 2, 2, 3, 4, 10])
        category, _label, texts = THEMES[index]
        text, theme, status = chance.choice(texts), f"t{index:02}", "theme"
        if number % 7 == 0:
            theme, status = None, "ungrouped"
        if number % 23 == 0:
            text, theme, status = chance.choice(SET_ASIDE), None, "set_aside"
        if number % 41 == 0:
            theme, status = None, "hidden"
        if extreme and status != "set_aside":
            text = chance.choice([LONG_WORD[:300], (text + " " + STACKED + " ") * 4, STACKED, text])[:300]
        notes.append(note(number, category, text, f"g{chance.randrange(26)}", theme, status))
    themes = []
    for index, (category, label, _texts) in enumerate(THEMES):
        mine = [each["id"] for each in notes if each["theme_id"] == f"t{index:02}"]
        name = (label + " และเรื่องที่เกี่ยวเนื่องกันทั้งในระดับตำบลและอำเภอ " + STACKED) if extreme and index % 3 == 0 else label
        themes.append(
            {
                "id": f"t{index:02}",
                "category": category,
                "label": name,
                "given": index == 3,
                "count": len(mine),
                "examples": mine[:3],
                "keywords": [],
                "locked": index == 4,
                "subthemes": [],
            }
        )
    with_subthemes(themes[2], notes)
    found = {"links": links(), "focus": [dict(issue) for issue in FOCUS]}
    return {"workshop": workshop(), "phases": phases(), "groups": groups(), "themes": themes, "notes": notes, **found}


def with_subthemes(theme: dict[str, Any], notes: list[dict[str, Any]]) -> None:
    """Two sub-themes by what the notes say; the third kind of note stays in none."""
    parts = [("s1", "โอนเงินมาปลายปี", "งบประมาณโอน"), ("s2", "งบต่อหัวน้อยเกินไป", "งบต่อหัว")]
    mine = [each for each in notes if each["theme_id"] == theme["id"]]
    for key, label, start in parts:
        members = [each["id"] for each in mine if each["text"].startswith(start)]
        if members:
            theme["subthemes"].append({"id": key, "label": label, "count": len(members), "members": members})


def links() -> list[dict[str, Any]]:
    """Three of the four problem themes are answered; t05, the slow internet, is the gap."""
    rows = [
        ("t04", "t09", 0.71, ""),
        ("t03", "t08", 0.46, "confirmed"),
        ("t02", "t08", 0.24, ""),
        ("t04", "t10", 0.12, ""),
    ]
    return [{"from": start, "to": end, "strength": strength, "said": said} for start, end, strength, said in rows]


def empty(opened: bool = False) -> dict[str, Any]:
    states = ["open" if opened and n == 0 else "waiting" for n in range(5)]
    rooms = [{**group, "participants": 0, "connected": 0} for group in groups()]
    return {"workshop": workshop(), "phases": phases(states), "groups": rooms, "themes": [], "notes": []}


def many(count: int = 1000) -> dict[str, Any]:
    """The full board with a theme list that needs several pages on the projector."""
    board = full(count)
    for n in range(14):
        board["themes"].append(
            {
                "id": f"x{n:02}",
                "category": "problem",
                "label": f"เรื่องอื่นที่พบ ชุดที่ {n + 1}",
                "given": False,
                "count": 0,
                "examples": [],
                "keywords": [],
            }
        )
        for each in [one for one in board["notes"] if one["theme_id"] == "t02"][: 3 + n % 4]:
            each["theme_id"] = f"x{n:02}"
    for theme in board["themes"]:
        mine = [each["id"] for each in board["notes"] if each["theme_id"] == theme["id"]]
        theme.update(count=len(mine), examples=mine[:3])
    return board


def early() -> dict[str, Any]:
    """Many notes, few themes: two in the open phase's category, none in the last."""
    board = full(120)
    board["themes"] = [theme for theme in board["themes"] if theme["id"] in ("t02", "t03")]
    for each in board["notes"]:
        if each["theme_id"] not in ("t02", "t03", None):
            each.update(theme_id=None, status="ungrouped")
    return board
