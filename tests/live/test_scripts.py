"""The script of the programme, for facilitators alone, and the ice-breaker that an item may name."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.live.listening import listen, phone_socket
from tests.live.programming import act, by_title, items, save
from tests.room import Room, helper_of


def seen_by(room: Room, desk: Any) -> Any:
    return desk.client.get(f"/api/w/{room.code}/script")


def test_the_script_of_what_is_now_is_for_lead_and_helpers_and_in_nothing_that_a_screen_of_the_room_is_sent(
    room: Room, deliver: Callable[[], None]
) -> None:
    secret = "ผู้ว่าฯ มาสาย ให้เล่นเกมก่อน"
    save(room, "เปิดประชุม", "09:00", 30, kind="plenary", script=secret, icebreaker="weather")
    save(room, "พัก", "10:00", 15, script="เรียกกลับเสียงดัง")
    sockets = [listen(room, view, room.desk.client) for view in ("console", "projector")]
    sockets.append(phone_socket(room, room.phone))
    assert seen_by(room, room.desk).get_json()["item"] is None
    act(room, "begin", by_title(room, "เปิดประชุม"))
    deliver()
    lead, helper = helper_of(room, "lead"), helper_of(room, "helper", "มานี")
    for desk in (room.desk, lead, helper):
        item = seen_by(room, desk).get_json()["item"]
        assert (item["title"], item["script"]) == ("เปิดประชุม", secret)
        assert item["icebreaker"] == {"id": "weather", "title": "อากาศในใจ"}
    for role in ("viewer", "remote", "scribe"):
        assert seen_by(room, helper_of(room, role, "ชูใจ")).status_code == 403
    assert room.app.test_client().get(f"/api/w/{room.code}/script").status_code == 401
    assert room.phone.call("GET", "/script").status_code == 401
    assert helper.client.get(f"/api/w/{room.another().code}/script").status_code == 404
    room.phone.note("งบมาช้า")
    deliver()
    sent = [socket.get_received() for socket in sockets]
    assert all(sent), "each was sent what is now"
    assert secret not in json.dumps(sent, ensure_ascii=False)
    remote = helper_of(room, "remote", "ปิติ")
    pages = {
        path: desk.client.get(f"/workshops/{room.code}{path}").text
        for desk, path in ((room.desk, ""), (room.desk, "/projector"), (remote, "/remote"), (room.desk, "/groups"))
    }
    pages["phone"] = room.phone.call("GET", "/state").text + room.app.test_client().get(f"/j/{room.code}").text
    for kind in ("json", "html"):
        pages[kind] = room.desk.client.get(f"/workshops/{room.code}/export/{kind}").text
    written = (secret, json.dumps(secret)[1:-1])
    assert {name for name, text in pages.items() if any(words in text for words in written)} == set()
    act(room, "end")
    assert seen_by(room, room.desk).get_json()["item"] is None


def test_an_item_may_name_an_ice_breaker_of_the_library_and_no_other(room: Room) -> None:
    assert save(room, "เปิดประชุม", "09:00", 30, icebreaker="weather").status_code == 302
    assert items(room)[0]["icebreaker"] == "weather"
    before = items(room)
    refused = save(room, "พัก", "10:00", 15, icebreaker="no-such-game")
    assert (refused.status_code, items(room)) == (404, before)
    assert "ไม่พบกิจกรรมละลายพฤติกรรมนี้" in refused.text
    assert save(room, "เปิดประชุม", "09:00", 30, item=before[0]["id"], icebreaker="").status_code == 302
    assert items(room)[0]["icebreaker"] == ""
