"""A file that was imported whole comes again with its lists parted, or the other way round: nothing is doubled."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cli.test_import_again import Files, as_xlsx, files  # noqa: F401  a fixture
from tests.room import Room
from tests.web.importing import OnTheSpot, send
from workshop.intake import looking
from workshop.intake.layout import Columns
from workshop.intake.looking import Options
from workshop.views.read_record import read_record

FORM = "ปัญหา,สาเหตุ\n1) งบน้อย 2) ช้า 3) ไกล,ฝนตก\nรถเสีย,1) คนขาด 2) แผนช้า\n"
WIDER = "ปัญหา,สาเหตุ,คะแนน\n1) งบน้อย 2) ช้า 3) ไกล,ฝนตก,5\nรถเสีย,1) คนขาด 2) แผนช้า,4\n"  # other ids
WHOLE = ["1) งบน้อย 2) ช้า 3) ไกล", "ฝนตก", "รถเสีย", "1) คนขาด 2) แผนช้า"]
PARTED = ["งบน้อย", "ช้า", "ไกล", "ฝนตก", "รถเสีย", "คนขาด", "แผนช้า"]


@pytest.fixture
def desk(app: Flask, room: Room) -> Room:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    return room


def texts(room: Room) -> list[str]:
    return [note.text for note in room.feed.read(read_record, room.code).notes]


@pytest.mark.parametrize("again", [FORM.encode(), as_xlsx(FORM)], ids=["the same file", "as XLSX"])
@pytest.mark.parametrize(("first", "stored", "sums"), [(False, WHOLE, 7), (True, PARTED, 4)])
def test_the_same_row_is_there_whole_or_parted(
    desk: Room, again: bytes, first: bool, stored: list[str], sums: int
) -> None:
    send(desk, FORM, store=True, split=first)
    look = send(desk, again, split=not first)["look"]
    assert (look["notes"], look["added"], look["already"], look["alike"]) == (sums, 0, sums, 0)
    assert send(desk, again, store=True, split=not first)["done"]["added"] == 0
    assert texts(desk) == stored


@pytest.mark.parametrize(("first", "stored", "sums"), [(False, WHOLE, 7), (True, PARTED, 4)])
def test_rows_of_another_file_are_counted_as_the_same_texts(
    desk: Room, first: bool, stored: list[str], sums: int
) -> None:
    send(desk, FORM, store=True, split=first)
    look = send(desk, WIDER, split=not first)["look"]
    assert (look["notes"], look["added"], look["already"], look["alike"]) == (sums, 0, 0, sums)
    assert send(desk, WIDER, store=True, split=not first)["done"]["alike"] == sums
    assert texts(desk) == stored
    assert send(desk, WIDER, split=not first, again=True)["look"]["added"] == sums


def test_of_two_cells_with_the_same_list_the_second_is_new(desk: Room) -> None:
    send(desk, "ปัญหา\n1) งบน้อย 2) ช้า\n", store=True)
    look = send(desk, "ปัญหา,คะแนน\n1) งบน้อย 2) ช้า,1\n1) งบน้อย 2) ช้า,2\n", split=True)["look"]
    assert (look["added"], look["alike"]) == (2, 2)


def test_a_list_of_which_one_item_is_new_is_a_new_text(desk: Room) -> None:
    send(desk, "ปัญหา\n1) งบน้อย 2) ช้า\n", store=True, split=True)
    assert send(desk, "ปัญหา\n1) งบน้อย 2) ช้า 3) ไกล\n")["look"]["added"] == 1


@pytest.mark.parametrize(("came", "sums"), [(FORM, (0, 7, 0)), (WIDER, (0, 0, 7))], ids=["same rows", "another file"])
def test_what_came_whole_after_the_look_is_not_added_in_parts(desk: Room, came: str, sums: tuple[int, ...]) -> None:
    looked = looking.look(desk.feed, desk.code, FORM.encode(), "a.csv", Options(columns=Columns(split=True)))
    send(desk, came, store=True)
    done = looking.take(desk.feed, looked)
    assert (done.added, done.already, done.alike) == sums
    assert texts(desk) == WHOLE


def test_after_an_undo_the_lists_may_come_parted(desk: Room) -> None:
    send(desk, FORM, store=True)
    desk.desk.call("/undo")
    assert send(desk, FORM, store=True, split=True)["done"]["added"] == 7
    assert sorted(texts(desk)) == sorted(PARTED)


def test_the_command_line_prints_that_they_are_there(room: Room, files: Files) -> None:  # noqa: F811
    files.run({"a.csv": FORM})
    result = files.run({"a.csv": ""}, "--split")
    assert "7 notes in the file = 0 added + 7 already there" in result.stdout
    assert texts(room) == WHOLE
