"""The page of learning from people: counted, learnt, switched off, deleted, and without words that have gone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.room import Room
from tests.web.importing import OnTheSpot
from workshop.domain import endings, former_names, learning, lessons, workshops
from workshop.domain.grouper import Grouper
from workshop.reports import csv
from workshop.reports import json as json_export
from workshop.reports.words import Language, Words
from workshop.reports.xlsx import book
from workshop.store import purge, sharing_copy
from workshop.views.read_record import read_record

THEMES, NOTES = ("น้ำ", "ถนน"), 4


@pytest.fixture
def data(room: Room) -> Path:
    folder: Path = room.app.extensions["laena.settings"].data
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were learnt from last; the numbers themselves are tested in tests/analysis and tests/cli."""
    texts: list[str] = []

    def learn(_grouper: Grouper, confirmed: Sequence[Any], folder: Path, step: Any) -> list[str]:
        texts[:] = [text for themes in confirmed for found in themes.values() for text in found]
        step(0, len(confirmed))
        (folder / "likeness.npz").write_bytes(b"numbers")
        return ["likeness.npz"]

    monkeypatch.setattr(Grouper, "learn", learn)
    monkeypatch.setattr("workshop.views.decisions.enough", lambda sizes: sum(map(len, sizes)) >= len(THEMES))
    return texts


def decide(room: Room) -> dict[str, list[str]]:
    """Move notes into two themes by hand; return theme → ids of notes."""
    made = {}
    for topic in THEMES:
        first, *others = [room.phone.note(f"{topic} {room.code} {number}")["id"] for number in range(NOTES)]
        theme = room.desk.call(f"/notes/{first}/move", {"theme_id": "new", "label": topic}).get_json()["answer"]
        for note in others:
            room.desk.call(f"/notes/{note}/move", {"theme_id": theme})
        made[theme] = [first, *others]
    return made


def page(room: Room) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", room.desk.client.get("/learning").text).split())


def counts(room: Room) -> list[int]:
    """Return the row of the room's workshop: named, moved, merged, split, locked."""
    text = room.desk.client.get("/learning").text
    row = next(row for row in re.findall(r"<li.*?</li>", text, re.S) if f'href="/workshops/{room.code}"' in row)
    return [int(count) for count in re.findall(r'<strong class="number">(\d+)</strong>', row)]


def test_what_people_decided_is_counted_for_each_workshop_and_what_was_undone_is_not(room: Room) -> None:
    other = room.another()
    first, second = decide(room)
    room.desk.call(f"/themes/{first}/rename", {"label": "น้ำประปา"})
    room.desk.call(f"/themes/{first}/lock", {"on": True})
    room.desk.call(f"/themes/{first}/merge", {"other": second})
    assert counts(room) == [1, 2 * NOTES, 1, 0, 1]
    room.desk.call("/undo")
    assert counts(room) == [1, 2 * NOTES, 0, 0, 1]
    assert other.code not in page(room)
    assert room.phone.client.get("/learning").status_code == 302


def test_too_little_is_said_before_and_after_trying(room: Room, data: Path) -> None:
    decide(room)
    assert "ยังน้อยเกินไป" in page(room)
    room.desk.post("/learning/learn")
    assert "ครั้งล่าสุดเรียนไม่ได้ เพราะยังมีน้อยเกินไป" in page(room)
    assert not list(data.glob("learnt*"))


def test_learning_says_from_what_it_learnt_and_is_switched_off_and_deleted(
    room: Room, data: Path, read: list[str]
) -> None:
    decide(room)
    decide(other := room.another())
    room.desk.post("/learning/choose", data={"code": other.code, "out": "1"})
    room.desk.post("/learning/learn")
    assert len(read) == 2 * NOTES
    assert not any(other.code in text for text in read)
    assert "จาก 8 ความเห็นใน 2 กลุ่มความเห็น ใช้อยู่" in page(room)
    room.desk.post("/learning/use", data={"on": "0"})
    assert "ปิดไว้" in page(room)
    assert not (data / learning.FOLDER).exists()
    room.desk.post("/learning/use", data={"on": "1"})
    assert (data / learning.FOLDER / "likeness.npz").exists()
    room.desk.post("/learning/forget")
    assert "ยังไม่ได้เรียน" in page(room)
    assert not list(data.glob("learnt*"))


def test_a_second_press_while_a_worker_learns_starts_nothing(room: Room, read: list[str]) -> None:
    decide(room)
    room.feed.write(learning.take_step, learning.RUNNING, 1, 4)
    room.desk.post("/learning/learn")
    assert read == []
    assert "อ่านแล้ว 1 จาก 4 ชุด" in page(room)


def test_erased_words_are_not_in_what_is_learnt_anew(room: Room, data: Path, read: list[str]) -> None:
    themes = decide(room)
    room.desk.post("/learning/learn")
    room.desk.post("/learning/use", data={"on": "0"})
    assert not room.feed.read(lessons.outdated, data)
    erased = next(iter(themes.values()))[0]
    room.desk.call(f"/notes/{erased}/erase", {"reason": "มีชื่อคน"})
    assert room.feed.read(lessons.outdated, data)
    room.app.extensions["laena.jobs"].learn(again=True)
    assert len(read) == 2 * NOTES - 1
    assert not room.feed.read(lessons.outdated, data)
    lesson = lessons.taken(data)
    assert lesson is not None
    assert not lesson.on, "what was off stays off"


def test_groups_that_an_anonymous_phase_lets_go_of_make_it_learn_the_same_words_once_more(
    room: Room, data: Path, read: list[str]
) -> None:
    """One mark says that words or groups went, for backups and for learning alike: learning too much is harmless."""
    decide(room)
    phase = room.desk.board()["phases"][1]["id"]
    assert room.desk.call(f"/phases/{phase}/identity", {"identity": "anonymous"}).status_code == 200
    room.desk.open_phase(1)
    room.phone.note("พูดตรง ๆ")
    room.desk.post("/learning/learn")
    learnt = [*read]
    read.clear()
    assert not room.feed.read(lessons.outdated, data)
    assert room.desk.call(f"/phases/{phase}/close").status_code == 200
    assert room.desk.call(f"/phases/{phase}/grace", {"minutes": 0}).status_code == 200
    assert room.feed.read(lessons.outdated, data)
    room.app.extensions["laena.jobs"].learn(again=True)
    assert read == learnt != []
    assert not room.feed.read(lessons.outdated, data)


def test_a_workshop_that_is_purged_while_it_is_learnt_from_leaves_nothing(
    room: Room, data: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(room)

    def purged(_grouper: Grouper, _confirmed: Any, folder: Path, _step: Any) -> list[str]:
        room.feed.write(endings.delete_rows, room.code)
        purge.clean(data, None, [room.code])
        folder.mkdir()
        (folder / "likeness.npz").write_bytes(b"numbers")
        return []

    monkeypatch.setattr(Grouper, "learn", purged)
    room.desk.post("/learning/learn")
    assert not list(data.glob("learnt*"))
    assert "มีการประชุมถูกลบระหว่างเรียน" in page(room)


def test_a_copy_for_sharing_contains_nothing_of_it(room: Room, data: Path, read: list[str]) -> None:
    decide(room)
    room.desk.post("/learning/learn")
    if room.feed.database.url.startswith("sqlite"):
        copy = sharing_copy.write(Path(room.feed.database.url.removeprefix("sqlite:///")), data / "copy.db")
        assert b"learning." not in copy.read_bytes()
        assert b"learnt" not in copy.read_bytes()


def send(room: Room, data: bytes, name: str) -> str:
    message: str = room.desk.post(f"/api/learning/names?name={name}", data=data).get_json()["message"]
    return message


def exported(room: Room, writer: Any, language: Language = "th") -> bytes:
    out = io.BytesIO()
    writer.write(room.feed.read(read_record, room.code), Words(language), out)
    return out.getvalue()


def twice(export: bytes) -> bytes:
    """Return an export in which each name stands twice."""
    whole = json.loads(export)
    for category in whole["categories"]:
        category["themes"] *= 2
    return json.dumps(whole).encode()


@pytest.mark.parametrize(("writer", "language"), [(book, "en"), (json_export, "th")], ids=["xlsx", "json"])
def test_names_of_an_export_are_taken_in_without_its_notes(room: Room, writer: Any, language: Language) -> None:
    decide(room)
    suffix = "json" if writer is json_export else "xlsx"
    room.phone.note("ไม่มีใครตั้งชื่อ")
    elsewhere = exported(room, writer, language)
    room.feed.write(endings.delete_rows, room.code)
    here = room.another()
    if suffix == "json":
        elsewhere = twice(elsewhere) + b" " * 100_000  # more than a form may have
    else:
        room.app.extensions["laena.import_process"] = OnTheSpot(room)
    assert "เก็บ 2 ชื่อไว้ในคลังการประชุมแล้ว" in send(here, elsewhere, f"สรุปปี 2564.{suffix}")
    workshop = here.feed.read(workshops.find, here.code)
    names = here.feed.read(former_names.of_earlier, workshop.id)
    assert {(name.category, name.name) for found in names.values() for name in found} == {
        ("problem", topic) for topic in THEMES
    }
    (taken,) = [row for row in here.feed.read(workshops.every) if row.code != here.code]
    assert taken.archived_at
    assert here.feed.read(read_record, taken.code).notes == ()


def test_a_file_without_given_names_is_refused_in_words_and_makes_nothing(room: Room) -> None:
    room.app.extensions["laena.import_process"] = OnTheSpot(room)
    decide(room)
    for data in (b"", b"not a table", b"{}", b'{"categories": 3}', b"PK\x03\x04torn", exported(room, csv)):
        assert "เก็บ" not in send(room, data, "ไฟล์.csv"), data
    foreign = (b'{"a": 1}', b"[1]", b"[" * 100_000, b"a,b\n1,2,3\n", b"%PDF-1.7", exported(room, csv))
    for data in foreign:
        assert "ใช้ไฟล์ Excel หรือ JSON" in send(room, data, "ไฟล์.csv"), data[:9]
    assert "ใหญ่เกินไป" in send(room, b"x" * 6_000_000, "ไฟล์.xlsx")
    assert len(room.feed.read(workshops.every)) == 1
