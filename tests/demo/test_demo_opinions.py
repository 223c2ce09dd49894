"""The demo's participants agree with each other and answer whoever asks them."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

import pytest
from sqlmodel import select

from tests.demo.stage import KEYS, Stage
from workshop.demo.opinions import ANSWERS, Agreeing, Answering
from workshop.demo.phone import write_id
from workshop.domain import activities, pulses, sharing, themes, votings
from workshop.messages.incoming import MoveNote, OpenPulse, SetSharing
from workshop.messages.voting import OpenVoting
from workshop.store.models import PulseAnswer, Reaction, Vote
from workshop.views import boards
from workshop.views.read_record import read_record

FACILITATOR = "facilitator"


def rows(stage: Stage, table: type) -> list:  # type: ignore[type-arg]
    return stage.feed.read(lambda session: list(session.execute(select(table)).scalars()))


def played(stage: Stage) -> Agreeing:
    phones = [phone for members in stage.phones.values() for phone in members]
    agreeing = Agreeing(phones)
    assert stage.room(on_note=agreeing.on_note).play().finished
    return agreeing


def answering(stage: Stage) -> Answering:
    phones = [phone for members in stage.phones.values() for phone in members]
    return Answering(phones, stage.state, stage.stop, pause=0.0, poll_seconds=0.0)


def test_participants_agree_with_notes_of_others_and_never_with_their_own(stage: Stage) -> None:
    played(stage)
    kept = stage.feed.read(read_record, stage.code).notes
    assert 10 <= sum(note.agreed for note in kept) == len(rows(stage, Reaction)) <= 40
    for members in stage.phones.values():
        for phone in members:
            state = stage.feed.read(boards.phone, stage.code, phone.key)
            assert not {note["id"] for note in state["notes"]} & set(state["agreed_with"])


def test_without_sharing_the_demo_sends_all_notes_and_no_reactions(stage: Stage) -> None:
    stage.feed.change(stage.code, FACILITATOR, sharing.choose, SetSharing(sharing="own"))
    played(stage)
    assert {note.agreed for note in stage.feed.read(read_record, stage.code).notes} == {0}


def test_an_open_voting_is_answered_once_by_nearly_everybody_within_their_dots(stage: Stage) -> None:
    played(stage)
    for note in stage.feed.read(boards.board, stage.code, "console")["notes"][:3]:
        stage.feed.change(
            stage.code, FACILITATOR, themes.move, note["id"], MoveNote(theme_id="new", label=note["text"])
        )
    stage.feed.change(stage.code, FACILITATOR, votings.open_voting, OpenVoting(dots=3))
    people = answering(stage)
    people.poll()
    people.poll()
    given: dict[str, int] = {}
    for row in rows(stage, Vote):
        given[row.token] = given.get(row.token, 0) + row.dots
    assert set(given.values()) == {3}
    assert len(KEYS) // 2 <= len(given) <= len(KEYS)
    assert stage.state()["voting"]["voters"] == len(given)


@pytest.mark.parametrize(("kind", "values"), [("rating", 1), ("ranking", 0), ("effort_impact", 2)])
def test_other_kinds_of_votings_are_answered_too(stage: Stage, kind: Any, values: int) -> None:
    played(stage)
    for note in stage.feed.read(boards.board, stage.code, "console")["notes"][:3]:
        stage.feed.change(
            stage.code, FACILITATOR, themes.move, note["id"], MoveNote(theme_id="new", label=note["text"])
        )
    stage.feed.change(stage.code, FACILITATOR, votings.open_voting, OpenVoting(kind=kind, dots=2))
    answering(stage).poll()
    by_token = Counter(row.token for row in rows(stage, Vote) if row.dots)
    assert set(by_token.values()) == {3 if values else 2}
    assert all((row.second > 0) == (values == 2) for row in rows(stage, Vote))
    assert stage.state()["voting"]["voters"] == len(by_token) >= len(KEYS) // 2


def test_a_question_about_the_mood_is_answered_and_a_closed_one_is_not(stage: Stage) -> None:
    played(stage)
    stage.feed.change(stage.code, FACILITATOR, pulses.open_pulse, OpenPulse())
    stage.feed.change(stage.code, FACILITATOR, pulses.STAGE.close)
    people = answering(stage)
    people.poll()
    assert rows(stage, PulseAnswer) == []
    stage.feed.change(stage.code, FACILITATOR, pulses.open_pulse, OpenPulse())
    people.poll()
    assert len(KEYS) // 2 <= stage.state()["pulse"]["answers"] == len(rows(stage, PulseAnswer))


def test_phones_that_have_not_joined_do_not_stop_the_others_from_answering(stage: Stage) -> None:
    stage.feed.change(stage.code, FACILITATOR, pulses.open_pulse, OpenPulse())
    answering(stage).poll()
    assert rows(stage, PulseAnswer) == []


def test_the_ids_of_a_phones_writes_are_uuids_of_version_seven_in_order() -> None:
    made = [write_id() for _ in range(50)]
    assert {(uuid.UUID(each).version, uuid.UUID(each).variant) for each in made} == {(7, uuid.RFC_4122)}
    assert [each[:13] for each in made] == sorted(each[:13] for each in made)


def test_the_demo_answers_whatever_a_room_may_be_asked() -> None:
    assert list(ANSWERS) == [stage.name for stage in activities.STAGES]
