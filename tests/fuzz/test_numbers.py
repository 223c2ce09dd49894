"""Numbers that no database takes are ids that nothing has."""

from __future__ import annotations

import pytest

from tests.room import Room


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63 - 1, 2**63, 10**400])
def test_an_id_that_is_too_large_is_unknown(room: Room, number: int) -> None:
    room.app.testing = False
    answers = [
        room.phone.call("POST", "/join", {"group_id": number}),
        room.phone.send("ถนนเป็นหลุม", phase_id=number),
        room.desk.call(f"/phases/{max(0, number)}/open"),
        room.desk.call("/show", {"what": "group", "id": str(number)[:80]}),
    ]
    assert [(answer.status_code, answer.get_json()["error"]) for answer in answers] == [
        (422, "unknown_group"),
        (404, "unknown_phase"),
        (404, "unknown_phase"),
        (422, "unknown_group"),
    ]
    assert room.desk.post(f"/workshops/{room.code}/slips/{max(0, number)}/void").status_code == 404
