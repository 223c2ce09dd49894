"""The audit finds what it is there to find: each fault is planted by hand, and named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from bench.audit.audit import audit
from bench.audit.log import OK, BoardLog, Ledger, PhoneLog, Write
from bench.audit.names import mark
from tests.room import Phone, Room, new_id
from workshop.settings import Settings


class Run:
    """Two phones with two notes each, all acknowledged, and the screens of the room as the server says they are."""

    def __init__(self, room: Room, settings: Settings) -> None:
        self.url = settings.database
        self.ledger = Ledger()
        self.room = room
        for phone in (room.phone, room.other):
            log = PhoneLog(room.code, phone.key, phone.state()["me"]["group_id"])
            self.ledger.phones.append(log)
            for place in range(2):
                self.write(phone, log, f"ถนนชำรุด {place}")
        self.look()

    def write(self, phone: Phone, log: PhoneLog, words: str, **fields: Any) -> Write:
        write = Write("note", new_id(), words)
        answer = phone.send(words, note_id=write.note_id, **fields)
        write.answer = OK if answer.status_code == 200 else answer.get_json()["error"]
        log.writes.append(write)
        return write

    def look(self) -> None:
        """Every screen asks for all it may see."""
        for phone, log in zip((self.room.phone, self.room.other), self.ledger.phones, strict=True):
            log.own = {note["id"]: note["text"] for note in phone.state()["notes"]}
            log.saved = set(log.own)
            log.shared = {}
        self.ledger.boards = []
        for view in ("console", "projector"):
            board = self.room.desk.board(view=view)
            notes, themes = ({row["id"]: row for row in board[name]} for name in ("notes", "themes"))
            self.ledger.boards.append(BoardLog(self.room.code, view, notes, themes, board["figures"], board["seq"]))

    def sql(self, statement: str, **values: Any) -> None:
        engine = create_engine(self.url)
        with engine.begin() as connection:
            assert connection.execute(text(statement), values).rowcount > 0
        engine.dispose()

    def found(self) -> list[str]:
        return audit(self.url, self.ledger)


@pytest.fixture
def run(room: Room, settings: Settings) -> Run:
    return Run(room, settings)


def test_a_run_without_faults_is_clean(run: Run) -> None:
    assert run.found() == []


def test_themes_edits_and_withdrawn_notes_are_clean_too(run: Run) -> None:
    phone, log = run.room.phone, run.ledger.phones[0]
    edited, withdrawn = log.writes
    answer = phone.call("PATCH", f"/notes/{edited.note_id}", {"text": "ถนนชำรุดมาก", "edit": new_id()})
    assert answer.status_code == 200
    assert phone.call("DELETE", f"/notes/{withdrawn.note_id}").status_code == 200
    log.writes.append(Write("edit", edited.note_id, "ถนนชำรุดมาก", answer=OK))
    log.writes.append(Write("delete", withdrawn.note_id, answer=OK))
    run.room.group_notes()
    run.look()
    assert run.found() == []


def _lose(run: Run, note_id: str) -> None:
    run.sql("DELETE FROM note WHERE id = :id", id=note_id)


def _change(run: Run, note_id: str) -> None:
    run.sql("UPDATE note SET text = 'ถนนดี' WHERE id = :id", id=note_id)


def _double(run: Run, note_id: str) -> None:
    run.sql(
        "INSERT INTO change (workshop_id, seq, at, actor, kind, subject, before, undone) "
        "SELECT workshop_id, seq + 1000, at, actor, kind, subject, before, undone FROM change WHERE subject = :id",
        id=note_id,
    )


def _give_away(run: Run, note_id: str) -> None:
    run.sql(
        "UPDATE note SET own = :own WHERE id = :id",
        id=note_id,
        own=mark(run.ledger.phones[1].key, "own", "note", 9),
    )


@pytest.mark.parametrize(
    ("fault", "name"), [(_lose, "lost: "), (_change, "changed: "), (_double, "doubled: "), (_give_away, "foreign: ")]
)
def test_a_planted_fault_of_an_acknowledged_note_is_named(
    run: Run, fault: Callable[[Run, str], None], name: str
) -> None:
    note_id = run.ledger.phones[0].writes[0].note_id
    fault(run, note_id)
    assert any(line.startswith(name) and note_id in line for line in run.found())


def test_a_note_that_nobody_sent_is_a_ghost(run: Run) -> None:
    sent = run.ledger.phones[0].writes.pop()
    assert f"ghost: {sent.note_id} in {run.room.code}" in run.found()
    run.ledger.whole = False
    assert not any(line.startswith("ghost") for line in run.found())


def test_a_refused_note_must_not_be_stored(run: Run) -> None:
    write = run.write(run.room.phone, run.ledger.phones[0], "", category="none")
    assert write.answer == "bad_category"
    assert run.found() == []
    run.ledger.phones[0].writes[0].answer = "bad_category"
    assert any(line.startswith("refused, yet stored: ") for line in run.found())


def test_an_unanswered_note_may_be_stored_or_not_but_only_with_its_text(run: Run) -> None:
    log = run.ledger.phones[0]
    log.writes[0].answer = ""
    log.writes.append(Write("note", new_id(), "ไม่ถึง"))
    assert run.found() == []
    log.writes[0].text = "คำอื่น"
    assert any(line.startswith("changed: ") for line in run.found())


def test_a_tick_on_a_note_that_is_not_stored_is_found(run: Run) -> None:
    log = run.ledger.phones[0]
    unsent = Write("note", new_id(), "ไม่ถึง")
    log.writes.append(unsent)
    log.saved.add(unsent.note_id)
    assert run.found() == [f"shown as saved, not stored: {unsent.note_id}"]


def test_a_screen_that_misses_shows_too_much_or_other_words_is_found(run: Run) -> None:
    own = run.ledger.phones[0].own
    assert own is not None
    first, second = own
    del own[first]
    own[second] = "คำอื่น"
    run.ledger.boards[0].notes["ghost"] = {"text": "คำอื่น"}
    run.ledger.boards[1].seq -= 1
    found = "\n".join(run.found())
    assert f"own notes of a phone in {run.room.code}: 1 missing, such as {first}" in found
    assert f"own notes of a phone in {run.room.code}: 1 not the same, such as {second}" in found
    assert f"text on the console of {run.room.code}: 1 too many, such as ghost" in found
    assert "the projector of" in found
    assert "stands at change" in found


def test_a_phone_that_shows_others_notes_where_nobody_shares_is_found(run: Run) -> None:
    run.ledger.phones[0].shared = {write.note_id: write.text for write in run.ledger.phones[1].writes}
    assert run.found() == [
        f"shared notes of a phone in {run.room.code}: 2 too many, such as "
        f"{min(write.note_id for write in run.ledger.phones[1].writes)}"
    ]


def test_a_gap_in_the_numbering_is_found(run: Run) -> None:
    run.sql("UPDATE workshop SET seq = seq + 1, notes_made = notes_made + 1")
    found = "\n".join(run.found())
    assert f"the changes of {run.room.code} are not numbered" in found
    assert f"the notes of {run.room.code} do not have 5 different numbers: 4 stored" in found


@pytest.fixture
def tapped(run: Run) -> Run:
    """Each phone agrees with a note of the other, where everybody sees everything."""
    assert run.room.desk.call("/sharing", {"sharing": "everyone"}).status_code == 200
    phones = (run.room.phone, run.room.other)
    for phone, log, other in zip(phones, run.ledger.phones, reversed(run.ledger.phones), strict=True):
        write = Write("reaction", other.writes[0].note_id, answer=OK, id=new_id(), value=1)
        assert phone.call("PUT", f"/notes/{write.note_id}/reaction", {"id": write.id, "on": True}).status_code == 200
        log.writes.append(write)
    run.look()
    for phone, log in zip(phones, run.ledger.phones, strict=True):
        shared = phone.state()["shared"]
        log.shared = {note["id"]: note["text"] for note in shared}
        log.agreed = {note["id"]: note["agreed"] for note in shared}
    return run


def test_agreement_that_was_acknowledged_and_is_shown_is_clean(tapped: Run) -> None:
    assert tapped.found() == []


def test_agreement_that_is_lost_doubled_or_nobodys_is_found(tapped: Run) -> None:
    first, second = (log.writes[-1] for log in tapped.ledger.phones)
    tapped.sql("UPDATE reaction SET agrees = 0 WHERE note_id = :id", id=first.note_id)
    tapped.ledger.phones[1].writes.remove(second)
    found = "\n".join(tapped.found())
    assert f"reaction on {first.note_id} is 0, told was [1]" in found
    assert f"{first.note_id} in {tapped.room.code} counts 1 who agree, there are 0" in found
    assert f"ghost: reaction on {second.note_id} in {tapped.room.code}" in found


def test_a_count_of_agreement_that_a_screen_has_wrong_is_found(tapped: Run) -> None:
    agreed = tapped.ledger.phones[0].agreed
    assert agreed is not None
    agreed[tapped.ledger.phones[0].writes[-1].note_id] += 1
    tapped.ledger.boards[0].notes[tapped.ledger.phones[1].writes[-1].note_id]["agreed"] += 1
    found = "\n".join(tapped.found())
    assert f"agreement that a phone in {tapped.room.code} shows: 1 not the same" in found
    assert f"agreed on the console of {tapped.room.code}: 1 not the same" in found
