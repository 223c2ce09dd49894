"""What becomes of waiting notes when their phase is checked no more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.test_checking import Desk
from workshop.domain import check_first, redo, undo
from workshop.errors import Refusal, UnknownPhase
from workshop.feed import Feed
from workshop.messages.incoming import LetCheckFirst, parse


@pytest.fixture
def desk(feed: Feed) -> Desk:
    return Desk(feed)


def stop(desk: Desk, *read: dict[str, str], on: bool = False, phase: int | None = None) -> Any:
    message = parse(LetCheckFirst, {"on": on, "approve": list(read)})
    return desk.at("mali", check_first.let, phase or desk.phases[0].id, message)


def test_what_waits_when_the_check_ends_is_approved_in_the_same_step_where_that_is_chosen(desk: Desk) -> None:
    desk.send(desk.writer, "หนึ่ง")
    desk.send(desk.writer, "สอง")
    assert stop(desk, *desk.waiting().values()) == {"approved": 2, "waiting": 0}
    assert desk.seen() == {"หนึ่ง", "สอง"}
    assert desk.mine() == {"หนึ่ง": False, "สอง": False}
    desk.sound()
    assert desk.at("mali", undo.undo) == "ตรวจก่อนขึ้นจอ"
    assert set(desk.waiting()) == {"หนึ่ง", "สอง"}
    assert desk.board()["phases"][0]["check_first"] is True
    assert desk.seen() == set()
    desk.at("mali", redo.redo)
    assert desk.seen() == {"หนึ่ง", "สอง"}
    desk.sound()


def test_what_waits_when_the_check_ends_waits_on_where_that_is_chosen(desk: Desk) -> None:
    desk.send(desk.writer, "หนึ่ง")
    assert stop(desk) == {"approved": 0, "waiting": 0}
    assert list(desk.waiting()) == ["หนึ่ง"]
    assert desk.seen() == set()


def test_what_was_edited_or_came_after_it_was_read_is_not_approved_with_the_rest(desk: Desk) -> None:
    note = desk.send(desk.writer, "หนึ่ง")
    desk.send(desk.writer, "สอง")
    read = desk.waiting()
    desk.edit(note["id"], "คำหยาบ")
    desk.send(desk.writer, "สาม")
    assert stop(desk, *read.values()) == {"approved": 1, "waiting": 1}
    assert desk.seen() == {"สอง"}
    assert set(desk.waiting()) == {"คำหยาบ", "สาม"}
    desk.sound()


def test_no_note_of_another_phase_or_workshop_is_approved_with_the_end_of_a_check(desk: Desk, feed: Feed) -> None:
    desk.send(desk.writer, "หนึ่ง")
    other = Desk(feed)
    other.send(other.writer, "ของห้องอื่น")
    read = [*desk.waiting().values(), *other.waiting().values()]
    assert stop(desk, *read, phase=desk.phases[1].id) == {"approved": 0, "waiting": 2}
    assert (desk.seen(), other.seen()) == (set(), set())
    with pytest.raises(UnknownPhase):
        stop(desk, phase=other.phases[0].id)


@pytest.mark.parametrize("body", [{}, {"on": "x"}, {"on": True, "approve": "x"}, {"on": False, "approve": [{"id": 1}]}])
def test_a_malformed_end_of_a_check_is_refused(body: Any) -> None:
    with pytest.raises(Refusal):
        parse(LetCheckFirst, body)
