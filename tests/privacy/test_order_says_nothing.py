"""A stranger who knows in which order people wrote looks for that order in all that an anonymous phase leaves."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError

from tests.privacy.seeded import Seeded
from tests.room import Phone, Room, new_id
from workshop.domain import identity, imports, notes, phases, sharing
from workshop.messages.incoming import ImportedNote, OpenPhase, SetSharing, SubmitNote
from workshop.reports.formats import FORMATS
from workshop.store import backup, sharing_copy
from workshop.views import history
from workshop.views.read_record import read_record

NOTES = 120
# So far from one half the share of pairs in the right order is in one of 100,000 random orders.
FAR = 0.14

Look = Callable[[], list[str]]


class Written:
    """Notes of two tables of 20 in an anonymous phase, whose texts are `texts` in the order of writing."""

    def __init__(self, room: Room, kind: str) -> None:
        self.room, self.seeded = room, Seeded(room, [20, 20], kind)
        self.seeded.change(sharing.choose, SetSharing(sharing="everyone"))
        turns = self.seeded.rng.choices(sorted(self.seeded.people), k=NOTES)
        self.texts = [f"ความเห็นที่ {place}" for place in range(NOTES)]
        self.begin = room.desk.board()["seq"]
        for key, text in zip(turns, self.texts, strict=True):
            self.send(key, text)

    def send(self, key: str, text: str) -> None:
        message = SubmitNote(id=new_id(), phase_id=self.seeded.phase, category="problem", text=text)
        self.seeded.change(notes.submit, key, message)

    def share(self, found: Sequence[str]) -> float:
        """Return the share of pairs that stand in the order in which they were written."""
        places = [self.texts.index(text) for text in found if text in self.texts]
        assert len(places) == len(self.texts)
        pairs = [(one, two) for place, one in enumerate(places) for two in places[place + 1 :]]
        return sum(one < two for one, two in pairs) / len(pairs)

    def screens(self) -> dict[str, list[str]]:
        """Return the texts as each screen lists them after a reload, and by each field of a note there."""
        phone = Phone(self.room.app.test_client(), self.room.code, next(iter(self.seeded.people)))
        state = phone.state()
        lists = {
            "console": self.room.desk.board()["notes"],
            "projector": self.room.desk.board(view="projector")["notes"],
            "phone": state["shared"],
        }
        found = {name: [note["text"] for note in listed] for name, listed in lists.items()}
        for name, listed in lists.items():
            for field in listed[0]:
                if field != "text":
                    in_order = sorted(listed, key=lambda note: json.dumps(note.get(field)).rjust(30))
                    found[f"{name} by {field}"] = [note["text"] for note in in_order]
        return found

    def files(self) -> dict[str, list[str]]:
        record = self.room.feed.read(read_record, self.room.code)
        written = {}
        for key in ("csv", "json", "csv_data"):
            stream = io.BytesIO()
            FORMATS[key].write(record, "th", stream)
            written[key] = stream.getvalue().decode("utf-8-sig")
        return {
            "csv": [row[3] for row in csv.reader(io.StringIO(written["csv"])) if len(row) > 3],
            "csv_data": [row["text"] for row in csv.DictReader(io.StringIO(written["csv_data"]))],
            "json": [note["text"] for note in json.loads(written["json"])["notes"]],
            "theme": [note.text for category in record.categories for note in category.notes],
        }


@pytest.fixture
def written(room: Room, random_ids: None) -> Written:
    return Written(room, "anonymous")


def far(shares: dict[str, float]) -> dict[str, float]:
    return {name: share for name, share in shares.items() if abs(share - 0.5) > FAR}


def shares(written: Written, found: dict[str, list[str]]) -> dict[str, float]:
    return {name: written.share(texts) for name, texts in found.items()}


def test_no_list_and_no_field_of_an_anonymous_note_tells_which_came_first(written: Written) -> None:
    assert not far(shares(written, written.screens()))
    written.seeded.change(phases.close_phase, written.seeded.phase)
    assert not far(shares(written, {**written.screens(), **written.files()}))


def test_where_groups_are_shown_numbers_are_counted_and_tell_the_order(room: Room, random_ids: None) -> None:
    written = Written(room, "unit")
    assert written.share(written.screens()["console by number"]) == 1
    assert sorted(note["number"] for note in room.desk.board()["notes"]) == list(range(1, NOTES + 1))


def test_after_an_anonymous_phase_nobody_can_ask_after_which_change_a_note_came(written: Written) -> None:
    written.seeded.change(phases.close_phase, written.seeded.phase)
    phone = Phone(written.room.app.test_client(), written.room.code, next(iter(written.seeded.people)))
    end = written.room.desk.board()["seq"]
    for since in range(written.begin + 1, end - 1, 10):
        for delta, name in ((written.room.desk.board(since), "notes"), (phone.state(since), "shared")):
            assert delta["full"]
            assert len(delta[name]) == NOTES
    assert not written.room.desk.board(end)["full"]


def test_a_late_anonymous_note_is_not_found_by_asking_since_the_end_of_its_phase(written: Written) -> None:
    written.seeded.change(phases.close_phase, written.seeded.phase)
    end = written.room.desk.board()["seq"]
    run = written.room.desk.board()["phases"][0]["run"]
    late = SubmitNote(id=new_id(), phase_id=written.seeded.phase, category="problem", text="มาช้า", run=run)
    written.seeded.change(notes.submit, next(iter(written.seeded.people)), late)
    assert len(written.room.desk.board(end)["notes"]) == NOTES + 1


def test_a_copy_for_sharing_has_no_order_of_anonymous_notes(written: Written, tmp_path: Path) -> None:
    if written.room.feed.database.engine.dialect.name != "sqlite":
        pytest.skip("copies are of SQLite's files")
    written.seeded.change(phases.close_phase, written.seeded.phase)
    file = backup.file_of(written.room.feed.database.url) or Path()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        salt = connection.execute("SELECT salt FROM workshop").fetchone()[0]
    copy = sharing_copy.write(file, tmp_path / "shared.db")
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT rowid, * FROM note")]
        subjects = {row[0] for row in connection.execute("SELECT subject FROM change")}
    assert not subjects & {row["id"] for row in rows}
    assert salt.encode() not in copy.read_bytes()
    found = {
        column: [row["text"] for row in sorted(rows, key=lambda row: (str(row[column]).rjust(20), row["id"]))]
        for column in rows[0]
        if column != "text"
    }
    assert not far(shares(written, found))


def test_neither_the_copy_nor_the_history_tells_in_which_order_notes_were_approved(
    room: Room, random_ids: None, tmp_path: Path
) -> None:
    if room.feed.database.engine.dialect.name != "sqlite":
        pytest.skip("copies are of SQLite's files")
    seeded = Seeded(room, [8], "anonymous", lets={"check_first": True})
    seeded.write(1)
    for note in room.desk.board()["notes"]:
        named = {"id": note["id"], "words": note["unchecked"]}
        assert room.desk.call("/notes/check", {"notes": [named]}).status_code == 200
    ids, numbers = ([str(note[name]) for note in room.desk.board()["notes"]] for name in ("id", "number"))
    assert len(ids) == 8
    steps = room.feed.read(history.of, room.code)["steps"]
    assert not [
        step["about"] for step in steps if any(number in about for about in step["about"] for number in numbers)
    ]
    assert "ความเห็นในช่วงที่ไม่ระบุตัว" in room.desk.client.get(f"/workshops/{room.code}/history").text
    copy = sharing_copy.write(backup.file_of(room.feed.database.url) or Path(), tmp_path / "shared.db")
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        changes = [str(row) for row in connection.execute("SELECT * FROM change")]
    assert not [row for row in changes if any(id_ in row for id_ in ids)]


def test_no_row_tells_which_group_somebody_joined_last_or_in_which_order_votes_and_moods_came(room: Room) -> None:
    """Else each would follow the one who joined before, whose group is known."""
    if room.feed.database.engine.dialect.name != "sqlite":
        pytest.skip("the order of rows is that of SQLite's file")
    seeded = Seeded(room, [1] * 6, "anonymous")

    def stamps() -> list[Any]:
        with room.feed.database.engine.connect() as connection:
            return list(connection.execute(sql("SELECT id, seq FROM breakout_group ORDER BY id")).all())

    seen = set()
    for group in {*seeded.people.values()}:
        before = dict(stamps())
        seeded.join(group, "มาทีหลัง")
        seen.add(frozenset(id_ for id_, seq in stamps() if before[id_] != seq))
    assert len(seen) == 1, "whichever group is joined, the same row is stamped"
    with room.feed.database.engine.connect() as connection:
        for table in ("vote", "pulse_answer", "pulse_word", "card_answer", "participant"):
            with pytest.raises(OperationalError, match="no such column: rowid"):
                connection.execute(sql(f"SELECT rowid FROM {table}"))


def test_rows_of_a_file_have_drawn_numbers_in_an_anonymous_phase(room: Room) -> None:
    seeded = Seeded(room, [5], "anonymous")
    given = [ImportedNote(id=f"f-{place}", text=f"ข้อ {place}", category="problem") for place in range(NOTES)]
    seeded.change(imports.add, given)
    numbers = [note["number"] for note in sorted(room.desk.board()["notes"], key=lambda note: int(note["text"][4:]))]
    assert len(set(numbers)) == NOTES
    assert min(numbers) >= 1000
    rising = sum(one < two for one, two in itertools.pairwise(numbers))
    assert NOTES * 0.3 < rising < NOTES * 0.7


def test_all_notes_of_an_anonymous_phase_have_the_time_of_its_opening(room: Room, monkeypatch: Any) -> None:
    seeded = Seeded(room, [5], "anonymous")
    hour = 60 * 60_000
    seeded.write(1)
    now = identity.Changing.__init__

    def later(self: Any, *given: Any) -> None:
        now(self, *given)
        self.at += 2 * hour

    monkeypatch.setattr("workshop.feed.Changing.__init__", later)
    seeded.write(1)
    assert len({note["at"] for note in room.desk.board()["notes"]}) == 1
    seeded.change(phases.close_phase, seeded.phase)
    seeded.change(phases.open_phase, seeded.phase, OpenPhase())
    seeded.write(1)
    assert len({note["at"] for note in room.desk.board()["notes"]}) == 2
