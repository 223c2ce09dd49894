"""Copies of workshops and templates of this installation, over the pages that make them."""

from __future__ import annotations

import io
import json
from html import unescape
from typing import Any

import jsonschema
import pytest
from werkzeug.test import TestResponse

from tests.room import Desk, Room
from tests.year.installations import draft, signer
from workshop.domain import endings, outlines, own_templates, workshops
from workshop.year import directives, signed_files

DAY = {"starts_day": "1", "starts_month": "11", "starts_year": "2564"}


def code_in(answer: TestResponse) -> str:
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].rsplit("/", 1)[1]


def stored(room: Room, name: str = "แบบประจำปี", description: str = "สองวัน") -> str:
    answer = room.desk.post(f"/workshops/{room.code}/template", data={"name": name, "description": description})
    assert answer.status_code == 302, answer.text
    return next(row.uid for row in room.feed.read(own_templates.every) if row.name == name)


def sent(room: Room, *files: bytes) -> list[dict[str, Any]]:
    data = {"files": [(io.BytesIO(data), f"{place}.json") for place, data in enumerate(files)]}
    token = room.desk.client.get("/").text.split('name="csrf-token" content="')[1].split('"')[0]
    headers = {"Accept": "application/json", "X-CSRFToken": token}
    return room.desk.client.post("/directives/take", data=data, headers=headers).get_json()["results"]


def altered(data: bytes, **changed: Any) -> bytes:
    """The template with other content, checksum and signature right: what a hostile but able sender makes."""
    content = json.loads(data)["content"]
    outline = content["outline"] | changed
    plain = {"name": content["name"], "description": "", "outline": outline}
    found, key = signed_files.checksum(plain), signer()
    made = {
        "schema": "laena.template",
        "schema_version": 1,
        "checksum": found,
        "key": key.public,
        "signature": key.sign(f"laena.template/1/{found}".encode()),
        "content": plain,
    }
    return json.dumps(made).encode()


def test_the_list_and_the_console_lead_to_the_page_that_copies(room: Room) -> None:
    for page in ("/workshops", f"/workshops/{room.code}"):
        assert f"/workshops/{room.code}/reuse" in room.desk.client.get(page).text


def test_the_page_says_what_comes_along_and_what_does_not(room: Room) -> None:
    page = room.desk.client.get(f"/workshops/{room.code}/reuse").text
    assert "2 ช่วง พร้อมคำถาม" in page
    assert "ไม่คัดลอก: ความเห็น ผู้เข้าร่วม" in page


def test_a_copy_opens_with_its_own_code_title_and_days(room: Room) -> None:
    room.phone.note("ปัญหาของปีก่อน")
    code = code_in(room.desk.post(f"/workshops/{room.code}/reuse", data={"title": "ปี 2565", **DAY}))
    again = Desk(room.app, code)
    again.use(room.desk.token)
    board = again.board()
    assert (board["workshop"]["title"], board["notes"]) == ("ปี 2565", [])
    assert board["workshop"]["date_text"] == "1 พฤศจิกายน 2564"
    assert room.desk.board()["notes"]


def test_a_copy_with_a_bad_title_or_day_is_refused_at_the_field_with_what_was_typed(room: Room) -> None:
    before = len(room.feed.read(workshops.every))
    for typed, fault in (({"title": " "}, "กรุณาตั้งชื่อการประชุม"), ({"title": "ก", "starts_day": "31"}, "วันที่นี้ไม่มีในปฏิทิน")):
        answer = room.desk.post(f"/workshops/{room.code}/reuse", data=typed)
        assert answer.status_code == 422
        assert fault in unescape(answer.text)
    assert len(room.feed.read(workshops.every)) == before


def test_a_template_is_stored_listed_renamed_used_and_removed(room: Room) -> None:
    uid = stored(room)
    assert "แบบประจำปี" in room.desk.client.get("/templates").text
    assert f"/templates/{uid}/new" in room.desk.client.get("/workshops/new").text
    room.desk.post(f"/templates/{uid}/rename", data={"name": "แบบใหม่", "description": ""})
    assert "แบบใหม่" in room.desk.client.get("/templates").text
    code = code_in(room.desk.post(f"/templates/{uid}/new", data={"title": "จากแบบ"}))
    made, own = (room.feed.read(outlines.of, each) for each in (code, room.code))
    assert made == own.model_copy(update={"title": "จากแบบ", "days": 0})
    room.desk.post(f"/templates/{uid}/remove")
    assert room.feed.read(own_templates.every) == []
    assert room.desk.client.get(f"/workshops/{code}").status_code == 200
    assert room.desk.client.get(f"/templates/{uid}/new").status_code == 404


def test_a_template_outlives_the_workshop_that_it_was_taken_from(room: Room) -> None:
    uid = stored(room)
    room.feed.write(endings.delete_rows, room.code)
    assert room.desk.client.get(f"/templates/{uid}/new").status_code == 200


@pytest.mark.parametrize("name", ["", " ", "ก" * 81, "แบบประจำปี", "แบบประจำปี "])
def test_a_bad_or_taken_name_of_a_template_is_refused_at_its_field(name: str, room: Room) -> None:
    stored(room)
    answer = room.desk.post(f"/workshops/{room.code}/template", data={"name": name, "description": "คงไว้"})
    assert answer.status_code == 422
    assert 'id="template-name-error"' in answer.text
    assert 'value="คงไว้"' in answer.text
    assert len(room.feed.read(own_templates.every)) == 1


def test_a_template_goes_to_another_installation_as_a_file(room: Room) -> None:
    uid = stored(room)
    data = room.desk.client.get(f"/templates/{uid}/file").data
    before = room.feed.read(outlines.of, room.code)
    room.desk.post(f"/templates/{uid}/remove")
    results = sent(room, data)
    assert [each["href"] for each in results] == ["/templates"]
    (row,) = room.feed.read(own_templates.every)
    assert (row.name, own_templates.outline_of(row)) == ("แบบประจำปี", before)


def test_the_same_template_is_taken_once_and_another_of_its_name_gets_a_number(room: Room) -> None:
    data = room.desk.client.get(f"/templates/{stored(room)}/file").data
    other = altered(data, title="ชื่ออื่น")
    assert [each["result"] for each in sent(room, data, other, data)] == ["same", "new", "same"]
    assert [row.name for row in room.feed.read(own_templates.every)] == ["แบบประจำปี", "แบบประจำปี (2)"]


HOSTILE: dict[str, tuple[dict[str, Any], str]] = {
    "no phases": ({"phases": []}, "file_damaged"),
    "an unknown field": ({"notes": ["ความเห็น"]}, "file_damaged"),
    "a phase that says nothing of its writers": ({"phases": [{"title": "ก"}]}, "file_damaged"),
    "NUL in a group": ({"groups": ["ก\0"]}, "file_damaged"),
    "a fineness that is no number": ({"fineness": float("nan")}, "file_damaged"),
    "an agenda that is not there": ({"template": "none"}, "bad_outline"),
    "groups of one name": ({"groups": ["ก", "ก"]}, "bad_outline"),
    "an item of a missing phase": (
        {"programme": [{"day": 1, "starts": 0, "minutes": 5, "kind": "input", "title": "", "script": "", "phase": 9}]},
        "bad_outline",
    ),
}


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_hostile_template_is_refused_in_words_and_changes_nothing(fault: str, room: Room) -> None:
    data = room.desk.client.get(f"/templates/{stored(room)}/file").data
    changed, code = HOSTILE[fault]
    (result,) = sent(room, altered(data, **changed))
    assert (result["ok"], result["result"]) == (False, code)
    assert result["message"]
    assert len(room.feed.read(own_templates.every)) == 1


def test_a_template_is_not_taken_on_the_page_of_a_directive(room: Room) -> None:
    data = room.desk.client.get(f"/templates/{stored(room)}/file").data
    uid = room.feed.write(directives.make, draft())
    form = {"directive": uid, "files": [(io.BytesIO(data), "แบบ.json")]}
    answer = room.desk.post("/directives/take", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "รับไฟล์นี้ได้ที่หน้าการประชุมทั้งหมด" in answer.text


def test_the_schema_of_templates_is_published_and_holds_for_a_file(room: Room) -> None:
    schema = room.app.test_client().get("/schemas/template.json").get_json()
    jsonschema.validate(json.loads(room.desk.client.get(f"/templates/{stored(room)}/file").data), schema)
