"""Below the lowest browsers, a form without a script joins and hands in a note, once, and loses no word."""

from __future__ import annotations

import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

from tests.room import Room, new_id
from workshop.domain import endings
from workshop.web.limits import Limits

WORDS = "น้ำไม่ไหล\nทั้งหมู่บ้าน <b>"


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the form as it is."""
    hidden = dict(re.findall(r'type="hidden" name="(key|id)" value="([^"]*)"', page))
    chosen = {
        name: re.findall(r'<option value="([^"]*)"', options)
        for name, options in re.findall(r'<select[^>]* name="(\w+)">(.*?)</select>', page, re.DOTALL)
    }
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert text is not None
    return {
        **hidden,
        **{name: unescape(values[0]) for name, values in chosen.items()},
        "text": unescape(text[1]),
        "name": "",
    }


def visit(room: Room) -> dict[str, str]:
    return fields(room.phone.client.get(f"/j/{room.code}/plain").text)


def send(room: Room, given: dict[str, str]) -> TestResponse:
    return room.phone.client.post(f"/j/{room.code}/plain", data=given)


def texts(room: Room) -> list[str]:
    return [note["text"] for note in room.desk.board()["notes"]]


def test_a_form_without_script_joins_and_hands_in_a_note_that_is_stored_verbatim(room: Room) -> None:
    page = send(room, {**visit(room), "text": WORDS})
    assert page.status_code == 200
    assert "<script" not in page.text
    assert texts(room) == [WORDS]
    assert "บันทึกแล้ว" in page.text
    assert fields(page.text)["text"] == ""


def test_a_form_sent_twice_or_reloaded_is_one_note_and_the_next_form_another(room: Room) -> None:
    first = {**visit(room), "text": "ข้อแรก"}
    page = [send(room, first) for _ in range(2)][-1].text
    send(room, {**fields(page), "text": "ข้อที่สอง"})
    assert texts(room) == ["ข้อแรก", "ข้อที่สอง"]
    assert room.desk.board()["figures"]["received"] == 2


def test_another_browser_sees_nothing_of_it(room: Room) -> None:
    send(room, {**visit(room), "text": "ของฉันคนเดียว"})
    assert "ของฉันคนเดียว" not in room.other.client.get(f"/j/{room.code}/plain").text


def test_a_refused_note_stays_in_the_form_with_the_reason(room: Room) -> None:
    given = visit(room)
    for text, status in (("", 422), ("ก" * 301, 422)):
        page = send(room, {**given, "text": text})
        assert (page.status_code, fields(page.text)["text"]) == (status, text)
        assert 'role="alert"' in page.text
    room.desk.open_phase(1)
    grace = f"/phases/{room.desk.board()['phases'][0]['id']}/grace"
    assert room.desk.call(grace, {"minutes": 0}).status_code == 200
    page = send(room, {**given, "text": WORDS})
    assert (page.status_code, fields(page.text)["text"]) == (409, WORDS)
    assert texts(room) == []


def test_a_form_of_a_phase_that_has_just_closed_hands_in_a_late_note(room: Room) -> None:
    given = visit(room)
    room.desk.open_phase(1)
    assert send(room, {**given, "text": WORDS}).status_code == 200
    assert [(note["text"], note.get("late")) for note in room.desk.board()["notes"]] == [(WORDS, True)]


def test_a_refusal_says_what_is_true_of_a_form_and_no_page_loses_the_text(room: Room) -> None:
    given = visit(room)
    send(room, {**given, "text": "ข้อแรก"})
    room.desk.open_phase(1)
    room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/grace", {"minutes": 0})
    assert "คัดลอกไว้ แล้วแจ้งวิทยากร" in send(room, {**given, "id": new_id(), "text": WORDS}).text
    vars(room.app.extensions["laena.limits"]).update(vars(Limits(lambda: 1_000.0)))  # a clock that stands still
    pages = [send(room, {**given, "id": new_id(), "text": WORDS}) for _ in range(25)]
    assert {page.status_code for page in pages} == {409, 429}
    assert "รอสักครู่แล้วกดส่งอีกครั้ง" in pages[-1].text
    room.feed.change(room.code, "facilitator", endings.end)
    pages += [
        send(room, {**visit_key, "text": WORDS})
        for visit_key in ({**given, "key": "0" * 32}, {**given, "key": "1" * 32})
    ]
    assert {page.status_code for page in pages} == {409, 410, 429}
    assert all(fields(page.text)["text"] == WORDS for page in pages)
    assert not any("ในโทรศัพท์" in page.text for page in pages)


@pytest.mark.parametrize("odd", ["", "ก", "1 2", "9" * 200, "\x00", "-1 problem unit"])
def test_odd_fields_are_refused_and_change_nothing(room: Room, odd: str) -> None:
    before = room.desk.board()["figures"]
    for name in ("key", "id", "group", "kind"):
        assert 400 <= send(room, {**visit(room), "text": "ก", name: odd}).status_code < 500, name
    assert room.desk.board()["figures"] == before


def test_a_workshop_that_is_unknown_or_ended_has_no_form(room: Room) -> None:
    given = visit(room)
    assert room.phone.client.get("/j/ZZZZZZ/plain").status_code == 404
    joined = fields(send(room, {**given, "text": "ทันเวลา"}).text)
    room.feed.change(room.code, "facilitator", endings.end)
    page = send(room, {**joined, "text": "สายไป"})
    assert (page.status_code, fields(page.text)["text"]) == (410, "สายไป")
    assert "โหลดหน้านี้ใหม่" not in page.text
    assert send(room, {**given, "key": "0" * 32, "text": "สายไป"}).status_code == 410
    assert texts(room) == ["ทันเวลา"]


def test_a_note_promised_to_wait_for_its_reveal_is_refused_where_it_would_be_seen_at_once(room: Room) -> None:
    path = f"/phases/{room.desk.board()['phases'][0]['id']}/alone"
    assert room.desk.call(path, {"on": True}).status_code == 200
    given = {**visit(room), "text": WORDS}
    assert room.desk.call(path, {"on": False}).status_code == 200
    page = send(room, given)
    assert (page.status_code, fields(page.text)["text"]) == (409, WORDS)
    assert texts(room) == []
    assert room.desk.call(path, {"on": True}).status_code == 200
    assert send(room, given).status_code == 200
    assert texts(room) == [WORDS]
    assert room.desk.board(view="projector")["notes"] == []
