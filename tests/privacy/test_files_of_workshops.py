"""The file of a whole workshop joins no note with its writer, and shows no count that no screen may show."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from sqlmodel import SQLModel

from tests.domain.opinion_table import FORMER
from tests.privacy.seeded import Seeded
from tests.room import Room, new_id
from workshop.domain import (
    erasing,
    lookbacks,
    notes,
    phases,
    pulse_words,
    pulses,
    ratings,
    reactions,
    sharing,
    slips,
    votings,
)
from workshop.messages.incoming import AnswerPulse, EraseNote, OpenPulse, React, SetSharing
from workshop.messages.lookback import AnswerCard
from workshop.messages.pulse import SayWord
from workshop.messages.voting import OpenVoting, RateOption, UseSlip
from workshop.views import boards
from workshop.year import workshop_out
from workshop.year.workshop_parts import Workshop

MARKS = ("sent", "own", "voice", "token", "claim", "slip", "last_write", "last_edit", "device", "digest", "salt", "key")
OF_PEOPLE = ("id", "device", "name", "unit", "role")


def sent(seeded: Seeded) -> Workshop:
    seeded.change(phases.close_phase, seeded.phase)
    seeded.name()
    return seeded.room.feed.read(workshop_out.content_of, seeded.room.code)


def strings(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(strings, value.values()), {str(key) for key in value})
    if isinstance(value, list):
        return set().union(*map(strings, value)) if value else set()
    return {str(value)}


def test_no_mark_of_a_phone_and_nothing_of_the_list_of_people_is_in_it(room: Room, random_ids: None) -> None:
    seeded = Seeded(room, [1] * 26, "anonymous")
    seeded.change(sharing.choose, SetSharing(sharing="everyone"))
    seeded.write()
    keys = [*seeded.people]
    printed: Any = seeded.change(slips.make, len(keys))
    voting: Any = seeded.change(
        votings.open_voting, OpenVoting(source="lines", lines="ก\nข", kind="rating", slips=True)
    )
    for key in keys:
        own = {note["id"] for note in room.feed.read(boards.phone, room.code, key)["notes"]}
        about = next(note["id"] for note in room.desk.board()["notes"] if note["id"] not in own)
        seeded.change(reactions.react, key, about, React(id=new_id(), on=True))
        seeded.change(votings.use_slip, key, UseSlip(voting_id=voting, slip=printed.pop()))
        given = RateOption(id=new_id(), voting_id=voting, theme_id="line-1", values=[4])
        seeded.change(ratings.rate, key, given)
    seeded.change(votings.STAGE.close)
    found = strings(json.loads(sent(seeded).model_dump_json()))
    with room.feed.database.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            for row in connection.execute(table.select()).mappings():
                marks = {str(row[name]) for name in MARKS if row.get(name)}
                assert not marks & found - {"line-1"} or table.name == "focus_issue", (table.name, marks & found)
                if table.name == "participant":
                    assert not {str(row[name]) for name in OF_PEOPLE if row[name]} & found


def test_groups_times_numbers_and_order_say_nothing_of_an_anonymous_note(room: Room, random_ids: None) -> None:
    seeded = Seeded(room, [6, 6, 2, 2], "anonymous")
    seeded.write()
    content = sent(seeded)
    named = {each.group for each in content.notes}
    writers = {place: {seeded.writer[each.text] for each in content.notes if each.group == place} for place in named}
    assert all(len(people) >= 5 for people in writers.values()), "also those without a group, together"
    assert len({each.at for each in content.notes}) == 1
    assert [each.number for each in content.notes] == sorted(each.number for each in content.notes)
    came = [int(each.text.split()[1]) for each in content.notes]
    pairs = [one < two for one, two in itertools.pairwise(came)]
    assert 0.25 < sum(pairs) / len(pairs) < 0.75, "the order of numbers is not that of writing"
    themes = [each.id for each in content.themes]
    assert themes == sorted(themes)


@pytest.mark.parametrize(("phones", "shown"), [(4, False), (5, True)])
def test_counts_below_five_are_in_the_file_as_a_number_alone(room: Room, phones: int, shown: bool) -> None:
    seeded = Seeded(room, [6], "anonymous")
    pulse: Any = seeded.change(pulses.open_pulse, OpenPulse(question="", asks_word=True))
    lookback: Any = seeded.change(lookbacks.open_former, FORMER)
    for key in [*seeded.people][:phones]:
        seeded.change(pulses.answer, key, AnswerPulse(id=new_id(), pulse_id=pulse, value=4))
        seeded.change(pulse_words.say, key, SayWord(id=new_id(), pulse_id=pulse, word="คำลับ"))
        answer = AnswerCard(id=new_id(), lookback_id=lookback, card="1", value="dropped")
        seeded.change(lookbacks.answer, key, answer)
    for stage in (pulses.STAGE, lookbacks.STAGE):
        seeded.change(stage.close)
    content = sent(seeded)
    mood, card = content.pulses[0], content.lookbacks[0].cards[0]
    assert (mood.answers, mood.words_given, card.answers) == (phones, phones, phones)
    assert (mood.spread is not None, bool(mood.words), card.given is not None) == (shown, shown, shown)
    assert ("คำลับ" in content.model_dump_json()) == shown


def test_what_a_phone_gave_on_two_scales_is_not_together_in_it(room: Room) -> None:
    seeded = Seeded(room, [6], "unit")
    kind: Any = "effort_impact"
    voting: Any = seeded.change(votings.open_voting, OpenVoting(source="lines", lines="ก\nข", kind=kind))
    for values, key in zip(([1, 5], [5, 1]), seeded.people, strict=False):
        seeded.change(ratings.rate, key, RateOption(id=new_id(), voting_id=voting, theme_id="line-1", values=values))
    seeded.change(votings.STAGE.close)
    option = sent(seeded).votings[0].options[0]
    assert option.spread == [[1, 0, 0, 0, 1], [1, 0, 0, 0, 1]]


def test_withdrawn_and_erased_words_and_exact_times_are_not_in_it(room: Room) -> None:
    seeded = Seeded(room, [6], "unit")
    seeded.write(1)
    first, second = room.desk.board()["notes"][:2]
    key = seeded.writer[first["text"]]
    seeded.change(notes.delete, key, first["id"])
    seeded.change(erasing.erase, second["id"], EraseNote(reason="มีชื่อคน"))
    content = sent(seeded)
    words = content.model_dump_json()
    assert f'"{first["text"]}"' not in words
    assert f'"{second["text"]}"' not in words
    assert all(each.at % (15 * 60_000) == 0 for each in content.notes)
    gone = next(each for each in content.notes if each.deleted)
    assert (gone.text, gone.signed, gone.group, gone.theme_id, gone.agreed) == ("", "", None, None, 0)
