"""Words of a note that was hidden, withdrawn, erased or edited over stay nowhere as a name that the machine gave."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from sqlalchemy import text

import analysis
from tests.room import Phone, Room, new_id
from workshop.domain import grouping
from workshop.feed import Actor
from workshop.reports.formats import FORMATS
from workshop.views.read_record import read_record

GONE = "คุณสมมุติรับเงินทอนของอำเภอ"
OTHERS = ("งบประมาณมาช้าทุกปี", "งบประมาณไม่พอใช้")
_ZIPPED, _TEXTS = ("docx", "xlsx", "pptx"), ("json", "html", "csv", "csv_data")


class Wall:
    """A theme that the machine named by the words of one of its notes, and another theme."""

    def __init__(self, room: Room) -> None:
        self.room, self.desk = room, room.desk
        self.desk.call("/sharing", {"sharing": "everyone"})
        self.reader = room.new_phone(1)
        self.note = room.phone.note(GONE)["id"]
        self.rest = [room.other.note(words)["id"] for words in OTHERS]
        self.theme = self.move(self.note, "new")
        for each in self.rest:
            self.move(each, self.theme)
        self.elsewhere = self.move(room.other.note("ถนนพังหลายสาย")["id"], "new")
        self.name(self.theme, GONE)
        self.name(self.elsewhere, "ถนนพัง")

    def move(self, note: str, theme: str) -> str:
        answer = self.desk.call(f"/notes/{note}/move", {"theme_id": theme, "label": ""})
        return str(answer.get_json()["answer"])

    def name(self, theme: str, label: str) -> None:
        """As the grouping does."""
        with self.room.feed.database.engine.begin() as connection:
            named = text("UPDATE theme SET label = :label, keywords = :words, subthemes = :parts WHERE id = :id")
            parts = [{"id": "part", "label": label, "members": []}]
            values = {"words": json.dumps([label]), "parts": json.dumps(parts)}
            connection.execute(named, {"label": label, "id": theme, **values})

    def vote(self) -> None:
        assert self.desk.call("/voting", {"dots": 3, "source": "themes"}).status_code == 200

    def options(self, phone: Phone | None = None) -> list[str]:
        state = phone.state() if phone else self.desk.board(view="projector")
        return sorted(option["label"] for option in state["voting"]["options"])

    def up(self) -> set[str]:
        """Where anybody but the facilitator and the writer reads the words, and the files that are handed on."""
        room, desk = self.room, self.desk
        board = desk.client.get(f"/api/w/{room.code}/groups/{room.groups[0]}?since=0").get_json()
        said = {
            "projector": json.dumps(desk.board(view="projector"), ensure_ascii=False),
            "group": json.dumps(board, ensure_ascii=False),
            "phone": json.dumps(self.reader.state(), ensure_ascii=False),
            "outcomes": json.dumps(self.reader.call("GET", "/outcomes").get_json(), ensure_ascii=False),
            "names on the console": json.dumps([desk.board()["themes"], desk.board()["voting"]], ensure_ascii=False),
        }
        said |= {page: desk.client.get(f"/workshops/{room.code}/{page}").text for page in ("actions", "projector")}
        record = room.feed.read(read_record, room.code)
        for name in (*_TEXTS, *_ZIPPED):
            file = io.BytesIO()
            FORMATS[name].write(record, "th", file)
            said[name] = _unzipped(file) if name in _ZIPPED else file.getvalue().decode()
        return {place for place, words in said.items() if GONE in words}

    def rows(self) -> set[str]:
        """The columns with the words, but for the note itself, which a hidden one keeps."""
        found: set[str] = set()
        with self.room.feed.database.engine.connect() as connection:
            for table in ("theme", "voting", "change", "proposal"):
                for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                    spelt = (GONE, json.dumps(GONE)[1:-1])
                    found |= {f"{table}.{name}" for name, value in row.items() if any(s in str(value) for s in spelt)}
        return found


def _unzipped(file: io.BytesIO) -> str:
    with zipfile.ZipFile(file) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


@pytest.fixture
def wall(room: Room) -> Wall:
    return Wall(room)


def several(wall: Wall, reason: str) -> int:
    asked = {"notes": [wall.note], "reason": reason, "seq": wall.desk.board()["seq"]}
    return wall.desk.call("/notes/hide", asked).status_code


WAYS: dict[str, Callable[[Wall], int]] = {
    "hide one": lambda wall: wall.desk.call(f"/notes/{wall.note}/hide").status_code,
    "hide several": lambda wall: several(wall, "rude"),
    "hide what is personal": lambda wall: several(wall, "personal"),
    "erase": lambda wall: wall.desk.call(f"/notes/{wall.note}/erase", {"reason": "มีชื่อบุคคล"}).status_code,
    "withdraw": lambda wall: wall.room.phone.call("DELETE", f"/notes/{wall.note}").status_code,
    "edit": lambda wall: (
        wall.room.phone.call("PATCH", f"/notes/{wall.note}", {"text": "แก้ใหม่แล้ว", "edit": new_id()}).status_code
    ),
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())


@every_way
def test_they_leave_every_screen_row_and_file_at_once(wall: Wall, way: Callable[[Wall], int]) -> None:
    assert wall.desk.call("/actions", {"what": "ตั้งงบใหม่", "themes": [wall.theme]}).status_code == 200
    assert {"projector", "group", "actions", "json", "html", "csv", "docx", "xlsx"} <= wall.up()
    since = wall.desk.board()["seq"]
    assert way(wall) == 200
    assert (wall.up(), wall.rows()) == (set(), set())
    told = wall.desk.client.get(f"/api/w/{wall.room.code}/board?view=projector&since={since}").get_json()
    assert wall.theme in {theme["id"] for theme in told["themes"]}


@every_way
def test_they_leave_a_voting_that_is_on_and_the_theme_has_its_name_of_today(
    wall: Wall, way: Callable[[Wall], int]
) -> None:
    wall.vote()
    assert wall.options() == wall.options(wall.reader) == sorted([GONE, "ถนนพัง"])
    since = wall.desk.board()["seq"]
    assert way(wall) == 200
    told = wall.desk.client.get(f"/api/w/{wall.room.code}/board?view=projector&since={since}").get_json()
    assert sorted(option["label"] for option in told["voting"]["options"]) == sorted(["ถนนพัง", "…"])
    assert wall.options(wall.reader) == sorted(["ถนนพัง", "…"])
    assert wall.desk.call("/voting/close").status_code == 200
    assert (wall.up(), wall.rows()) == (set(), set())
    since = wall.desk.board()["seq"]
    assert wall.desk.call(f"/themes/{wall.theme}/rename", {"label": "งบประมาณ"}).status_code == 200
    told = wall.desk.client.get(f"/api/w/{wall.room.code}/board?view=projector&since={since}").get_json()
    assert sorted(option["label"] for option in told["voting"]["options"]) == sorted(["งบประมาณ", "ถนนพัง"])


@every_way
def test_a_voting_that_was_closed_and_cleared_keeps_them_no_more(wall: Wall, way: Callable[[Wall], int]) -> None:
    wall.vote()
    assert wall.desk.call("/voting/clear").status_code == 200
    assert way(wall) == 200
    assert (wall.up(), wall.rows()) == (set(), set())


LEAVING: dict[str, Callable[[Wall], object]] = {
    "moved to another theme": lambda wall: wall.move(wall.note, wall.elsewhere),
    "moved to a new theme": lambda wall: wall.move(wall.note, "new"),
    "split": lambda wall: wall.desk.call(f"/themes/{wall.theme}/split", {"notes": [wall.note], "label": ""}),
    "moved to another category": lambda wall: wall.desk.call(
        "/notes/category", {"notes": [wall.note], "category": "cause"}
    ),
}


@pytest.mark.parametrize(
    ("left", "way"),
    [*((left, "erase") for left in LEAVING), *(("moved to another theme", way) for way in WAYS if way != "erase")],
)
def test_they_leave_the_theme_that_the_note_had_left_before(wall: Wall, left: str, way: str) -> None:
    LEAVING[left](wall)
    assert "theme.label" in wall.rows()
    assert WAYS[way](wall) == 200
    assert (wall.up(), wall.rows()) == (set(), set())


@every_way
def test_undo_of_a_merge_does_not_bring_them_back(wall: Wall, way: Callable[[Wall], int]) -> None:
    merged = wall.desk.call(f"/themes/{wall.elsewhere}/merge", {"other": wall.theme})
    assert merged.status_code == 200
    assert way(wall) == 200
    assert wall.rows() == set()
    for _step in range(2):  # the hiding too, which gives back the note itself
        wall.desk.call("/undo")
    assert wall.rows() == set()


def test_to_hide_again_by_redo_takes_the_new_name_too(wall: Wall) -> None:
    wall.desk.call(f"/notes/{wall.note}/hide")
    wall.desk.call("/undo")
    wall.name(wall.theme, GONE)
    assert wall.desk.call("/redo").status_code == 200
    assert (wall.up(), wall.rows()) == (set(), set())


def test_words_that_only_another_hidden_note_says_go_with_the_last_one_that_is_shown(wall: Wall) -> None:
    twin = wall.room.other.note(GONE)["id"]
    wall.desk.call(f"/notes/{twin}/hide")
    assert "theme.label" in wall.rows()
    wall.desk.call(f"/notes/{wall.note}/hide")
    assert wall.rows() == set()


@pytest.mark.parametrize("as_the_worker", [True, False], ids=["prepared", "written at once"])
@every_way
def test_a_grouping_that_had_read_the_note_before_brings_no_name_of_it(
    wall: Wall, way: Callable[[Wall], int], as_the_worker: bool
) -> None:
    room = wall.room
    here = room.feed.read(lambda session: session.execute(text("SELECT id FROM workshop")).scalar_one())
    reading = room.feed.read(grouping.read, here, room.code, "problem")
    assert way(wall) == 200
    members = (wall.note, *wall.rest)
    theme = analysis.Theme(id=wall.theme, label=GONE, label_given=False, members=members, keywords=(GONE,))
    found = analysis.Arrangement(themes=(theme,), ungrouped=(), set_aside=())
    ready = room.feed.read(grouping.prepare, reading, found) if as_the_worker else None
    room.feed.change(room.code, Actor("worker", ""), grouping.apply, reading, found, ready)
    assert (wall.up(), wall.rows()) == (set(), set())


def test_a_name_that_a_person_gave_and_a_line_that_a_person_typed_stay(wall: Wall) -> None:
    wall.desk.call(f"/themes/{wall.theme}/rename", {"label": GONE})
    wall.vote()
    wall.desk.call(f"/notes/{wall.note}/hide")
    assert GONE in wall.options()
    assert wall.rows() == {"theme.given_label", "voting.options"}


def test_the_grouping_names_the_theme_by_what_is_shown_and_again_when_the_note_is_back(wall: Wall) -> None:
    wall.desk.call(f"/notes/{wall.note}/hide")
    wall.room.group_notes()
    (named,) = [theme["label"] for theme in wall.desk.board()["themes"] if theme["id"] == wall.theme]
    assert named not in ("", "…")
    assert wall.up() == set()
    for each in wall.rest:
        wall.desk.call(f"/notes/{each}/hide")
    assert wall.room.feed.read(grouping.waiting) == []  # with none that is shown it has no name, and waits for none
    wall.desk.call(f"/notes/{wall.note}/unhide")
    wall.room.group_notes()
    (named,) = [theme["label"] for theme in wall.desk.board()["themes"] if theme["id"] == wall.theme]
    assert named in GONE
    assert named not in ("", "…")
