"""Who runs the answers to a directive takes in answer files on its page; nobody else, and nothing but its answers."""

from __future__ import annotations

import io
from typing import Any

from tests.room import Desk, Room
from tests.year.installations import KHON_KAEN, answer_file, draft
from tests.year.test_units_of_one_server import Server
from workshop.year import answers, directives


def take(desk: Desk, uid: str, data: bytes) -> Any:
    body = {"files": (io.BytesIO(data), "คำตอบ.json")}
    json = {"HTTP_ACCEPT": "application/json"}
    return desk.post(f"/directives/{uid}/take", data=body, content_type="multipart/form-data", environ_overrides=json)


def test_the_department_takes_in_answers_to_its_directive_and_provinces_and_strangers_do_not(room: Room) -> None:
    server = Server(room)
    key = room.feed.read(directives.find, server.uid).key
    department = server.person("department", ("department", "department"))
    viewer = server.person("viewer", ("department", "viewer"))
    stranger = server.person("stranger", ("stranger", "department"))
    data = answer_file(server.uid, key, "42")
    assert take(server.leads[KHON_KAEN], server.uid, data).status_code == 403
    assert take(viewer, server.uid, data).status_code == 403
    assert take(stranger, server.uid, data).status_code == 404
    assert not any(row.answer for row in room.feed.read(answers.table, server.uid).rows)
    (result,) = take(department, server.uid, data).get_json()["results"]
    assert result["result"] == "first"
    (result,) = take(department, server.uid, data).get_json()["results"]
    assert result["result"] == "same"


def test_an_answer_to_another_directive_is_refused_and_the_form_is_shown_to_who_may_use_it(room: Room) -> None:
    server = Server(room)
    other = room.feed.write(directives.make, draft())
    key = room.feed.read(directives.find, other).key
    department = server.person("department", ("department", "department"))
    viewer = server.person("viewer", ("department", "viewer"))
    (result,) = take(department, server.uid, answer_file(other, key)).get_json()["results"]
    assert result["result"] == "foreign_directive"
    assert take(department, "0" * 32, answer_file(other, key)).status_code == 404
    address = f"/directives/{server.uid}"
    assert "รับไฟล์คำตอบ" in department.client.get(address).text
    assert "รับไฟล์คำตอบ" not in viewer.client.get(address).text
