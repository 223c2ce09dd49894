"""Sharing, reactions, votes and the pulse over HTTP: what phones and the facilitator may do, and what nobody learns."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.room import Phone, Room
from workshop.store.models import Change
from workshop.views import boards

WRITES = itertools.count(1)


def next_id() -> str:
    """As phones make them: a later write's is the greater."""
    return f"01930000-0000-7000-8000-{next(WRITES):012x}"


def react(phone: Phone, note_id: str, on: Any = True, write: str = "") -> TestResponse:
    return phone.call("PUT", f"/notes/{note_id}/reaction", {"id": write or next_id(), "on": on})


def vote(phone: Phone, voting_id: int, theme_id: str, dots: Any = 1) -> TestResponse:
    message = {"id": next_id(), "voting_id": voting_id, "theme_id": theme_id, "dots": dots}
    return phone.call("PUT", "/votes", message)


def mood(phone: Phone, pulse_id: int, value: Any = 3) -> TestResponse:
    return phone.call("PUT", "/pulse", {"id": next_id(), "pulse_id": pulse_id, "value": value})


def refused(answer: TestResponse) -> tuple[int, str]:
    assert set(answer.get_json()) >= {"ok", "error", "message", "errors"}
    return answer.status_code, answer.get_json()["error"]


class Hall:
    """A room that shares its notes, with a theme to vote on."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.note = room.phone.note("งบมาช้า")["id"]
        self.second = room.phone.note("คนไม่พอ")["id"]
        self.theme, self.other_theme = (self._theme(note) for note in (self.note, self.second))
        self.ok("/sharing", {"sharing": "everyone"})

    def _theme(self, note_id: str) -> str:
        answer = self.ok(f"/notes/{note_id}/move", {"theme_id": "new", "label": f"หัวข้อ {note_id[:4]}"})
        return str(answer["answer"])

    def ok(self, path: str, body: Any = None) -> dict[str, Any]:
        answer = self.room.desk.call(path, body)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def open_voting(self, dots: int = 3) -> int:
        return int(self.ok("/voting", {"category": "problem", "dots": dots, "title": "เลือก"})["answer"])

    def votes_so_far(self) -> dict[str, Any]:
        found = self.room.desk.client.get(f"/api/w/{self.room.code}/voting").get_json()["voting"]
        return dict(found)

    def ask(self) -> int:
        return int(self.ok("/pulse", {"question": "เป็นอย่างไร"})["answer"])


@pytest.fixture
def hall(room: Room) -> Hall:
    return Hall(room)


def test_an_agreement_is_counted_on_every_screen_without_naming_the_person(hall: Hall) -> None:
    answer = react(hall.room.other, hall.note).get_json()
    assert (answer["ok"], answer["note"]) == (True, {"id": hall.note, "agreed": 1, "mine": True})
    assert answer["seq"] == hall.room.desk.board()["seq"]
    assert hall.room.other.state()["agreed_with"] == [hall.note]
    assert hall.room.phone.state()["agreed_with"] == []
    for view in ("console", "projector"):
        agreed = {note["id"]: note["agreed"] for note in hall.room.desk.board(view=view)["notes"]}
        assert agreed == {hall.note: 1, hall.second: 0}
    seen_by_writer = {note["id"]: note["agreed"] for note in hall.room.phone.state()["shared"]}
    assert seen_by_writer == {hall.note: 1, hall.second: 0}


def test_refused_reactions_get_a_reason(hall: Hall) -> None:
    assert refused(react(hall.room.phone, hall.note)) == (409, "own_note")
    assert refused(react(hall.room.other, "no-such-note")) == (404, "unknown_note")
    hall.ok(f"/notes/{hall.note}/hide")
    assert refused(react(hall.room.other, hall.note)) == (404, "unknown_note")
    hall.ok("/sharing", {"sharing": "group"})
    assert refused(react(hall.room.other, hall.second)) == (404, "unknown_note")
    hall.ok("/sharing", {"sharing": "own"})
    assert refused(react(hall.room.other, hall.second)) == (409, "sharing_off")


def test_strangers_and_phones_of_another_workshop_cannot_give_opinions(hall: Hall) -> None:
    voting, pulse = hall.open_voting(), hall.ask()
    elsewhere = hall.room.another()
    foreign = elsewhere.phone
    foreign.code = hall.room.code
    for phone in (hall.room.outsider(), foreign):
        for answer in (react(phone, hall.note), vote(phone, voting, hall.theme), mood(phone, pulse)):
            assert refused(answer) == (401, "not_joined")
    for there in (elsewhere.other,):
        assert refused(react(there, hall.note)) == (409, "sharing_off")
        assert refused(vote(there, voting, hall.theme)) == (404, "unknown_option")
        assert refused(mood(there, pulse)) == (404, "unknown_pulse")
    hall.room.other.code = "XXXXXX"
    for answer in (
        react(hall.room.other, hall.note),
        vote(hall.room.other, voting, hall.theme),
        mood(hall.room.other, pulse),
    ):
        assert refused(answer) == (404, "unknown_workshop")


def test_votes_of_a_removed_device_stay_counted_and_the_page_says_so_before(hall: Hall) -> None:
    room, voting = hall.room, hall.open_voting()
    assert vote(room.phone, voting, hall.theme, 2).status_code == 200
    assert "คะแนนที่ให้ไว้ยังนับ" in room.desk.client.get(f"/workshops/{room.code}/phones").text
    room.desk.post(f"/workshops/{room.code}/phones/{room.phone.state()['me']['id']}/remove")
    assert refused(vote(room.phone, voting, hall.theme, 0)) == (403, "phone_removed")
    hall.ok("/voting/close")
    shown = hall.votes_so_far()
    votes = {option["theme_id"]: option["votes"] for option in shown["options"]}
    assert (shown["voters"], votes[hall.theme]) == (1, 2)


def test_a_voting_from_its_opening_to_its_end_on_two_phones(hall: Hall) -> None:
    room = hall.room
    voting = hall.open_voting(dots=2)
    answer = vote(room.phone, voting, hall.theme, 2).get_json()
    assert (answer["votes"], answer["seq"]) == ({hall.theme: 2}, room.desk.board()["seq"])
    assert vote(room.other, voting, hall.theme, 1).get_json()["votes"] == {hall.theme: 1}
    too_many = vote(room.phone, voting, hall.other_theme, 1)
    assert refused(too_many) == (409, "too_many_dots")
    assert "เหลืออีก 0 จุด" in too_many.get_json()["message"]
    room.other.client.set_cookie("language", "en")
    assert vote(room.other, voting, hall.other_theme, 2).get_json()["message"] != too_many.get_json()["message"]
    assert (room.phone.state()["my_votes"], room.other.state()["my_votes"]) == ({hall.theme: 2}, {hall.theme: 1})
    assert [option["votes"] for option in room.phone.state()["voting"]["options"]] == [None, None]
    assert hall.ok("/voting/close")["undo"] == "ปิดลงคะแนน"
    counted = {option["theme_id"]: option["votes"] for option in hall.votes_so_far()["options"]}
    assert counted == {hall.theme: 3, hall.other_theme: 0}
    assert refused(vote(room.other, voting, hall.other_theme, 1)) == (409, "voting_closed")
    assert {option["votes"] for option in room.other.state()["voting"]["options"]} == {3, 0}
    assert refused(vote(room.other, voting, "ไม่มี")) == (404, "unknown_option")
    hall.ok("/voting/clear")
    assert (room.phone.state()["voting"], room.phone.state()["my_votes"]) == (None, {})


def test_votes_so_far_grow_by_five_phones_at_a_time_so_that_none_shows_what_it_gave(hall: Hall) -> None:
    room, voting = hall.room, hall.open_voting(dots=1)
    phones = [room.phone, room.other, *(room.new_phone(0) for _ in range(9))]
    for phone in phones[:4]:
        assert vote(phone, voting, hall.theme, 1).status_code == 200
    asked = room.desk.client.get(f"/api/w/{room.code}/voting")
    assert refused(asked) == (409, "too_few_votes")
    seen = []
    for phone in phones[4:]:
        assert vote(phone, voting, hall.other_theme, 1).status_code == 200
        shown = hall.votes_so_far()
        seen.append((shown["voters"], *sorted(option["votes"] for option in shown["options"])))
    assert seen == [(5, 1, 4)] * 5 + [(10, 4, 6)] * 2
    assert vote(phones[0], voting, hall.theme, 0).status_code == 200  # who takes a dot back is not shown either
    assert hall.votes_so_far()["voters"] == 10
    assert room.outsider().client.get(f"/api/w/{room.code}/voting").status_code in (401, 403)


def test_a_voting_without_themes_is_refused(room: Room) -> None:
    assert refused(room.desk.call("/voting", {"category": None, "dots": 3})) == (409, "nothing_to_vote_on")


def test_a_pulse_from_its_question_to_its_end_on_two_phones(hall: Hall) -> None:
    room = hall.room
    pulse = hall.ask()
    assert mood(room.phone, pulse, 4).get_json()["value"] == 4
    assert mood(room.other, pulse, 2).get_json()["value"] == 2
    assert (room.phone.state()["my_pulse"], room.other.state()["my_pulse"]) == (4, 2)
    for _ in range(3):
        mood(room.new_phone(1), pulse, 5)
    shown = [room.desk.board(view=view)["pulse"] for view in ("console", "projector")]
    assert [(pulse["answers"], pulse["spread"]) for pulse in shown] == [(5, None)] * 2
    hall.ok("/pulse/close")
    assert refused(mood(room.phone, pulse, 1)) == (409, "pulse_closed")
    ended = room.other.state()["pulse"]
    assert (ended["id"], ended["state"], ended["question"]) == (pulse, "closed", "เป็นอย่างไร")
    assert (ended["answers"], ended["spread"]) == (5, [0, 1, 0, 1, 3])
    hall.ok("/pulse/clear")
    assert (room.phone.state()["pulse"], room.phone.state()["my_pulse"]) == (None, None)


def test_a_word_from_two_phones_to_the_screens_and_a_hidden_one_not(hall: Hall) -> None:
    room = hall.room
    pulse = int(hall.ok("/pulse", {"asks_word": True, "moment": "evening"})["answer"])
    phones = [room.phone, room.other, *(room.new_phone(1) for _ in range(3))]
    for phone, word in zip(phones, ("สนุก", "สนุก", "แย่", "หิว", "หิว"), strict=True):
        answer = phone.call("PUT", "/pulse/word", {"id": next_id(), "pulse_id": pulse, "word": word})
        assert (answer.status_code, answer.get_json()["word"]) == (200, word)
    assert (room.phone.state()["my_word"], room.phone.state()["pulse"]["words"]) == ("สนุก", None)
    hall.ok("/pulse/close")
    hall.ok(f"/pulse/{pulse}/hide", {"word": "แย่", "reason": "rude"})
    hall.ok(f"/pulse/{pulse}/words", {"on": True})
    shown = [{"word": "สนุก", "count": 2}, {"word": "หิว", "count": 2}]
    assert room.other.state()["pulse"]["words"] == room.desk.board(view="projector")["pulse"]["words"] == shown
    assert [each["word"] for each in room.desk.board()["pulse"]["hidden"]] == ["แย่"]
    elsewhere = room.another()
    assert refused(elsewhere.desk.call(f"/pulse/{pulse}/hide", {"word": "หิว", "reason": "rude"})) == (
        404,
        "unknown_pulse",
    )
    assert refused(elsewhere.desk.call(f"/pulse/{pulse}/words", {"on": False})) == (404, "unknown_pulse")
    word = {"id": next_id(), "pulse_id": pulse, "word": "แอบดู"}
    assert refused(elsewhere.phone.call("PUT", "/pulse/word", word)) == (404, "unknown_pulse")
    assert room.desk.board(view="projector")["pulse"]["words"] == shown


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("/notes/{note}/reaction", {"id": "x", "on": "yes"}, {"id", "on"}),
        ("/notes/{note}/reaction", {}, {"id", "on"}),
        ("/votes", {"id": "0193abcd", "voting_id": 0, "theme_id": "a", "dots": 11}, {"voting_id", "dots"}),
        ("/votes", {"id": "0193abcd", "voting_id": 2**40, "theme_id": "a" * 81, "dots": -1},
         {"voting_id", "theme_id", "dots"}),
        ("/votes", {"id": "0193abcd", "voting_id": "1", "theme_id": 5, "dots": 1.5}, {"voting_id", "theme_id", "dots"}),
        ("/pulse", {"id": "0193abcd", "pulse_id": 1, "value": 0}, {"value"}),
        ("/pulse", {"id": "0193abcd", "pulse_id": None, "value": 6}, {"pulse_id", "value"}),
        ("/pulse/word", {"id": "x", "pulse_id": 0, "word": 5}, {"id", "pulse_id", "word"}),
        ("/pulse/word", {"id": "0193abcd", "pulse_id": 1, "word": "ก" * 401}, {"word"}),
    ],
)  # fmt: skip
def test_wrong_messages_are_refused_by_field_and_change_nothing(
    hall: Hall, path: str, body: dict[str, Any], fields: set[str]
) -> None:
    hall.open_voting()
    hall.ask()
    seq = hall.room.desk.board()["seq"]
    answer = hall.room.other.call("PUT", path.format(note=hall.note), body)
    assert refused(answer) == (422, "bad_request")
    assert set(answer.get_json()["errors"]) == fields
    assert hall.room.desk.board()["seq"] == seq


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/sharing", {"sharing": "all"}),
        ("/sharing", {}),
        ("/voting", {"dots": 0}),
        ("/voting", {"dots": 11}),
        ("/voting", {"category": 5, "dots": 3}),
        ("/voting", {"dots": 3, "title": "ก" * 401}),
        ("/pulse", {"question": 5}),
        ("/pulse", {"moment": "noon"}),
        ("/pulse", {"asks_word": 1}),
        ("/pulse/1/hide", {"word": "แย่", "reason": "because"}),
        ("/pulse/1/hide", {"word": "แ\0ย่", "reason": "rude"}),
        ("/pulse/1/words", {"on": "yes"}),
    ],
)
def test_the_facilitators_wrong_messages_are_refused(hall: Hall, path: str, body: dict[str, Any]) -> None:
    seq = hall.room.desk.board()["seq"]
    assert refused(hall.room.desk.call(path, body)) == (422, "bad_request")
    assert hall.room.desk.board()["seq"] == seq


def test_no_answer_of_the_server_links_an_opinion_to_a_person(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    """Every delta of every screen, every export, change and log line, searched for the phones that gave an opinion."""
    caplog.set_level("DEBUG")
    room = hall.room
    voters = [room.new_phone(place % 2, name=f"ผู้ทดสอบ{place}", unit=f"หน่วย{place}") for place in range(5)]
    ids = [phone.state()["me"]["id"] for phone in voters]
    before = room.desk.board()["seq"]
    voting, pulse = hall.open_voting(), hall.ask()
    for place, phone in enumerate(voters):
        assert react(phone, hall.note).status_code == 200
        assert vote(phone, voting, hall.theme, 1 + place % 3).status_code == 200
        assert mood(phone, pulse, 1 + place).status_code == 200
    for ending in ("", "/voting/close", "/pulse/close"):
        if ending:
            hall.ok(ending)
        said = [
            *(room.desk.board(since, view) for view in ("console", "projector") for since in (0, before)),
            *(phone.state(since) for phone in (room.phone, room.outsider()) for since in (0, before)),
        ]
        pages = "".join(room.desk.client.get(f"/workshops/{room.code}{view}").text for view in ("", "/projector"))
        for place, phone in enumerate(voters):
            own = phone.state()
            assert own.pop("me")["id"] == ids[place]
            assert own["my_votes"] == {hall.theme: 1 + place % 3}
            said.append(own)
        words = json.dumps([_without_people(each) for each in said], ensure_ascii=False)
        for place, phone in enumerate(voters):
            for secret in (ids[place], phone.key, f"ผู้ทดสอบ{place}", f"หน่วย{place}"):
                assert secret not in words
            assert ids[place] not in pages
            assert phone.key not in pages
    for kind in ("json", "csv"):
        report = room.desk.client.get(f"/workshops/{room.code}/export/{kind}")
        assert report.status_code == 200
        assert not [secret for secret in ids if secret in report.text]
    assert not [secret for secret in (*ids, *(phone.key for phone in voters)) if secret in caplog.text]
    rows = room.feed.read(lambda session: session.query(Change).filter(Change.seq > before).all())
    written = [(row.actor, row.subject, json.dumps(row.before)) for row in rows]
    assert len(written) >= 17
    assert not [row for row in written for secret in ids if any(secret in part for part in row)]


def test_the_report_contains_agreements_votes_and_moods(hall: Hall) -> None:
    voting, pulse = hall.open_voting(), hall.ask()
    for phone in (hall.room.other, hall.room.new_phone()):
        react(phone, hall.note)
        vote(phone, voting, hall.theme, 2)
        mood(phone, pulse, 5)
    report = hall.room.desk.client.get(f"/workshops/{hall.room.code}/export/json").get_json()
    assert {note["text"]: note["agreed"] for note in report["notes"]} == {"งบมาช้า": 2, "คนไม่พอ": 0}
    assert [option["votes"] for option in report["votings"][0]["options"]] == [4, 0]
    assert report["votings"][0]["category"] == "ปัญหา/อุปสรรค"
    assert report["votings"][0]["closed"] is False
    (pulse_of_report,) = report["pulses"]
    assert (pulse_of_report["answers"], pulse_of_report["spread"], pulse_of_report["mean"]) == (2, None, None)


def _without_people(said: dict[str, Any]) -> dict[str, Any]:
    """The console lists who is in the room, group by group, beside no opinion."""
    groups = [{name: part for name, part in group.items() if name != "people"} for group in said["groups"]]
    return {**said, "groups": groups}


def test_the_state_of_a_phone_that_has_not_joined_contains_no_opinions(hall: Hall) -> None:
    react(hall.room.other, hall.note)
    state = hall.room.feed.read(boards.phone, hall.room.code)
    assert (state["agreed_with"], state["my_votes"], state["my_pulse"]) == ([], {}, None)
    assert state["shared"] == []
