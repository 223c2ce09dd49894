"""The worker finds which themes are those of last year; people's word stays before its."""

from __future__ import annotations

from tests.room import Room
from tests.worker.test_former_names import FEW, LATE, work
from workshop.domain import lookbacks, workshops, years
from workshop.domain.former_years import Former, FormerTheme

CATEGORY = "ปัญหา/อุปสรรค"
FORMER = Former(
    "ปี 2563",
    2563,
    None,
    (
        FormerTheme("problem", CATEGORY, "งบประมาณล่าช้ากว่าแผน", "งบประมาณ ล่าช้า", 6),
        FormerTheme("problem", CATEGORY, "น้ำท่วมตลาด", "น้ำท่วม ตลาด", 3),
        FormerTheme("proposal", "ข้อเสนอแนะ/การพัฒนาต่อยอด", "อบรมบัญชี", "อบรม", 2),
    ),
    (),
)


def matched(room: Room) -> dict[str, str]:
    workshop = room.feed.read(workshops.find, room.code)
    row = room.feed.read(years.newest, workshop.id)
    assert row is not None
    names = {theme["id"]: theme["label"] for theme in room.desk.board()["themes"]}
    return {names[theme]: former for theme, former in years.matched(row).items()}


def test_a_theme_of_late_budgets_is_found_to_be_last_years(room: Room) -> None:
    for text in (*LATE, *FEW):
        room.phone.note(text)
    work(room)
    room.feed.change(room.code, "facilitator", lookbacks.open_former, FORMER)
    work(room)
    found = matched(room)
    assert list(found.values()) == ["1"]
    (label,) = found
    theme = next(each for each in room.desk.board()["themes"] if each["label"] == label)
    said = {"theme_id": theme["id"], "former": "none", "was": "found"}
    assert room.desk.post(f"/workshops/{room.code}/last-year/former", data=said).status_code == 302
    room.phone.note("งบประมาณมาช้าอีกแล้ว")
    work(room)
    assert matched(room) == {}, "what a person said stays"
    seq = room.desk.board()["seq"]
    work(room)
    assert room.desk.board()["seq"] == seq, "nothing is found again and again"
