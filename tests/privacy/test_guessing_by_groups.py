"""While an anonymous phase is open, a facilitator who leaves a person's group out of the form learns nothing of whether
that person wrote."""

from __future__ import annotations

from typing import Any

from tests.room import Room, draft, new_id
from workshop.domain import corrections, notes, participants, phases, workshops
from workshop.messages.incoming import Join, OpenPhase, PhaseDraft, SubmitNote
from workshop.messages.phases import ChooseGrace

KEYS = [f"{place:032x}" for place in range(1, 9)]


def phase(**more: Any) -> tuple[PhaseDraft, ...]:
    return (PhaseDraft("ปัญหา", "อะไรติดขัด", ("ปัญหา/อุปสรรค",), identity="anonymous", **more),)


def listed_after(room: Room, writer: int, closed: bool) -> list[str]:
    """The groups on the console once somebody of these wrote, the first person was seated elsewhere, and the form was
    saved without that person's group."""
    code = room.desk.code = room.feed.write(workshops.create, draft(groups=("หนึ่ง", "สอง"), phases=phase()))

    def change(verb: Any, *given: Any) -> Any:
        return room.feed.change(code, "facilitator", verb, *given)

    board = room.desk.board()
    here, (one, two) = board["phases"][0]["id"], [group["id"] for group in board["groups"]]
    change(phases.open_phase, here, OpenPhase())
    people = [change(participants.join, key, Join(group_id=two if at else one)) for at, key in enumerate(KEYS)]
    note = SubmitNote(id=new_id(), phase_id=here, category="problem", text="ก", promised="anonymous")
    change(notes.submit, KEYS[writer], note)
    change(corrections.seat, people[0]["id"], two)
    if closed:
        change(phases.close_phase, here)
        change(phases.give_grace, here, ChooseGrace(minutes=0))
    change(workshops.edit, draft(groups=("สอง",), phases=phase(id=here)))
    return [group["name"] for group in room.desk.board()["groups"]]


def test_a_group_that_is_left_out_stays_whoever_wrote_while_the_phase_is_open(room: Room) -> None:
    assert listed_after(room, 0, closed=False) == listed_after(room, 1, closed=False) == ["สอง", "หนึ่ง"]


def test_a_group_that_is_left_out_goes_whoever_wrote_once_the_phase_is_closed(room: Room) -> None:
    assert listed_after(room, 0, closed=True) == listed_after(room, 1, closed=True) == ["สอง"]
