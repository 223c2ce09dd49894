"""Which of what the room is asked stands on the wall: the newest, until the facilitator chooses something else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.test_showing import ids, opened, show
from tests.room import Room


def test_of_two_open_questions_the_facilitator_chooses_the_one_on_the_wall(room: Room) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"})
    opened(room, "/voting", kind="dots", source="themes", dots=1)
    opened(room, "/pulse", moment="")
    asked = ids(room)
    show(room, "asked", asked["pulse"])
    assert room.desk.board(view="projector")["shown"] == {"what": "asked", "id": asked["pulse"]}
    opened(room, "/voting/close")
    assert room.desk.board(view="projector")["shown"] is not None
    opened(room, "/pulse/clear")
    assert room.desk.board(view="projector")["shown"] is None


def test_nothing_but_what_this_room_was_asked_is_shown_as_such(room: Room) -> None:
    opened(room, "/pulse", moment="")
    (known,) = ids(room).values()
    for wrong in ("", "pulse", "pulse-", "pulse-0", "pulse-99999", "pulse-01", f"{known} ", "voting-1", "film-1", "-1"):
        answer = show(room, "asked", wrong)
        assert (answer.status_code, answer.get_json()["error"]) == (404, "unknown_question"), wrong
    assert show(room, "asked", "pulse-" + "9" * 90).status_code == 422
    assert room.desk.board(view="projector")["shown"] is None
    assert room.phone.call("POST", "/show", {"what": "asked", "id": known}).status_code in (401, 409)
    assert room.desk.call("/show", {"what": "asked", "id": known}, code="ZZZZ99").status_code == 404
    elsewhere = room.another()
    assert show(elsewhere, "asked", known).status_code == 404
    assert elsewhere.desk.board()["asked"] == []


def test_what_the_room_is_asked_and_its_result_stand_before_what_was_shown(room: Room) -> None:
    room.phone.note("งบมาช้า")
    for what in ("welcome", "thanks"):
        assert show(room, what).status_code == 200
        assert room.desk.call("/pulse", {"moment": "morning"}).status_code == 200
        pulse = room.desk.board()["pulse"]["id"]
        assert room.desk.board(view="projector")["shown"] == {"what": "asked", "id": f"pulse-{pulse}"}
        assert room.desk.call("/pulse/clear", {}).status_code == 200
        assert room.desk.board(view="projector")["shown"] is None
    assert room.desk.call("/pulse", {"moment": "morning"}).status_code == 200
    assert room.desk.board(view="projector")["shown"] is None, "the wall gives way by itself"
    pulse = room.desk.board()["pulse"]["id"]
    assert show(room, "welcome").status_code == 200
    assert room.desk.call("/pulse/close", {}).status_code == 200
    assert room.desk.board(view="projector")["shown"] == {"what": "asked", "id": f"pulse-{pulse}"}


def test_a_result_stands_before_that_of_another_question(room: Room) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    assert room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"}).status_code == 200
    assert room.desk.call("/voting", {"kind": "dots", "source": "themes", "dots": 3}).status_code == 200
    assert room.desk.call("/voting/close", {}).status_code == 200
    assert room.desk.board(view="projector")["shown"] is None
    assert room.desk.call("/pulse", {"moment": "morning"}).status_code == 200
    assert room.desk.call("/pulse/close", {}).status_code == 200
    pulse = room.desk.board()["pulse"]["id"]
    assert room.desk.board(view="projector")["shown"] == {"what": "asked", "id": f"pulse-{pulse}"}


def test_the_mood_that_is_asked_as_people_leave_takes_no_thanks_off_the_wall(room: Room) -> None:
    assert show(room, "thanks").status_code == 200
    assert room.desk.post(f"/workshops/{room.code}/endings/end_asking", data={}).status_code == 302
    assert room.desk.board(view="projector")["shown"] == {"what": "thanks", "id": ""}


@pytest.mark.parametrize("leave", ["hide", "withdraw"])
def test_a_note_that_goes_leaves_the_vote_that_the_facilitator_shows(room: Room, leave: str) -> None:
    notes = [room.phone.note(text)["id"] for text in ("งบมาช้า", "คนไม่พอ")]
    opened(room, "/voting", kind="dots", source="notes", category="problem", dots=1)
    show(room, "asked", ids(room)["dots"])
    board = room.desk.board(view="projector")
    assert "คนไม่พอ" in str(board["asked_shown"])
    if leave == "hide":
        assert room.desk.call(f"/notes/{notes[1]}/hide").status_code == 200
    else:
        assert room.phone.call("DELETE", f"/notes/{notes[1]}").status_code == 200
    later = room.desk.board(view="projector", since=board["seq"])
    assert "งบมาช้า" in str(later["asked_shown"])
    assert "คนไม่พอ" not in str(later)


def test_the_wall_stands_where_it_was_chosen_until_something_new_is_asked(room: Room) -> None:
    def shown() -> Any:
        return room.desk.board(view="projector")["shown"]

    wall = {"what": "wall", "id": ""}
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"})
    show(room, "live")
    assert shown() is None
    opened(room, "/voting", kind="dots", source="themes", dots=1)
    opened(room, "/voting/close")
    show(room, "live")
    assert shown() == wall
    opened(room, "/pulse", moment="")
    pulse = {"what": "asked", "id": ids(room)["pulse"]}
    assert shown() == pulse
    show(room, "live")
    assert shown() == wall, "open for answers or not, the facilitator chooses"
    opened(room, "/pulse/close")
    assert shown() == pulse
    assert room.desk.call("/show", {"what": "wall"}).status_code == 422
