"""The pulse: one answer a person, and a spread that tells nobody's mood."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from tests.domain import fewer
from tests.domain.opinion_table import Opinions
from workshop.domain import endings, pulses, workshops
from workshop.errors import NotJoined, PulseClosed, UnknownPulse, VotingClosed
from workshop.feed import Feed
from workshop.store.models import Change, PulseAnswer

NO_WORDS = {"asks_word": False, "words_given": 0, "words": None, "words_shown": False}


@pytest.fixture
def table(feed: Feed) -> Opinions:
    return Opinions(feed)


def _rows(session: Any) -> list[PulseAnswer]:
    return list(session.execute(select(PulseAnswer)).scalars())


def _changes(session: Any) -> list[Change]:
    return list(session.execute(select(Change).order_by(Change.seq)).scalars())


def screens(table: Opinions, key: str) -> dict[str, Any]:
    """The pulse on every screen."""
    return {
        "console": table.board()["pulse"],
        "projector": table.board(view="projector")["pulse"],
        "phone": table.phone(key)["pulse"],
        "stranger": table.phone()["pulse"],
    }


def test_a_pulse_is_opened_and_its_answer_can_be_changed(table: Opinions) -> None:
    key = table.join()
    assert table.board()["pulse"] is None
    pulse = table.ask("  วันนี้ \n เป็นอย่างไร ")
    shown = {"id": pulse, "state": "open", "question": "วันนี้ เป็นอย่างไร", "answers": 0, "spread": None}
    shown |= {"moment": "", "morning": None, **NO_WORDS}
    assert screens(table, key) == dict.fromkeys(("console", "projector", "phone", "stranger"), shown)
    assert table.phone(key)["my_pulse"] is None
    assert (table.answer(key, 2), table.answer(key, 5)) == (2, 5)
    assert (table.phone(key)["my_pulse"], table.board()["pulse"]["answers"]) == (5, 1)


def test_a_spread_is_shown_of_five_answers_or_more_after_the_end(table: Opinions) -> None:
    keys = [table.join(place % 2) for place in range(6)]
    table.ask()
    for key, value in zip(keys[:4], (5, 4, 4, 1), strict=True):
        table.answer(key, value)
    assert {pulse["spread"] for pulse in screens(table, keys[0]).values()} == {None}
    table.answer(keys[4], 3)
    assert [(pulse["answers"], pulse["spread"]) for pulse in screens(table, keys[0]).values()] == [(5, None)] * 4
    table.step(pulses.STAGE.close)
    for pulse in screens(table, keys[0]).values():
        assert (pulse["state"], pulse["answers"], pulse["spread"]) == ("closed", 5, [1, 0, 1, 2, 1])


def test_the_end_of_the_workshop_closes_question_and_votes_and_undo_reopens_each(table: Opinions) -> None:
    keys = [table.join() for _ in range(5)]
    table.ask()
    table.open_voting()
    theme_id = next(iter(table.votes()))
    for key in keys:
        table.answer(key, 4)
        table.vote(key, theme_id, 1)
    table.step(endings.end)
    assert (table.board()["pulse"]["state"], table.board()["voting"]["state"]) == ("closed", "closed")
    assert table.phone(keys[0])["pulse"]["spread"] == [0, 0, 0, 5, 0]
    with pytest.raises(PulseClosed):
        table.answer(keys[0], 1)
    with pytest.raises(VotingClosed):
        table.vote(keys[0], theme_id, 2)
    assert [table.undo() for _ in range(3)] == ["สิ้นสุดการประชุม", "ปิดรับคำตอบ", "ปิดลงคะแนน"]
    assert (table.board()["pulse"]["state"], table.board()["voting"]["state"]) == ("open", "open")
    assert table.answer(keys[0], 1) == 1


def test_the_spread_of_four_answers_is_never_shown(table: Opinions) -> None:
    keys = [table.join() for _ in range(4)]
    table.ask()
    for key in keys:
        table.answer(key, 1)
    table.step(pulses.STAGE.close)
    for pulse in screens(table, keys[0]).values():
        assert (pulse["answers"], pulse["spread"]) == (4, None)


def test_a_repeated_or_older_answer_changes_nothing(table: Opinions) -> None:
    key = table.join()
    table.ask()
    first, second, third = (table.next_id() for _ in range(3))
    table.answer(key, 4, second)
    seq = table.seq()
    assert table.answer(key, 4, second) == 4
    assert table.answer(key, 1, first) == 4
    assert table.answer(key, 4, third) == 4, "the same mood again, later"
    assert table.seq() == seq
    assert table.answer(key, 1, second) == 4


def test_after_the_end_a_repeat_is_accepted_and_a_new_answer_refused(table: Opinions) -> None:
    key, late, write = table.join(), table.join(), table.next_id()
    pulse = table.ask()
    table.answer(key, 4, write)
    table.step(pulses.STAGE.close)
    assert table.answer(key, 4, write) == 4
    for who in (key, late):
        with pytest.raises(PulseClosed):
            table.answer(who, 1)
    table.step(pulses.STAGE.clear)
    with pytest.raises(PulseClosed):
        table.answer(late, 1, pulse=pulse)
    assert [row.value for row in table.feed.read(_rows)] == [4]


def test_a_new_pulse_closes_the_former_one(table: Opinions) -> None:
    key = table.join()
    first = table.ask("ก่อนเริ่ม")
    table.answer(key, 2)
    second = table.ask("ตอนจบ")
    with pytest.raises(PulseClosed):
        table.answer(key, 5, pulse=first)
    assert (table.board()["pulse"]["id"], table.phone(key)["my_pulse"]) == (second, None)
    assert [row.state for row in table.feed.read(pulses.STAGE.rows, table.workshop_id)] == ["closed", "open"]


def test_a_cleared_one_is_on_no_screen_and_stays_stored(table: Opinions) -> None:
    key = table.join()
    table.ask()
    table.answer(key, 2)
    table.step(pulses.STAGE.clear)
    seq = table.seq()
    table.step(pulses.STAGE.clear)
    table.step(pulses.STAGE.close)
    assert table.seq() == seq
    assert set(screens(table, key).values()) == {None}
    assert table.phone(key)["my_pulse"] is None
    assert [row.state for row in table.feed.read(pulses.STAGE.rows, table.workshop_id)] == ["closed"]


def test_strangers_and_phones_of_other_workshops_are_refused(table: Opinions, feed: Feed) -> None:
    elsewhere = Opinions(feed)
    there, here = elsewhere.ask(), table.ask()
    for key in (secrets.token_hex(16), elsewhere.join(), ""):
        with pytest.raises(NotJoined):
            table.answer(key, 1)
    insider = table.join()
    for pulse in (there, here + there + 1):
        with pytest.raises(UnknownPulse):
            table.answer(insider, 1, pulse=pulse)
    assert table.feed.read(_rows) == []


def test_no_change_contains_who_answered_or_the_value(table: Opinions) -> None:
    key = table.join()
    pulse = table.ask()
    table.answer(key, 1)
    rows = [row for row in table.feed.read(_changes) if row.kind == "pulse"]
    assert [(row.subject, row.before) for row in rows] == [(str(pulse), {})]
    assert all(table.phone(key)["me"]["id"] not in row.actor for row in rows)


def test_an_answer_changes_only_the_pulse_in_the_deltas_of_boards(table: Opinions) -> None:
    key = table.join()
    table.ask()
    seen = table.seq()
    assert "pulse" not in table.board(seen)
    table.answer(key, 3)
    assert table.board(seen)["pulse"]["answers"] == 1
    seen = table.seq()
    table.send(table.writer, "เรื่องอื่น")
    assert "pulse" not in table.board(seen)
    table.step(pulses.STAGE.clear)
    assert table.board(seen)["pulse"] is None


def test_a_closing_can_be_undone_after_the_clearing_but_not_over_a_newer_pulse(table: Opinions) -> None:
    key = table.join()
    pulse = table.ask()
    table.step(pulses.STAGE.close)
    table.step(pulses.STAGE.clear)
    assert table.board()["pulse"] is None
    assert table.undo() == "ปิดรับคำตอบ"
    assert (table.board()["pulse"]["id"], table.board()["pulse"]["state"]) == (pulse, "open")
    assert table.feed.read(workshops.find, table.code).pulse_seq == table.seq(), "phones hear of it at once"
    assert table.answer(key, 3, pulse=pulse) == 3
    table.step(pulses.STAGE.close)
    second = table.ask()
    assert table.board()["undo"] is None
    assert (table.board()["pulse"]["id"], table.board()["pulse"]["state"]) == (second, "open")


ANSWERS = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5), st.integers(1, 60)), max_size=40)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(answers=ANSWERS)
@fewer.on_postgresql(6)
def test_in_any_order_the_newest_answer_of_each_person_counts(feed: Feed, answers: list[tuple[int, int, int]]) -> None:
    table = Opinions(feed)
    keys = [table.join() for _ in range(7)]
    pulse = table.ask()
    newest: dict[int, tuple[int, int]] = {}
    for who, value, number in answers:
        if number > newest.get(who, (0, 0))[0]:
            newest[who] = (number, value)
        assert table.answer(keys[who], value, f"0193{number:08d}", pulse) == newest[who][1]
    table.step(pulses.STAGE.close)
    counted = [sum(value == wanted for _number, value in newest.values()) for wanted in range(1, 6)]
    shown = table.board(view="projector")["pulse"]
    assert shown["answers"] == len(newest)
    assert shown["spread"] == (counted if len(newest) >= 5 else None)
