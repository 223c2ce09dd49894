"""What is said at the end: written once, shown on phones and projector, and the mood that is asked as people leave."""

from __future__ import annotations

from typing import Any

import pytest

from tests.room import Phone, Room, new_id
from workshop.domain import outlines, workshops
from workshop.domain.endings import CLOSING_LIMIT
from workshop.domain.outlines import Wanted
from workshop.year import workshop_files

WORDS = {"closing_words": "ขอบคุณทุกท่าน\nเดินทางปลอดภัย", "next_steps": "ส่งรายงานถึงกรมภายใน 2 พฤศจิกายน 2563"}
NOTHING = {"was_words": "", "was_next": ""}


def say(room: Room, **fields: Any) -> Any:
    return room.desk.call("/closing", {**WORDS, **NOTHING, **fields})


def said(facts: dict[str, Any]) -> dict[str, str]:
    return {name: facts[name] for name in WORDS}


def end(room: Room, act: str = "end") -> None:
    assert room.desk.post(f"/workshops/{room.code}/endings/{act}").status_code == 302


def answer(phone: Phone, pulse: int, value: int = 4) -> Any:
    return phone.call("PUT", "/pulse", {"id": new_id(), "pulse_id": pulse, "value": value})


def test_boards_are_sent_the_words_phones_not_before_the_end_and_undo_takes_them_back(room: Room) -> None:
    before = room.desk.board()["seq"]
    assert say(room).status_code == 200
    for view in ("console", "projector"):
        assert said(room.desk.board(before, view)["workshop"]) == WORDS
    assert said(room.phone.state(before)["workshop"]) == dict.fromkeys(WORDS, "")
    assert room.desk.call("/undo").get_json()["undone"] == "เขียนคำปิดการประชุม"
    assert said(room.desk.board()["workshop"]) == dict.fromkeys(WORDS, "")


def test_a_stranger_is_not_sent_them_after_the_end_and_a_form_without_scripts_shows_them(room: Room) -> None:
    say(room)
    end(room)
    stranger = room.outsider()
    assert stranger.call("GET", "/state").status_code == 410
    assert WORDS["next_steps"] not in stranger.client.get(f"/j/{room.code}").text
    assert said(room.phone.state()["workshop"]) == WORDS


def test_words_that_another_console_wrote_meanwhile_are_not_lost_in_silence(room: Room) -> None:
    say(room)
    refused = say(room, closing_words="ของอีกจอ")
    assert (refused.status_code, refused.get_json()["error"]) == (409, "conflict")
    assert said(room.desk.board()["workshop"]) == WORDS
    seen = {"was_words": WORDS["closing_words"], "was_next": WORDS["next_steps"]}
    assert say(room, closing_words="ของอีกจอ", **seen).status_code == 200
    assert room.desk.board()["workshop"]["closing_words"] == "ของอีกจอ"


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"closing_words": "กี่" * (CLOSING_LIMIT + 1)}, "closing_words"),
        ({"next_steps": "ก" * (CLOSING_LIMIT + 1)}, "next_steps"),
        ({"next_steps": None}, None),
        ({"closing_words": ["ก"]}, None),
        ({"was_words": 5}, None),
        ({"closing_words": "ก" * 5001}, None),
    ],
)
def test_bad_words_are_refused_and_change_nothing(room: Room, fields: dict[str, Any], at: str | None) -> None:
    before = room.desk.board()["seq"]
    refused = say(room, **fields)
    assert refused.status_code == 422
    if at:
        assert list(refused.get_json()["errors"]) == [at]
    assert room.desk.board()["seq"] == before
    assert say(room, closing_words="กี่" * CLOSING_LIMIT).status_code == 200


def test_the_mood_that_is_asked_at_the_end_is_answered_after_it_until_it_closes(room: Room) -> None:
    end(room, "end_asking")
    pulse = room.phone.state()["pulse"]
    assert (pulse["state"], pulse["moment"]) == ("open", "evening")
    assert room.desk.board()["workshop"]["ended"]
    assert answer(room.phone, pulse["id"]).status_code == 200
    assert answer(room.phone, pulse["id"], 5).status_code == 200, "another choice"
    word = {"id": new_id(), "pulse_id": pulse["id"], "word": "อบอุ่น"}
    assert room.phone.call("PUT", "/pulse/word", word).status_code == 200
    assert room.desk.board()["pulse"]["answers"] == 1
    assert room.phone.send("ช้าไป").status_code == 410
    assert answer(room.outsider(), pulse["id"]).status_code == 410
    assert room.desk.call("/pulse/close").status_code == 200
    refused = answer(room.other, pulse["id"])
    assert (refused.status_code, refused.get_json()["error"]) == (410, "workshop_ended")
    assert room.desk.board()["pulse"]["answers"] == 1


def test_without_the_question_nothing_is_open_after_the_end_and_a_second_end_asks_nothing(room: Room) -> None:
    room.desk.call("/pulse", {"question": "", "moment": "morning"})
    pulse = room.phone.state()["pulse"]["id"]
    end(room)
    assert answer(room.phone, pulse).status_code == 410
    end(room, "end_asking")
    assert room.phone.state()["pulse"]["state"] == "closed"


def test_a_copy_has_the_closing_words_and_the_file_of_the_workshop_both(room: Room) -> None:
    say(room)
    end(room)
    outline = room.feed.read(outlines.of, room.code)
    with room.app.test_request_context():
        copy = room.feed.read(workshops.find, room.feed.write(outlines.create, outline, Wanted("ปีหน้า")))
    assert (copy.closing_words, copy.next_steps) == (WORDS["closing_words"], ""), "what happens next is of one year"
    content = workshop_files.read(workshop_files.make(room.feed, room.code)).content
    assert (content.closing_words, content.next_steps) == tuple(WORDS.values())


def test_whoever_ends_the_workshop_at_the_console_goes_back_to_it_for_the_report(room: Room) -> None:
    def led(act: str, **form: str) -> str:
        return str(room.desk.post(f"/workshops/{room.code}/endings/{act}", data=form).headers["Location"])

    console = f"/workshops/{room.code}"
    assert led("shut", back="console") == f"{console}/endings"
    assert led("end", back="https://example.org") == f"{console}/endings"
    assert led("reopen", back="console") == f"{console}/endings"
    assert led("end", back="console") == console
    page = room.desk.client.get(console).text
    section = page.partition('id="ended"')[2].partition("</section>")[0]
    assert [kind for kind in ("pdf", "docx", "letter_pdf", "parcel") if f"/export/{kind}" in section] == [
        "pdf", "docx", "letter_pdf", "parcel",
    ]  # fmt: skip
