"""A purge names what its installation has taken in of the workshop's answers, and removes it where asked."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.room import Phone
from tests.year.installations import KHON_KAEN, UDON, Office, answer_of
from workshop.cli import main
from workshop.domain.grouper import Grouper
from workshop.store import backup
from workshop.year import board_steps, consolidating

OURS = "เครื่องสูบน้ำของเราเสียสามเดือน"
OTHERS = "ถนนเข้าหมู่บ้านชำรุด"


class Answered:
    """A department that answers its own directive by a workshop, beside a province; in rows, a board and a backup."""

    def __init__(self, office: Office, data: Path, grouper: Grouper) -> None:
        self.office, self.data = office, data
        uid = office.make()
        assert office.post(f"/directives/{uid}/unit", unit=KHON_KAEN).status_code == 302
        self.code = office.post(f"/directives/{uid}/workshop").headers["Location"].split("/")[2]
        desk = office.room.desk
        desk.code = self.code
        desk.open_phase()
        phone = Phone(office.room.app.test_client(), self.code)
        phone.join(desk.board()["groups"][0]["id"])
        phone.note(OURS)
        phase = desk.board()["phases"][0]["id"]
        desk.call(f"/phases/{phase}/close")
        desk.call(f"/phases/{phase}/grace", {"minutes": 0})
        key = json.loads(office.client.get(f"/directives/{uid}/file").data)["key"]
        ours = office.post(f"/workshops/{self.code}/answer").data
        theirs = answer_of(uid, key, [("problem", OTHERS, "ถนน"), ("problem", f"{OTHERS} มาก", "ถนน")], UDON, by=2)
        assert office.results(ours, theirs) == ["first", "first"]
        assert office.feed.write(board_steps.request, uid)
        assert consolidating.consolidate(office.feed, grouper, uid, lambda work, *given: work(*given))
        assert backup.rotate(data / "laena.db", data / "backups", keep=3)
        office.feed.database.close()

    def found(self, words: str) -> set[str]:
        looks = (words.encode(), json.dumps(words)[1:-1].encode())
        files = [path for path in self.data.rglob("*") if path.is_file()]
        return {path.name for path in files if any(look in path.read_bytes() for look in looks)}

    def databases(self) -> list[Path]:
        return [self.data / "laena.db", *(self.data / "backups").glob("*.db")]

    def board_in(self, path: Path) -> dict[str, list[tuple[str, ...]]]:
        """What a database has of the joint board, by table."""
        with contextlib.closing(sqlite3.connect(path)) as connection:
            return {
                table: sorted(connection.execute(f"SELECT {columns} FROM {table}"))
                for table, columns in {
                    "directive_board": "sources, links",
                    "directive_board_theme": "id, label, given_label",
                    "directive_board_note": "unit, number, theme_id",
                }.items()
            }

    def purge(self, *words: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, ["purge", self.code, "--data", str(self.data), *words], input=typed)


@pytest.fixture
def answered(department: Office, tmp_path: Path, grouper: Grouper) -> Answered:
    if department.feed.database.engine.dialect.name != "sqlite":
        pytest.skip("looks into files")
    return Answered(department, tmp_path / "department", grouper)


def test_with_its_answers_no_byte_of_the_data_folder_has_the_workshops_words(answered: Answered) -> None:
    assert len(answered.found(OURS)) >= 2
    done = answered.purge("--yes", "--answers")
    assert done.exit_code == 0, done.output
    assert "ขอนแก่น" in done.output
    assert "มท 0402.1/ว 2563" in done.output
    assert answered.found(OURS) == set()
    assert len(answered.found(OTHERS)) >= 2
    assert CliRunner().invoke(main, ["check", "--data", str(answered.data)]).exit_code == 0


def test_the_database_and_a_backup_are_left_with_the_same_joint_board(answered: Answered) -> None:
    boards = [answered.board_in(path) for path in answered.databases()]
    assert len(boards) == 2
    assert boards[0] == boards[1]
    assert answered.purge("--yes", "--answers").exit_code == 0
    without = [answered.board_in(path) for path in answered.databases()]
    assert without[0] == without[1]
    assert without[0] != boards[0]
    assert [list(json.loads(sources)) for sources, _links in without[0]["directive_board"]] == [[UDON]]
    assert {unit for (unit, *_rest) in without[0]["directive_board_note"]} == {UDON}


def test_without_a_word_the_answers_stay_and_the_purge_says_so(answered: Answered) -> None:
    done = answered.purge("--yes")
    assert done.exit_code == 0, done.output
    assert "คำตอบยังอยู่" in done.output
    assert answered.found(OURS)
    assert answered.purge("--yes").exit_code == 1


@pytest.mark.parametrize(("typed", "stays"), [("y\ny\n", False), ("y\nn\n", True)])
def test_who_is_asked_decides_whether_the_answers_go(answered: Answered, typed: str, stays: bool) -> None:
    assert answered.purge(typed=typed).exit_code == 0
    assert bool(answered.found(OURS)) is stays
