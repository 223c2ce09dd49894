"""How many notes a device may have in a phase: counted by its own marks, which no row leads from to a person."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from tests.room import Room, helper_of, new_id
from workshop.store.models import Note


@pytest.fixture
def two(room: Room) -> Room:
    """A room in whose open phase each device may have two notes."""
    assert limit(room, 2) == 200
    return room


def phase_of(room: Room, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = room.desk.board()["phases"][place]
    return found


def limit(room: Room, notes: Any) -> int:
    return room.desk.call(f"/phases/{phase_of(room)['id']}/most", {"notes": notes}).status_code


def test_a_device_sends_as_many_as_it_may_and_another_device_has_its_own(two: Room) -> None:
    assert phase_of(two)["most"] == 2
    first = new_id()
    assert [two.phone.send("หนึ่ง", first).status_code, two.phone.send("สอง").status_code] == [200, 200]
    refused = two.phone.send("สาม")
    assert (refused.status_code, refused.get_json()["error"]) == (409, "enough_notes")
    assert "ยังอยู่ในเครื่อง" in refused.get_json()["message"]
    assert two.phone.send("หนึ่ง", first).status_code == 200  # what was sent before is acknowledged again
    assert len(two.phone.state()["notes"]) == 2
    assert two.other.send("ของเครื่องอื่น").status_code == 200


def test_a_withdrawn_note_gives_its_place_back_and_an_edit_takes_none(two: Room) -> None:
    first, second = two.phone.note("หนึ่ง"), two.phone.note("สอง")
    edited = two.phone.call("PATCH", f"/notes/{second['id']}", {"text": "สองใหม่", "edit": new_id()})
    assert edited.status_code == 200
    assert two.phone.call("DELETE", f"/notes/{first['id']}").status_code == 200
    assert [two.phone.send(text).status_code for text in ("สาม", "สี่")] == [200, 409]


def test_a_scribe_writes_for_the_table_without_limit(two: Room) -> None:
    scribe = two.new_phone(0, scribe=True)
    assert [scribe.send(f"ข้อ {number}").status_code for number in range(4)] == [200] * 4


def test_the_limit_is_of_its_phase_alone(two: Room) -> None:
    for text in ("หนึ่ง", "สอง"):
        two.phone.note(text)
    second = phase_of(two, 1)
    two.desk.call(f"/phases/{second['id']}/open", {"only": False})
    here = {"phase_id": second["id"], "category": second["categories"][0]}
    assert [two.phone.send(str(n), **here).status_code for n in range(3)] == [200] * 3


def test_notes_that_waited_beyond_a_lowered_limit_are_refused_and_those_that_are_there_stay(two: Room) -> None:
    phase = phase_of(two)
    for text in ("หนึ่ง", "สอง"):
        two.phone.note(text)
    assert limit(two, 1) == 200
    late = {"phase_id": phase["id"], "category": phase["categories"][0], "run": phase["run"]}
    two.desk.call(f"/phases/{phase['id']}/close")
    assert two.phone.send("เขียนตอนไม่มีสัญญาณ", **late).get_json()["error"] == "enough_notes"
    assert len(two.phone.state()["notes"]) == 2
    assert limit(two, 0) == 200
    assert two.phone.send("เขียนตอนไม่มีสัญญาณ", **late).status_code == 200


def test_undo_sets_the_former_limit(two: Room) -> None:
    limit(two, 5)
    assert two.desk.call("/undo").get_json()["undone"] == "จำกัดจำนวนความเห็นต่อเครื่อง"
    assert phase_of(two)["most"] == 2


@pytest.mark.parametrize("notes", [None, -1, 100, 10**12, "สอง", 1.5, True, [2]])
def test_a_bad_limit_changes_nothing(two: Room, notes: Any) -> None:
    before = two.desk.board()["seq"]
    assert limit(two, notes) == 422
    assert (two.desk.board()["seq"], phase_of(two)["most"]) == (before, 2)


def test_only_who_steers_phases_sets_it(two: Room) -> None:
    path = f"/phases/{phase_of(two)['id']}/most"
    for role in ("viewer", "remote", "scribe"):
        assert helper_of(two, role, name=f"ผู้ช่วย {role}").call(path, {"notes": 9}).status_code == 403
    assert two.another().desk.call(path, {"notes": 9}).status_code == 404
    assert two.outsider().call("POST", path, {"notes": 9}).status_code != 200
    assert phase_of(two)["most"] == 2
    assert helper_of(two, "helper", name="ผู้ช่วย").call(path, {"notes": 9}).status_code == 200


def test_no_row_of_an_anonymous_note_names_its_writer_where_notes_are_counted(two: Room) -> None:
    second = phase_of(two, 1)
    two.desk.call(f"/phases/{second['id']}/identity", {"identity": "anonymous"})
    two.desk.call(f"/phases/{second['id']}/most", {"notes": 1})
    two.desk.call(f"/phases/{second['id']}/open", {"only": False})
    me = two.phone.state()["me"]["id"]
    here = {"phase_id": second["id"], "category": second["categories"][0], "promised": "anonymous"}
    assert [two.phone.send(text, **here).status_code for text in ("ลับ", "ลับสอง")] == [200, 409]
    row = two.feed.read(lambda session: session.execute(select(Note).where(Note.text == "ลับ")).scalar_one())
    assert row.group_id is None
    assert not any(str(value) in (me, two.phone.key) for value in vars(row).values())
