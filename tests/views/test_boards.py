"""Console and projector from one look: each is told what it would be told alone, and nothing of the other's."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.room import Room
from workshop.domain import workshops
from workshop.views import boards, drafts
from workshop.views.ledger import Ledger

VIEWS: list[boards.View] = ["console", "projector"]
HIDDEN = "หัวหน้าโกงค่าน้ำมัน"


def both(room: Room, since: int, ledger: Ledger, rest: Any = lambda: None) -> dict[boards.View, dict[str, Any]]:
    with room.app.app_context():
        return room.feed.read(boards.of, room.code, VIEWS, since, "th", ledger, rest)


def alone(room: Room, view: boards.View, since: int, ledger: Ledger) -> dict[str, Any]:
    with room.app.app_context():
        return room.feed.read(boards.board, room.code, view, since, "th", ledger)


def without_clock(delta: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in delta.items() if name != "now"}


@pytest.fixture
def busy(room: Room) -> Room:
    """Notes in themes, a hidden one, a vote and a mood open, and people with names."""
    room.new_phone(0, name="สมมุติ หนึ่ง", unit="พัฒนาการ").note("ถนนเป็นหลุม")
    for text in ("งบประมาณล่าช้า", "งบประมาณไม่พอ", HIDDEN):
        room.phone.note(text)
    room.group_notes()
    note = next(note for note in room.desk.board()["notes"] if note["text"] == HIDDEN)
    assert room.desk.call(f"/notes/{note['id']}/hide").status_code == 200
    road = next(note for note in room.desk.board()["notes"] if note["text"] == "ถนนเป็นหลุม")
    assert room.desk.call(f"/notes/{road['id']}/move", {"theme_id": "new", "label": "ถนน"}).status_code == 200
    assert room.desk.call("/voting", {"title": "เลือก", "category": None, "dots": 3}).status_code == 200
    assert room.desk.call("/pulse", {"question": "เป็นอย่างไร"}).status_code == 200
    return room


def test_views_read_together_get_the_same_deltas_as_alone(busy: Room) -> None:
    kept, apart = Ledger(), {view: Ledger() for view in VIEWS}
    since = 0
    for step in range(4):
        told = both(busy, since, kept)
        for view in VIEWS:
            assert without_clock(told[view]) == without_clock(alone(busy, view, since, apart[view]))
        since = told["console"]["seq"]
        (busy.other if step % 2 else busy.phone).note(f"ความเห็นใหม่ {step}")
        if step == 1:
            busy.group_notes()


def test_no_boards_delta_has_names_and_the_projectors_no_hidden_notes(busy: Room) -> None:
    told = both(busy, 0, Ledger())
    presence = busy.app.extensions["laena.presence"]
    shown = {view: json.dumps(presence.add_to(told[view], view), ensure_ascii=False) for view in VIEWS}
    assert HIDDEN in shown["console"]
    assert HIDDEN not in shown["projector"]
    for view in VIEWS:
        assert "สมมุติ หนึ่ง" not in shown[view]
        assert "พัฒนาการ" not in shown[view]


def test_what_a_phase_received_is_one_figure_on_all_boards_with_hidden_notes_and_those_behind_the_veil(
    busy: Room,
) -> None:
    for view in VIEWS:
        board = busy.desk.board(view=view)
        assert sum(board["received"].values()) == board["figures"]["received"]
    first = str(busy.desk.board()["phases"][0]["id"])
    before = busy.desk.board()["received"][first]
    note = busy.phone.note("อีกข้อ")["id"]
    busy.desk.call(f"/notes/{note}/hide")
    assert {busy.desk.board(view=view)["received"][first] for view in VIEWS} == {before + 1}
    busy.phone.call("DELETE", f"/notes/{note}")
    assert {busy.desk.board(view=view)["received"][first] for view in VIEWS} == {before}


def test_a_note_written_between_steps_of_a_delta_is_in_the_next_one(busy: Room) -> None:
    ledger = Ledger()
    since = both(busy, 0, ledger)["console"]["seq"]
    busy.phone.note("ก่อนพัก")
    rests: list[int] = []

    def rest() -> None:
        rests.append(1)
        busy.other.note(f"ระหว่างพัก {len(rests)}")

    first = both(busy, since, ledger, rest)
    assert len(rests) > 3
    texts = [[note["text"] for note in first[view]["notes"]] for view in VIEWS]
    assert texts == [["ก่อนพัก"], ["ก่อนพัก"]]
    second = both(busy, first["console"]["seq"], ledger)
    for view in VIEWS:
        assert [note["text"] for note in second[view]["notes"]] == [f"ระหว่างพัก {n + 1}" for n in range(len(rests))]
        assert second[view]["figures"]["received"] == first[view]["figures"]["received"] + len(rests)


@pytest.mark.parametrize(
    "names", [["กลุ่มชื่อใหม่", ""], ["", "", "กลุ่มที่มาเพิ่ม"], ["\t", ""]], ids=["renamed", "added", "in another order"]
)
def test_a_board_that_follows_a_room_knows_each_change_of_its_groups(busy: Room, names: list[str]) -> None:
    ledger = Ledger()
    told = both(busy, 0, ledger)["console"]
    former = busy.feed.read(drafts.of, busy.code)
    groups = [*former.groups, *[""] * (len(names) - len(former.groups))]
    written = [name.strip() or group for name, group in zip(names, groups, strict=False)] + groups[len(names) :]
    wanted = written[::-1] if "\t" in names else written
    busy.feed.change(busy.code, "facilitator", workshops.edit, replace(former, groups=tuple(wanted)))
    busy.new_phone(1)
    busy.phone.note("หลังกลุ่มเปลี่ยน")
    told = both(busy, told["seq"], ledger)["console"]
    assert told["groups"] == alone(busy, "console", 0, Ledger())["groups"]
    assert [group["name"] for group in told["groups"]] == wanted
    busy.new_phone(0).note("ของกลุ่มที่เปลี่ยน")
    again = both(busy, told["seq"], ledger)["console"]
    fresh = {group["id"]: group for group in alone(busy, "console", 0, Ledger())["groups"]}
    assert again["groups"] == list(fresh.values())


def test_a_delta_with_many_changes_is_not_small(room: Room) -> None:
    with room.app.app_context():
        workshop_id, since = room.feed.read(boards.heads, [room.code])[room.code]
        room.phone.note("หนึ่งเดียว")
        assert room.feed.read(boards.small, workshop_id, since)
    people = [room.new_phone(number % 2) for number in range(10)]  # one alone is asked to slow down after twenty
    for number in range(151):
        people[number % 10].note(f"ความเห็น {number}")
    with room.app.app_context():
        assert not room.feed.read(boards.small, workshop_id, since)
