"""Glossary, focus issues and programme items that another console changed meanwhile: refused with what changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.room import Desk, Room


def got(desk: Desk, what: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.client.get(f"/api/w/{desk.code}/{what}").get_json()
    return found


def second(room: Room) -> Desk:
    desk = Desk(room.app, room.code)
    desk.be_signed_in(room.feed)
    return desk


def test_words_that_another_console_changed_are_refused_with_what_changed_and_taken_when_sent_again(room: Room) -> None:
    other, was = second(room), got(room.desk, "glossary")["text"]
    assert other.call("/glossary", {"text": "อปท = องค์กรปกครองท้องถิ่น", "was": was}).status_code == 200
    refused = room.desk.call("/glossary", {"text": "จปฐ = ความจำเป็นพื้นฐาน", "was": was})
    assert (refused.status_code, refused.get_json()["error"]) == (409, "conflict")
    assert "“อปท = องค์กรปกครองท้องถิ่น”" in refused.get_json()["message"]
    assert got(room.desk, "glossary")["text"] == "อปท = องค์กรปกครองท้องถิ่น"
    again = {"text": "จปฐ = ความจำเป็นพื้นฐาน", "was": got(room.desk, "glossary")["text"]}
    assert room.desk.call("/glossary", again).status_code == 200
    assert room.desk.call("/glossary", again | {"was": again["text"]}).status_code == 200, "a repeat"
    assert room.desk.call("/glossary", {"text": "x", "was": 5}).status_code == 422
    assert got(room.another().desk, "glossary")["text"] == ""


def test_focus_issues_that_another_console_changed_are_refused_with_what_changed(room: Room) -> None:
    was = got(room.desk, "focus")["issues"]
    changed = [*was[:1], {"key": "", "name": "ตลาดนัดชุมชน", "words": "ตลาด"}]
    assert second(room).call("/focus", {"issues": changed, "was": was}).status_code == 200
    refused = room.desk.call("/focus", {"issues": was, "was": was})
    assert (refused.status_code, refused.get_json()["error"]) == (409, "conflict")
    assert "“ตลาดนัดชุมชน: ตลาด”" in refused.get_json()["message"]
    now = got(room.desk, "focus")["issues"]
    assert [issue["name"] for issue in now][-1] == "ตลาดนัดชุมชน"
    assert room.desk.call("/focus", {"issues": was, "was": now}).status_code == 200
    assert room.desk.call("/focus", {"issues": was, "was": [{"name": 5}]}).status_code == 422


@pytest.fixture
def item(room: Room) -> Callable[..., Any]:
    """item(desk, **changed): send the form of the first item as this desk's page has it, and what is typed into it."""

    def send(desk: Desk, was: str | None = None, **typed: str) -> Any:
        form = {"day": "1", "at": "10:30", "minutes": "15", "kind": "break", "title": "พักเช้า", "phase": "", "push": "1"}
        key = "" if not room.desk.board() or was is None else first(desk)[0]
        return desk.post(f"/workshops/{room.code}/programme", data=form | {"item": key, "was": was or ""} | typed)

    return send


def first(desk: Desk) -> tuple[str, str]:
    """Return (id, version) of the first item's form."""
    page = desk.client.get(f"/workshops/{desk.code}/programme").text
    found = re.search(r'name="item" value="(\w+)">\s*<input type="hidden" name="was" value="([\w ]+)"', page)
    assert found is not None
    return found.group(1), found.group(2)


def test_an_item_that_another_console_changed_is_refused_with_what_changed_and_saved_when_sent_again(
    room: Room, item: Callable[..., Any]
) -> None:
    assert item(room.desk).status_code == 302
    was = first(room.desk)[1]
    assert item(second(room), was, at="10:45", script="เชิญรับของว่าง").status_code == 302
    refused = item(room.desk, was, title="พักรับประทานอาหารว่าง")
    assert refused.status_code == 409
    assert "อีกจอหนึ่งแก้รายการนี้ไปแล้ว (เวลา, บันทึกของวิทยากร) ตอนนี้เป็น 10:45–11:00" in refused.text
    assert 'value="พักรับประทานอาหารว่าง"' in refused.text, "what was typed stays"
    assert first(room.desk)[1] in refused.text, "sent again, it is saved"
    assert item(room.desk, first(room.desk)[1], title="พักรับประทานอาหารว่าง").status_code == 302
    assert item(room.desk, "no version", title="พัก").status_code == 302, "what is no version is taken as it comes"
