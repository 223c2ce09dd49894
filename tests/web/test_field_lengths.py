"""Fields let in what the server takes: a browser counts UTF-16 units, the server letters as people see them."""

from __future__ import annotations

import re

import pytest

from tests.room import Room
from workshop.paths import templates_dir
from workshop.web.participant import LIMITS

# What people do not write: codes, links, names to sign in with, searches.
NO_WORDS = re.compile(r'type="search"|slip|name="code"|name="link"|id="code"|autocomplete="username"')
LIMITED = re.compile(r'<(?:input|textarea)\b[^>]*maxlength="\{\{ (?:limits|\d)[^"]*"')
LETTER = "กี่"  # one letter in three units


def test_no_field_for_peoples_words_counts_units_as_letters() -> None:
    found = [
        f"{file.name}: {tag.group(0)[:80]}"
        for file in sorted(templates_dir().rglob("*.html"))
        for tag in re.finditer(
            r"<(?:input|textarea)\b[^>]*maxlength=\"\{\{ (?:limits|\d)[^\"]*\"", file.read_text("utf-8")
        )
        if "| units" not in tag.group(0) and not NO_WORDS.search(tag.group(0))
    ]
    assert not found


@pytest.mark.parametrize("path", ["/j/{code}", "/j/{code}/plain"])
def test_a_name_of_as_many_letters_as_the_server_takes_fits_into_the_field(room: Room, path: str) -> None:
    page = room.outsider().client.get(path.format(code=room.code)).text
    (allowed,) = {int(found) for found in re.findall(r'name="name"[^>]*maxlength="(\d+)"', page)}
    assert allowed == 4 * LIMITS["name"]
    longest = LETTER * LIMITS["name"]
    assert len(longest) <= allowed
    phone = room.outsider()
    assert phone.call("POST", "/join", {"group_id": room.groups[0], "name": longest}).status_code == 200
    refused = phone.call("POST", "/join", {"group_id": room.groups[0], "name": longest + LETTER})
    assert refused.status_code == 422
    assert "ยาว" in refused.text


LONG = {
    "/pulse": (120, "question", lambda room: room.desk.board()["pulse"]),
    "/voting": (120, "title", lambda room: room.desk.board()["voting"]),
    "/console": (40, "name", lambda room: room.desk.board()["consoles"]),
}


@pytest.mark.parametrize("call", LONG)
def test_a_title_with_one_letter_too_many_is_refused_with_its_beginning_and_changes_nothing(
    room: Room, call: str
) -> None:
    limit, field, state = LONG[call]
    room.phone.note("ถนนเป็นหลุม")
    before, sent = state(room), {"source": "lines", "lines": "บ่อ\nเขื่อน"} if call == "/voting" else {}
    refused = room.desk.call(call, {**sent, field: LETTER * (limit + 1)})
    assert refused.status_code == 422
    assert f"“{LETTER * 20}” ยาวเกิน {limit} ตัวอักษร" in refused.get_json()["message"]
    assert list(refused.get_json()["errors"]) == [field]
    assert state(room) == before
    assert room.desk.call(call, {**sent, field: LETTER * limit}).status_code == 200


def test_a_focus_issues_words_are_refused_rather_than_cut(room: Room) -> None:
    issue = {"key": "", "name": "ศูนย์เรียนรู้", "words": "ก" * 2001}
    refused = room.desk.call("/focus", {"issues": [issue]})
    assert refused.status_code == 422
    assert "2000" in refused.text
    assert "ศูนย์เรียนรู้" not in room.desk.client.get(f"/api/w/{room.code}/focus").text
