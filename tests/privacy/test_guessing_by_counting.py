"""A facilitator who moves, merges, splits and hides anonymous notes, and reads every count before and after, does not
learn whether two of them come from one phone.

Two worlds differ in this alone: note B has the writer of note A, or another one of the same group. Whatever is done,
all that is shown and exported is the same in both.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

import workshop
from tests.domain.sorted_table import Sorted
from workshop.domain import imports, notes, phases, themes
from workshop.errors import Refusal
from workshop.feed import Feed
from workshop.messages.incoming import ChooseIdentity, ImportedNote, MergeThemes, MoveNote, OpenPhase, SplitTheme
from workshop.messages.phases import ChooseGrace
from workshop.reports.json import as_json
from workshop.reports.words import Words
from workshop.store.database import Database
from workshop.store.models import Note
from workshop.views import boards, group_boards
from workshop.views.ledger import Ledger
from workshop.views.read_record import read_record

WORDS = ("งบ", "รถ", "คน", "น้ำ")
# (verb, which note or theme, which other)
VERBS = st.sampled_from(
    ["move", "move", "new", "out", "merge", "split", "hide", "unhide", "close", "name", "import", "group"]
)
PLACE = st.integers(0, 60)
MOVES = st.lists(st.tuples(VERBS, PLACE, PLACE), max_size=8)


class Worlds(Sorted):
    """An anonymous phase in which the phones of two groups wrote; all of one group with at least six other writers.

    `chosen_late`: screens were open before it was made anonymous, and had a note of another phase.
    """

    def __init__(self, feed: Feed, more: list[tuple[int, int]], chosen_late: bool = False) -> None:
        super().__init__(feed)
        self.ledgers = Ledger(), Ledger()
        if chosen_late:
            self.send(self.join(), "คน ก่อน")
            for ledger in self.ledgers:
                feed.read(boards.of, self.code, ["console", "projector"], 0, "th", ledger)
            self.change(phases.open_phase, self.phases[1].id, OpenPhase())
            self.phases.reverse()
        self.category = self.phases[0].categories[0]
        self.change(phases.identify, self.phases[0].id, ChooseIdentity(identity="anonymous"))
        self.keys = [self.join(place % 2) for place in range(14)]
        for place, key in enumerate(self.keys):
            self.send(key, f"{WORDS[place % 4]} {place}", promised="anonymous")
        for count, (writer, word) in enumerate(more):
            self.send(self.keys[writer], f"{WORDS[word]} อีก {count}", promised="anonymous")
        # A is by phone 0 and B either by it as well or by phone 2: each has a note of its own besides.
        self.send(self.keys[0], "งบ ก", promised="anonymous")
        self.b = self.send(self.keys[0], "รถ ข", promised="anonymous")["id"]
        rows = {note.text: note.voice for note in feed.read(_rows)}
        self.voices = rows[f"{WORDS[0]} 0"], rows[f"{WORDS[2]} 2"]
        self.reader = self.join()

    def send(self, key: str, text: str = "", note_id: str | None = None, **fields: Any) -> Any:
        category = self.phases[0].categories[0]
        return super().send(key, text, note_id, category=category, **fields)

    @contextmanager
    def world(self, which: int) -> Iterator[None]:
        self._turn(which)
        yield
        self._turn(0)

    def _turn(self, which: int) -> None:
        """No change of the workshop: nobody is sent it."""

        def write(session: Session) -> None:
            session.execute(update(Note).where(Note.id == self.b).values(voice=self.voices[which]))

        self.feed.write(write)

    def shown(self, which: int) -> list[Any]:
        """All screens, one that stands open and one just loaded, and the report's data."""
        with self.world(which):
            seen: list[Any] = []
            for ledger in (self.ledgers[which], Ledger()):
                views: list[boards.View] = ["console", "projector"]
                found = self.feed.read(boards.of, self.code, views, 0, "th", ledger)
                seen += [{**found[view], "now": 0} for view in views]
            seen += [{**self.feed.read(group_boards.of, self.code, group.id), "now": 0} for group in self.groups]
            seen.append({**self.feed.read(boards.phone, self.code, self.reader), "now": 0})
            report = as_json(self.feed.read(read_record, self.code), Words("th"))
            seen.append({**report, "generated_at": ""})
        return seen

    def do(self, verb: str, one: int, other: int) -> str:
        """Do what the console may, and return what it answers."""
        board = self.board()
        found, known = board["notes"], board["themes"]
        note, theme, target = found[one % len(found)], *(known[n % len(known)] if known else None for n in (one, other))
        try:
            if verb == "group":
                self.group(self.reading(self.category))
            elif verb == "close":
                self.change(phases.close_phase, self.phases[0].id)
            elif verb == "name":
                for minutes in (0, 10):
                    self.change(phases.give_grace, self.phases[0].id, ChooseGrace(minutes=minutes))
            elif verb == "import":
                row = ImportedNote(f"row-{one:05}", f"น้ำ จากไฟล์ {one}", self.category)
                self.change(imports.add, [row])
            elif verb in ("hide", "unhide"):
                self.change(notes.hide, note["id"], verb == "hide")
            elif verb == "new":
                self.change(themes.move, note["id"], MoveNote(theme_id="new", label="ใหม่"))
            elif verb == "out":
                self.change(themes.move, note["id"], MoveNote(theme_id=None))
            elif not known:
                return ""
            elif verb == "move":
                self.change(themes.move, note["id"], MoveNote(theme_id=theme["id"]))
            elif verb == "merge":
                self.change(themes.merge, theme["id"], MergeThemes(other=target["id"]))
            else:
                inside = [each["id"] for each in found if each["theme_id"] == theme["id"]]
                self.change(themes.split, theme["id"], SplitTheme(notes=inside[: 1 + other % 5] or ["x"]))
        except Refusal as refused:
            return repr(refused)
        return ""


@pytest.fixture
def feed(migrated_file: Path, tmp_path: Path) -> Iterator[Feed]:
    """On SQLite alone: what is shown is worked out by the same code, and each example takes seconds on PostgreSQL."""
    database = Database(f"sqlite:///{shutil.copyfile(migrated_file, tmp_path / 'laena.db').as_posix()}")
    yield Feed(database)
    database.close()


def _rows(session: Session) -> list[Any]:
    return list(session.query(Note).all())


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(more=st.lists(st.tuples(st.integers(0, 13), st.integers(0, 3)), max_size=12), moves=MOVES)
@example(more=[], moves=[("merge", 1, 3)])
@example(more=[], moves=[("close", 0, 0), ("name", 0, 0), ("import", 1, 0), ("import", 2, 0)])
def test_no_sequence_of_moves_tells_whether_two_anonymous_notes_come_from_one_phone(
    feed: Feed, more: list[tuple[int, int]], moves: list[tuple[str, int, int]]
) -> None:
    worlds = Worlds(feed, more)
    for verb, one, other in [("group", 0, 0), *moves]:
        worlds.do(verb, one, other)
        assert worlds.shown(0) == worlds.shown(1)


def test_a_screen_that_was_open_before_the_phase_became_anonymous_tells_nothing_either(feed: Feed) -> None:
    worlds = Worlds(feed, [], chosen_late=True)
    for verb, one, other in [("group", 0, 0), ("merge", 1, 3)]:
        worlds.do(verb, one, other)
        assert worlds.shown(0) == worlds.shown(1)
    assert worlds.board()["themes"]


def test_a_theme_of_notes_that_show_their_group_still_says_from_how_many_phones_it_comes(feed: Feed) -> None:
    table = Sorted(feed)
    keys = [table.join(place % 2) for place in range(6)]
    for place in range(9):
        table.send(keys[place % 6], f"งบ {place}")
    table.group()
    (theme,) = table.board()["themes"]
    assert (theme["voices"]["people"], theme["voices"]["anonymous"]) == (6, False)


def test_the_mark_that_joins_notes_of_one_phone_is_read_by_no_other_module() -> None:
    """Whoever adds one: what it shows of anonymous notes must be the same in both worlds."""
    folder = Path(workshop.__file__).parent
    found = {
        str(file.relative_to(folder))
        for file in folder.rglob("*.py")
        if re.search(r"\.voice\b", file.read_text("utf-8")) and "migrations" not in file.parts
    }
    assert found == {
        "domain/mutes.py",  # tests/privacy/test_guessing_by_muting.py
        "domain/notes.py",  # writes it
        "store/statements/boards.py",  # for the ledger
        "store/statements/identity.py",  # which groups are named after the phase
        "store/statements/notes.py",  # whether one's own phone is muted
        "views/ledger.py",
    }
