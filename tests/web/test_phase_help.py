"""What explains a phase's question: written in the form, shown to phones with and without scripts, kept in files."""

from __future__ import annotations

from html import unescape
from typing import Any

from tests.room import Room
from tests.web.test_sharing_in_the_form import made, post
from workshop.domain import outlines, phases, workshops
from workshop.domain.outlines import Wanted

HELP = "เขียนข้อละเรื่อง\nตัวอย่าง: <b>งบโอนช้า</b> ทำกิจกรรมไม่ทัน"


def whole(room: Room) -> dict[str, Any]:
    rows = room.desk.board()["phases"]
    return {
        "phase_title": [row["title"] for row in rows],
        "phase_question": [row["question"] for row in rows],
        "phase_categories": ["ปัญหา/อุปสรรค", "สาเหตุ"],
        "phase_id": [str(row["id"]) for row in rows],
    }


def explain(room: Room, *texts: str) -> None:
    made(room, post(room, f"/workshops/{room.code}/edit", **whole(room), phase_help=[*texts]))


def helps(rows: list[dict[str, Any]]) -> list[str]:
    return [row["help"] for row in rows]


def test_what_is_typed_reaches_phones_and_the_console_and_a_form_without_the_field_leaves_it(room: Room) -> None:
    seen, since = room.phone.state()["seq"], room.desk.board()["seq"]
    explain(room, HELP, "")
    assert helps(room.phone.state(seen)["phases"]) == [HELP, ""]
    assert helps(room.desk.board(since)["phases"]) == [HELP, ""]
    made(room, post(room, f"/workshops/{room.code}/edit", **whole(room)))
    assert helps(room.desk.board()["phases"]) == [HELP, ""]
    assert HELP in unescape(room.desk.client.get(f"/workshops/{room.code}/edit").text)
    explain(room, "", "")
    assert helps(room.desk.board()["phases"]) == ["", ""]


def test_the_form_without_scripts_shows_it_folded_where_it_is_long(room: Room) -> None:
    def page() -> str:
        return unescape(room.outsider().client.get(f"/j/{room.code}/plain").text)

    assert "คำอธิบาย" not in page()
    explain(room, HELP, "")
    assert f'open><summary>คำอธิบาย</summary><p class="verbatim">{HELP}</p>' in page()
    assert "<b>งบ" not in room.outsider().client.get(f"/j/{room.code}/plain").text
    explain(room, HELP * 9, "")
    assert "open><summary>คำอธิบาย" not in page()
    assert HELP * 9 in page()


def test_a_copy_has_it_too(room: Room) -> None:
    explain(room, HELP, "")
    with room.app.test_request_context():
        outline = room.feed.read(outlines.of, room.code)
        code = room.feed.write(outlines.create, outline, Wanted("ปีหน้า"))
    again = room.feed.read(workshops.find, code)
    assert [each.help for each in room.feed.read(phases.of, again.id)] == [HELP, ""]
