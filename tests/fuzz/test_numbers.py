"""Numbers that no database takes are ids that nothing has."""

from __future__ import annotations

import re

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


def test_no_address_with_a_number_that_no_database_takes_is_an_error_of_the_server(room: Room) -> None:
    room.app.testing = False
    steps = [rule for rule in room.app.url_map.iter_rules() if "<int:" in rule.rule and "POST" in (rule.methods or ())]
    paths = [re.sub("<int:[^>]+>", str(2**63), rule.rule.replace("<code>", room.code)) for rule in steps]
    assert {f"/workshops/{room.code}/slips/{2**63}/void", f"/sign-ins/{2**63}/end"} <= {*paths}
    statuses = {path: room.desk.post(path).status_code for path in paths}
    assert {path: status for path, status in statuses.items() if status >= 500} == {}
