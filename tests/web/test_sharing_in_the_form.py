"""The workshop form says what phones see of others' notes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.room import Room
from workshop.domain import workshops

FIELDS = {
    "template": "look_back",
    "title": "เหลียวหลัง แลหน้า",
    "groups_mode": "names",
    "groups_names": "กลุ่มดอกคูน\nกลุ่มดอกจาน",
    "phase_title": ["ปัญหา"],
    "phase_question": [""],
    "phase_categories": ["ปัญหา/อุปสรรค"],
    "phase_id": [""],
}


def post(room: Room, path: str, **fields: Any) -> TestResponse:
    token = re.search(r'name="csrf-token" content="([^"]+)"', room.desk.client.get("/").text)
    assert token is not None
    return room.desk.client.post(path, data={**FIELDS, **fields, "csrf_token": token.group(1)})


def made(room: Room, answer: TestResponse) -> str:
    assert answer.status_code == 302, answer.text
    code = answer.location.rsplit("/", 1)[1]
    return str(room.feed.read(workshops.find, code).sharing)


@pytest.mark.parametrize(
    ("fields", "sharing"),
    [({}, "own"), ({"sharing": "own"}, "own"), ({"sharing": "group"}, "group"), ({"sharing": "everyone"}, "everyone")],
)
def test_a_new_workshop_has_the_chosen_sharing(room: Room, fields: dict[str, str], sharing: str) -> None:
    assert made(room, post(room, "/workshops/new", **fields)) == sharing


def test_an_unknown_choice_is_refused_at_its_field_and_creates_no_workshop(room: Room) -> None:
    before = len(room.feed.read(workshops.every))
    answer = post(room, "/workshops/new", sharing="all")
    assert answer.status_code == 422
    assert len(room.feed.read(workshops.every)) == before


def test_editing_preserves_or_changes_sharing_and_sends_it_to_the_screens(room: Room) -> None:
    path = f"/workshops/{room.code}/edit"
    assert made(room, post(room, path, sharing="everyone")) == "everyone"
    seen = room.desk.board()["seq"]
    assert made(room, post(room, path)) == "everyone"
    assert made(room, post(room, path, sharing="group")) == "group"
    assert room.desk.board(seen)["workshop"]["sharing"] == "group"


def phases(room: Room) -> list[tuple[str, bool]]:
    return [(phase["title"], phase["comments"]) for phase in room.desk.board()["phases"]]


def whole_form(room: Room) -> dict[str, list[str]]:
    """Both phases as the form shows them."""
    rows = room.desk.board()["phases"]
    return {
        "phase_title": [row["title"] for row in rows],
        "phase_question": ["", ""],
        "phase_categories": ["ปัญหา/อุปสรรค", "สาเหตุ"],
        "phase_id": [str(row["id"]) for row in rows],
    }


def test_the_form_lets_comments_into_a_phase_and_a_form_without_the_field_leaves_it(room: Room) -> None:
    path = f"/workshops/{room.code}/edit"
    whole = whole_form(room)
    made(room, post(room, path, **whole, phase_comments=["", "on"]))
    assert [on for _title, on in phases(room)] == [False, True]
    made(room, post(room, path, **whole))
    assert [on for _title, on in phases(room)] == [False, True]
    assert 'value="on" selected' in room.desk.client.get(path).text
    answer = post(room, path, **whole, phase_comments=["maybe", "on"])
    assert answer.status_code == 422
    made(room, post(room, path, **whole, phase_comments=["", ""]))
    assert [on for _title, on in phases(room)] == [False, False]


def test_a_form_without_the_field_lets_no_text_wait_where_the_phase_does_not_ask_for_it(room: Room) -> None:
    first = room.desk.board()["phases"][0]["id"]
    assert room.desk.call(f"/phases/{first}/check_flagged", {"on": False}).status_code == 200
    made(room, post(room, f"/workshops/{room.code}/edit", **whole_form(room)))
    assert [phase["check_flagged"] for phase in room.desk.board()["phases"]] == [False, True]


def test_the_form_says_for_a_phase_what_phones_see_and_phones_ask_anew(room: Room) -> None:
    path = f"/workshops/{room.code}/edit"
    whole = whole_form(room)
    room.desk.call("/sharing", {"sharing": "everyone"})
    room.phone.note("ของกลุ่มหนึ่ง")
    seen = room.other.state()
    assert len(seen["shared"]) == 1

    def said() -> list[str]:
        return [phase["sharing"] for phase in room.desk.board()["phases"]]

    made(room, post(room, path, **whole, phase_sharing=["themes", "group"]))
    assert said() == ["themes", "group"]
    later = room.other.state(seen["seq"])
    assert (later["shared"], later["shared_full"]) == ([], True)
    made(room, post(room, path, **whole))
    assert said() == ["themes", "group"], "a form without the field"
    assert post(room, path, **whole, phase_sharing=["themes", "all"]).status_code == 422
    made(room, post(room, path, **whole, phase_sharing=["", ""]))
    assert said() == ["", ""]
    assert len(room.other.state(later["seq"])["shared"]) == 1
