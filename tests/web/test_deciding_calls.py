"""Ratings, rankings and matrices over HTTP: what is refused, with which words, and what a slip asks for."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.room import Phone, Room
from tests.web.test_opinion_calls import Hall, next_id, refused
from tests.web.test_slips import printed


@pytest.fixture
def hall(room: Room) -> Hall:
    return Hall(room)


def opened(hall: Hall, kind: str, **more: Any) -> int:
    return int(hall.ok("/voting", {"kind": kind, "category": "problem", **more})["answer"])


def rate(phone: Phone, voting: int, theme: str, *values: Any) -> TestResponse:
    body = {"id": next_id(), "voting_id": voting, "theme_id": theme, "values": list(values)}
    return phone.call("PUT", "/ratings", body)


def rank(phone: Phone, voting: int, *order: Any) -> TestResponse:
    return phone.call("PUT", "/rankings", {"id": next_id(), "voting_id": voting, "order": list(order)})


def test_a_rating_from_its_opening_to_its_end_on_two_phones(hall: Hall) -> None:
    room, voting = hall.room, opened(hall, "rating")
    assert rate(room.phone, voting, hall.theme, 5).get_json()["votes"] == {hall.theme: [5]}
    assert rate(room.other, voting, hall.theme, 2).status_code == 200
    assert room.other.state()["my_votes"] == {hall.theme: [2]}
    assert [option["votes"] for option in room.phone.state()["voting"]["options"]] == [None, None]
    hall.ok("/voting/close")
    assert refused(rate(room.other, voting, hall.theme, 1)) == (409, "voting_closed")
    first = room.other.state()["voting"]["options"][0]
    assert (first["theme_id"], first["means"], first["spread"]) == (hall.theme, [3.5], [[0, 1, 0, 0, 1]])
    (report,) = room.desk.client.get(f"/workshops/{room.code}/export/json").get_json()["votings"]
    assert (report["kind"], report["options"][0]["means"], report["options"][0]["place"]) == ("rating", [3.5], 1)


def test_words_of_notes_that_are_voted_on_reach_only_phones_that_joined(hall: Hall) -> None:
    room, note = hall.room, hall.room.phone.note("เรื่องที่ไม่อยากให้คนนอกอ่าน")
    opened(hall, "rating", source="notes")
    assert note["text"] in [option["label"] for option in room.other.state()["voting"]["options"]]
    assert note["text"] not in room.outsider().call("GET", "/state?since=0").text
    assert note["text"] not in room.outsider().client.get(f"/j/{room.code}").text


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("/ratings", {"values": [6]}, {"values.0"}),
        ("/ratings", {"values": [-1]}, {"values.0"}),
        ("/ratings", {"values": ["3"]}, {"values.0"}),
        ("/ratings", {"values": []}, {"values"}),
        ("/ratings", {"values": [1, 2, 3]}, {"values"}),
        ("/ratings", {"values": 3}, {"values"}),
        ("/rankings", {"order": ["a"] * 31}, {"order"}),
        ("/rankings", {"order": [5]}, {"order.0"}),
        ("/rankings", {"order": "a"}, {"order"}),
    ],
)
def test_bad_values_and_orders_are_refused_and_change_nothing(
    hall: Hall, path: str, body: Any, fields: set[str]
) -> None:
    voting = opened(hall, "rating")
    seq = hall.room.desk.board()["seq"]
    answer = hall.room.phone.call("PUT", path, {"id": next_id(), "voting_id": voting, "theme_id": hall.theme, **body})
    assert answer.status_code == 422
    assert {name.partition(".")[0] for name in answer.get_json()["errors"]} == {
        name.partition(".")[0] for name in fields
    }
    assert hall.room.desk.board()["seq"] == seq


def test_a_page_of_another_kind_of_vote_is_answered_with_words(hall: Hall) -> None:
    room = hall.room
    ranking = opened(hall, "ranking")
    assert refused(rate(room.phone, ranking, hall.theme, 3)) == (409, "other_kind")
    assert refused(rank(room.phone, ranking, hall.theme, hall.theme)) == (409, "bad_order")
    assert refused(rank(room.phone, ranking, "ไม่มี")) == (404, "unknown_option")
    matrix = opened(hall, "effort_impact")
    answer = rate(room.phone, matrix, hall.theme, 3)
    assert refused(answer) == (409, "other_kind")
    assert "โหลดหน้าใหม่" in answer.get_json()["message"]
    assert refused(rank(room.phone, matrix, hall.theme)) == (409, "other_kind")


def test_strangers_and_phones_of_another_workshop_cannot_rate_or_rank(hall: Hall) -> None:
    elsewhere = hall.room.another()
    foreign = elsewhere.phone
    foreign.code = hall.room.code
    for kind in ("rating", "ranking"):
        voting = opened(hall, kind)
        for phone in (hall.room.outsider(), foreign):
            assert refused(rate(phone, voting, hall.theme, 3)) == (401, "not_joined")
            assert refused(rank(phone, voting, hall.theme)) == (401, "not_joined")
        assert refused(rate(elsewhere.other, voting, hall.theme, 3)) == (404, "unknown_option")
    assert hall.room.desk.board()["voting"]["voters"] == 0


def test_by_slip_a_rating_needs_one_and_a_device_is_counted_as_a_slip(hall: Hall) -> None:
    room = hall.room
    slip, _other = printed(room, 2)
    voting = opened(hall, "rating", slips=True)
    assert refused(rate(room.phone, voting, hall.theme, 3)) == (409, "slip_needed")
    assert room.phone.call("POST", "/slip", {"voting_id": voting, "slip": slip}).status_code == 200
    assert rate(room.phone, voting, hall.theme, 3).status_code == 200
    shown = room.desk.board()["voting"]
    assert (shown["voters"], shown["slips"]) == (1, 2)


def test_unknown_kinds_and_sources_are_refused(hall: Hall) -> None:
    for body in ({"kind": "agree"}, {"kind": "x"}, {"source": "answers"}, {"source": "lines", "lines": 5}):
        answer = hall.room.desk.call("/voting", body)
        assert answer.status_code == 422
    answer = hall.room.desk.call("/voting", {"source": "lines", "lines": "ข้อเดียว"})
    assert "lines" in answer.get_json()["errors"]
    assert hall.room.desk.board()["voting"] is None
