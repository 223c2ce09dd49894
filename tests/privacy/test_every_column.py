"""Whoever has the whole disk of a workshop tries every column against every other, and finds no writer."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import itertools
import json
import logging
import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.domain.opinion_table import FORMER
from tests.privacy.seeded import Seeded
from tests.room import Room, new_id
from workshop.domain import (
    comments,
    lookbacks,
    marks,
    participants,
    phases,
    pulse_words,
    pulses,
    reactions,
    sharing,
    slips,
    themes,
    votings,
)
from workshop.messages.incoming import (
    AnswerPulse,
    MoveNote,
    OpenPhase,
    OpenPulse,
    React,
    SetSharing,
    SubmitComment,
)
from workshop.messages.lookback import AnswerCard
from workshop.messages.pulse import SayWord
from workshop.messages.voting import CastVote, OpenVoting, UseSlip
from workshop.process.upkeep import Upkeep
from workshop.settings import Settings
from workshop.store import backup, models
from workshop.views import boards

FEWEST = 5
DISTRICTS = [1] * 26
# Who wrote a row is known by these alone, and only with the phone's key.
MARKS = {
    "note": "own",
    "comment": "own",
    "reaction": "own",
    "vote": "token",
    "slip_use": "claim",
    "pulse_answer": "token",
    "card_answer": "token",
    "pulse_word": "token",
}
ALL_MARKS = {
    "note": ("sent", "own", "voice"),
    "comment": ("sent", "own"),
    "reaction": ("own",),
    "vote": ("token",),
    "slip_use": ("claim",),
    "pulse_answer": ("token",),
    "card_answer": ("token",),
    "pulse_word": ("token",),
}
OF_PEOPLE = ("id", "device", "name", "unit", "role")

Row = dict[str, Any]
Guesses = dict[tuple[str, ...], float]


class Disk:
    """All that a workshop of one-person districts left on the disk; `writer` is by the true writers' phones."""

    def __init__(self, room: Room, identity: str) -> None:
        self.room, self.seeded = room, Seeded(room, DISTRICTS, identity)
        self._take_part()
        self.file = backup.file_of(room.feed.database.url) or Path()
        jobs = room.app.extensions["laena.jobs"]
        jobs.huey.immediate = False
        jobs._report(room.code, "json", "th")
        jobs.huey.execute(jobs.huey.dequeue())
        self.jobs = room.app.extensions["laena.settings"].data
        if not self.on_postgresql:  # whose backups are the administrator's
            backup.write(self.file, self.file.parent / "backups" / "laena-20201030-120000.db")
        with room.feed.database.engine.connect() as connection:
            self.tables = {
                name: [dict(row._mapping) for row in connection.execute(table.select())]
                for name, table in models.SQLModel.metadata.tables.items()
            }
        self.people = self.tables["participant"]
        self.phones = {participants.digest(key, self.salt): key for key in self.seeded.people}

    @property
    def on_postgresql(self) -> bool:
        return self.room.feed.database.engine.dialect.name == "postgresql"

    @property
    def salt(self) -> str:
        (workshop,) = (row for row in self.tables["workshop"] if row["code"] == self.room.code)
        return str(workshop["salt"])

    def _take_part(self) -> None:
        seeded = self.seeded
        change, keys = seeded.change, list(seeded.people)
        change(sharing.choose, SetSharing(sharing="everyone"))
        change(phases.let, seeded.phase, comments.NAME, True)
        seeded.write()
        written = [note["id"] for note in self.room.desk.board()["notes"]]
        theme = change(themes.move, written[0], MoveNote(theme_id="new", label="งบประมาณ"))
        printed = change(slips.make, len(keys))
        voting = change(votings.open_voting, OpenVoting(category=None, dots=3, slips=True))
        pulse = change(pulses.open_pulse, OpenPulse(question="", asks_word=True))
        lookback = change(lookbacks.open_former, FORMER)
        for key in random.Random(2).sample(keys, len(keys)):
            about = next(note_id for note_id in written if note_id not in self._own(key))
            change(reactions.react, key, about, React(id=new_id(), on=True))
            said = {"id": new_id(), "phase_id": seeded.phase, "note_id": about, "text": f"ข้อคิดเห็น {new_id()}"}
            change(comments.submit, key, SubmitComment(**said))  # type: ignore[arg-type]
            change(votings.use_slip, key, UseSlip(voting_id=voting, slip=printed.pop()))
            change(votings.cast, key, CastVote(id=new_id(), voting_id=voting, theme_id=theme, dots=2))  # type: ignore[arg-type]
            change(pulses.answer, key, AnswerPulse(id=new_id(), pulse_id=pulse, value=3))  # type: ignore[arg-type]
            change(lookbacks.answer, key, AnswerCard(id=new_id(), lookback_id=lookback, card="1", value="done"))  # type: ignore[arg-type]
            change(pulse_words.say, key, SayWord(id=new_id(), pulse_id=pulse, word="สนุก"))  # type: ignore[arg-type]
        seeded.change(phases.close_phase, seeded.phase)
        seeded.name()

    def _own(self, key: str) -> set[str]:
        return {note["id"] for note in self.room.feed.read(boards.phone, self.room.code, key)["notes"]}

    def written(self) -> Iterator[tuple[str, list[Row], list[str]]]:
        """Yield each table of what people wrote, its rows, and the device of each row's true writer."""
        made = {mark: device for device, key in self.phones.items() for mark in self._marks(key)}
        for table, column in MARKS.items():
            rows = self.tables[table]
            yield table, rows, [made[row[column]] for row in rows]
        rows = [row for row in self.tables["change"] if row["kind"] == "note"]
        by_id = {row["id"]: made[row["own"]] for row in self.tables["note"]}
        yield "change", rows, [by_id[row["subject"]] for row in rows]

    def _marks(self, key: str) -> Iterator[str]:
        for kind in ("note", "comment", "reaction"):
            yield from (marks.own(key, kind, n) for n in range(1, 5))
        for kind, table in (("voting", "voting"), ("pulse", "pulse"), ("pulse_word", "pulse")):
            yield from (marks.token(key, kind, row["id"]) for row in self.tables[table])
        for row in self.tables["lookback"]:
            yield from (marks.mark(key, "token", "lookback", row["id"], card["id"]) for card in row["cards"])
        yield from (slips.claim(key, row["id"]) for row in self.tables["voting"])


@pytest.fixture
def disk(room: Room, random_ids: None, caplog: pytest.LogCaptureFixture) -> Disk:
    caplog.set_level(logging.DEBUG)
    return Disk(room, "anonymous")


@pytest.fixture
def another(
    tmp_path: Path,
    new_app: Callable[[Settings], Flask],
    database_kind: str,
    request: pytest.FixtureRequest,
    random_ids: None,
) -> Iterator[Callable[[], Disk]]:
    """Makes the like of `disk` once more, of other people."""
    chosen = Settings(data=tmp_path / "another", grouping="off")
    with contextlib.ExitStack() as lent:

        def make() -> Disk:
            url = {}
            if database_kind != "sqlite":
                url = {"database_url": lent.enter_context(request.getfixturevalue("migrated").lent())}
            return Disk(Room(new_app(chosen.model_copy(update=url))), "anonymous")

        yield make


def on_sqlite(disk: Disk) -> None:
    if disk.on_postgresql:
        pytest.skip("PostgreSQL's files are its own")


def guessed(disk: Disk) -> Guesses:
    """Return the share of rows whose writer is guessed, by table, its column, the participant's, and the way."""
    found: Guesses = {}
    for table, rows, writers in disk.written():
        assert len(rows) >= len(DISTRICTS), table
        for column, of_person in itertools.product(rows[0], disk.people[0]):
            found[table, column, of_person, "equal"] = _by_value(rows, column, disk.people, of_person, writers)
            found[table, column, of_person, "order"] = _by_order(rows, column, disk.people, of_person, writers)
    return found


def _by_value(rows: list[Row], column: str, people: list[Row], of_person: str, writers: Sequence[str]) -> float:
    by_value = defaultdict(list)
    for person in people:
        by_value[str(person[of_person])].append(person["device"])
    suspects = [by_value.get(str(row[column]), []) for row in rows]
    hits = [writer in found and 1 / len(found) for writer, found in zip(writers, suspects, strict=True)]
    return sum(hits) / len(hits)


def _by_order(rows: list[Row], column: str, people: list[Row], of_person: str, writers: Sequence[str]) -> float:
    """Guess that rows and people stand in the same order; of equal values every order is as good as another."""
    suspects = sorted(people, key=lambda person: (str(type(person[of_person])), person[of_person]))
    order = sorted(range(len(rows)), key=lambda place: (rows[place][column] is None, str(rows[place][column])))
    hits = [suspects[rank * len(suspects) // len(rows)]["device"] == writers[place] for rank, place in enumerate(order)]
    return sum(hits) / len(hits)


def named_by(guess: Callable[[Disk], Guesses], disk: Disk, another: Callable[[], Disk]) -> set[tuple[str, ...]]:
    """Return where more writers are guessed than one of `FEWEST`. By chance random orders agree that far now and then,
    in one of hundreds of pairs of columns; not in the same pair of two workshops."""
    named = {where for where, share in guess(disk).items() if share > 1 / FEWEST}
    return named and {where for where, share in guess(another()).items() if share > 1 / FEWEST} & named


def voted(disk: Disk) -> Guesses:
    """Return the share of votes that are guessed from the slip that was used, by their columns and the way."""
    writers = {table: found for table, _rows, found in disk.written()}
    uses = [{**row, "device": writer} for row, writer in zip(disk.tables["slip_use"], writers["slip_use"], strict=True)]
    votes = disk.tables["vote"]
    assert len(uses) == len(votes) == len(DISTRICTS)
    found: Guesses = {}
    for column, of_use in itertools.product(votes[0], ("slip", "claim", "voting_id")):
        found[column, of_use, "equal"] = _by_value(votes, column, uses, of_use, writers["vote"])
        found[column, of_use, "order"] = _by_order(votes, column, uses, of_use, writers["vote"])
    return found


def test_no_column_leads_from_a_slip_to_the_votes_given_with_it(disk: Disk, another: Callable[[], Disk]) -> None:
    """Whoever has the paper finds its digest; the votes must not be found from there, nor by the order of rows."""
    if disk.on_postgresql:  # whose rows lie in the order of writing: docs/privacy.md
        by_value = {where: share for where, share in voted(disk).items() if where[-1] == "equal"}
        assert max(by_value.values()) <= 1 / FEWEST
        return
    assert not named_by(voted, disk, another)
    assert (uses := [row["slip"] for row in disk.tables["slip_use"]]) == sorted(uses)


def test_no_column_of_what_was_written_leads_to_a_participant_by_value_or_order(
    disk: Disk, another: Callable[[], Disk]
) -> None:
    assert not named_by(guessed, disk, another)


def test_where_districts_are_shown_the_same_guesses_do_name_the_writers(room: Room, random_ids: None) -> None:
    found = guessed(Disk(room, "unit"))
    assert found["note", "group_id", "group_id", "equal"] == 1.0


def test_no_value_of_a_participants_row_stands_in_another_table_the_jobs_or_the_log(
    disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    values = {str(person[column]) for person in disk.people for column in OF_PEOPLE if person[column]}
    values |= {person["device"][:16] for person in disk.people} | set(disk.seeded.people)
    assert len(values) >= 4 * len(DISTRICTS)
    others = {name: rows for name, rows in disk.tables.items() if name != "participant"}
    words = json.dumps(others, ensure_ascii=False, default=str) + caplog.text
    assert not [value for value in values if value in words]
    jobs = b"".join(path.read_bytes() for path in disk.jobs.glob("jobs.db*"))
    assert next(iter(disk.seeded.writer)).encode() in jobs, "the report with its notes"
    for value in values:
        for spelt in (value, json.dumps(value)[1:-1]):
            assert spelt.encode() not in jobs


def test_no_page_of_any_file_contains_a_person_together_with_something_written(disk: Disk) -> None:
    on_sqlite(disk)
    people = [person[column].encode() for person in disk.people for column in OF_PEOPLE if person[column]]
    written = [row[name].encode() for table, names in ALL_MARKS.items() for row in disk.tables[table] for name in names]
    written += [row["id"].encode() for table in ("note", "comment") for row in disk.tables[table]]
    files = [path for path in disk.file.parent.rglob("*") if path.is_file() and not path.name.endswith("-shm")]
    assert {"laena.db", "laena.db-wal", "jobs.db", "laena-20201030-120000.db"} <= {path.name for path in files}
    seen = {"people": 0, "written": 0}
    for path in files:
        for page in _pages(path):
            has_people = any(value in page for value in people)
            has_written = any(value in page for value in written)
            seen["people"] += has_people
            seen["written"] += has_written
            assert not (has_people and has_written), path.name
    assert min(seen.values()) > 0


def _pages(path: Path) -> Iterator[bytes]:
    """Yield each page of a database, or of its log, where one of 24 bytes begins every frame; else the whole file."""
    content = path.read_bytes()
    if path.name.endswith("-wal"):
        size = int.from_bytes(content[8:12], "big")
        yield from (content[at + 24 : at + 24 + size] for at in range(32, len(content), 24 + size))
    elif content.startswith(b"SQLite format 3\0"):
        size = int.from_bytes(content[16:18], "big")
        yield from (content[at : at + size] for at in range(0, len(content), size))
    else:
        yield content


def test_no_mark_can_be_made_from_anything_that_is_on_the_disk(disk: Disk) -> None:
    stored = {row[name] for table, names in ALL_MARKS.items() for row in disk.tables[table] for name in names}
    asked = [
        *(("voting", row["id"]) for row in disk.tables["voting"]),
        *((kind, row["id"]) for row in disk.tables["pulse"] for kind in ("pulse", "pulse_word")),
    ]
    secret = (disk.jobs / "secret.key").read_text().strip() if (disk.jobs / "secret.key").exists() else ""
    known = {str(value) for person in disk.people for value in person.values()} | {disk.salt, secret, disk.room.code}
    known |= {hashlib.sha256(value.encode()).hexdigest() for value in known}
    known |= {hmac.digest(disk.salt.encode(), value.encode(), "sha256").hex() for value in known}

    def made_of(key: str) -> set[str]:
        found = {marks.own(key, kind, n) for kind in ("note", "comment", "reaction") for n in range(1, 5)}
        found |= {marks.voice(key, row["id"]) for row in disk.tables["phase"]}
        found |= {marks.token(key, kind, number) for kind, number in asked}
        return found | {
            marks.sent(key, table, row["id"]) for table in ("note", "comment") for row in disk.tables[table]
        }

    assert not [value for value in known if made_of(value) & stored]
    assert not known & stored
    # With a phone's key the same tries do find its rows.
    assert all(len(made_of(key) & stored) >= 6 for key in disk.seeded.people)


def groups_of_notes(path: Path) -> dict[str, int]:
    """Return the group of each note that the database joins with one, by its text."""
    with contextlib.closing(sqlite3.connect(path)) as copy:
        query = "SELECT text, coalesce(group_id, sealed_group) FROM note"
        return {text: group for text, group in copy.execute(query) if group is not None}


def test_no_backup_made_in_an_anonymous_phase_joins_note_and_group_once_the_phase_is_closed(
    room: Room, random_ids: None
) -> None:
    seeded = Seeded(room, DISTRICTS, "anonymous")
    file = backup.file_of(room.feed.database.url)
    if file is None:
        pytest.skip("PostgreSQL's dumps are the administrator's")
    folder, chosen = file.parent / backup.FOLDER, room.app.extensions["laena.settings"]
    metrics = room.app.extensions["laena.metrics"]
    upkeep = Upkeep(chosen, room.feed, metrics, lambda work, *given: work(*given), lambda _seconds: None)
    seeded.write(times=1)
    first, saved = upkeep.back_up(file), backup.write(file, backup.unused(folder, kind="saved"))
    assert first is not None
    assert len(groups_of_notes(first)) == len(groups_of_notes(saved)) == len(DISTRICTS)
    seeded.change(phases.close_phase, seeded.phase)
    seeded.name()
    seeded.change(phases.open_phase, seeded.phase, OpenPhase())
    seeded.write(times=1)
    again = upkeep.back_up(file)
    assert again is not None
    of_the_second_opening = {text for text in seeded.writer if int(text.split()[-1]) >= len(DISTRICTS)}
    assert set(groups_of_notes(again)) == of_the_second_opening
    assert groups_of_notes(first) == groups_of_notes(saved) == {}
    seeded.change(phases.close_phase, seeded.phase)
    seeded.name()
    assert upkeep.back_up(file) is not None
    assert {path.name: groups_of_notes(path) for path in [file, *folder.glob("*.db")] if groups_of_notes(path)} == {}
    assert len(backup.automatic(folder)) == 3
    assert [backup.broken(path) for path in folder.glob("*.db")] == [[]] * 4
