"""A ZIP of files is read as several files; what is in it and not read is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask

from tests.cli.test_import import stored
from tests.cli.test_import_again import FORM, Files, as_xlsx, files  # noqa: F401  a fixture
from tests.room import Room
from tests.web.importing import OnTheSpot, send
from workshop.reports import parcel
from workshop.reports.words import Words
from workshop.tables import TableError, archive
from workshop.tables.archive import content_of, files_inside
from workshop.views.read_record import read_record


def zipped(contents: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return out.getvalue()


def told(data: bytes) -> list[tuple[str, str]]:
    return [(each.name, each.trouble.code if each.trouble else "") for each in files_inside(data, "a.zip") or []]


def test_the_files_of_a_zip_are_listed_without_folders_and_what_systems_add() -> None:
    data = zipped({
        "ขอนแก่น/": "", "ขอนแก่น/น้ำพอง.csv": FORM, "__MACOSX/._น้ำพอง.csv": "x", ".DS_Store": "x", "~$ชุมแพ.xlsx": "x",
        "../../ชุมแพ.xlsx": as_xlsx(FORM), "ใน.zip": "PK",
    })  # fmt: skip
    assert told(data) == [("ขอนแก่น/น้ำพอง.csv", ""), ("../../ชุมแพ.xlsx", ""), ("ใน.zip", "zip_in_zip")]
    assert content_of(data, 1, "a.zip") == FORM.encode()


def test_a_name_that_would_steer_a_terminal_or_be_turned_round_is_shown_without_that() -> None:
    data = zipped({"\x1b[2Jน้ำพอง\N{RIGHT-TO-LEFT OVERRIDE}.csv": FORM})
    mark = "\N{REPLACEMENT CHARACTER}"
    assert told(data) == [(f"{mark}[2Jน้ำพอง{mark}.csv", "")]


def test_a_name_of_thai_windows_is_read_right() -> None:
    data = zipped({"XXXXXX.csv": FORM}).replace(b"XXXXXX", "น้ำพอง".encode("cp874"))
    assert told(data) == [("น้ำพอง.csv", "")]


@pytest.mark.parametrize("data", [as_xlsx(FORM), FORM.encode(), b"", b"PK\x03\x04 not a workbook [Content_Types].xml"])
def test_a_workbook_and_a_text_are_no_zip_of_files(data: bytes) -> None:
    assert files_inside(data, "a") is None


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: zipped({f"{n}.csv": "x" for n in range(archive.MOST_FILES + 1)}), "too_many_files"),
        (lambda: zipped({}), "empty_zip"),
        (lambda: zipped({"a.csv": FORM})[:60], "damaged_zip"),
        (lambda: zipped({str(n): b"0" * 20_000_000 for n in range(7)}), "too_big"),
    ],
    ids=["too many", "empty", "cut off", "a bomb"],
)
def test_a_zip_over_the_limits_or_damaged_is_refused(made: Callable[[], bytes], code: str) -> None:
    data = made()
    with pytest.raises(TableError) as refused:
        files_inside(data, "a.zip")
    assert refused.value.code == code


def test_a_file_with_a_password_and_one_that_is_too_big_are_named() -> None:
    data = bytearray(zipped({"ลับ.csv": FORM}))
    at = data.index(b"PK\x01\x02") + 8
    data[at] |= 1  # the flag of a password, in the list of contents
    assert told(bytes(data)) == [("ลับ.csv", "locked_zip")]
    assert told(zipped({"ใหญ่.csv": b"0" * 20_971_521})) == [("ใหญ่.csv", "too_big")]


@pytest.mark.parametrize("language", ["th", "en"])
def test_of_the_parcel_for_the_department_the_json_is_read_and_the_rest_is_named(room: Room, language: str) -> None:
    room.phone.note("งบไม่พอ")
    out = io.BytesIO()
    parcel.write(room.feed.read(read_record, room.code), Words(language), out)  # type: ignore[arg-type]
    whole, *others = told(out.getvalue())
    assert (whole[0].endswith(".json"), whole[1]) == (True, "")
    assert {code for _, code in others} == {"copy_in_parcel", "list_of_parcel"}
    assert len(others) > 5


def test_the_console_is_sent_the_files_and_imports_each_in_its_turn(app: Flask, room: Room) -> None:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    data = zipped({"น้ำพอง.csv": FORM, "รายงาน.pdf": b"%PDF-1.7", "ใน.zip": "PK"})
    listed = send(room, data, name="a.zip")["files"]
    assert [(each["name"], each["place"]) for each in listed] == [("น้ำพอง.csv", 0), ("รายงาน.pdf", 1), ("ใน.zip", 2)]
    assert "ZIP ที่อยู่ใน ZIP" in listed[2]["why"]
    assert send(room, data, name="น้ำพอง.csv", inside=0)["look"]["added"] == 3
    assert send(room, data, name="รายงาน.pdf", inside=1)["refused"] == "not_a_table"
    assert send(room, data, name="x", inside=9)["refused"] == "damaged_zip"
    assert send(room, FORM, name="x", inside=0)["refused"] == "damaged_zip"
    assert send(room, data, name="น้ำพอง.csv", inside=0, store=True)["done"]["added"] == 3


def test_the_command_line_reads_a_zip_as_its_files_with_a_table(room: Room, files: Files) -> None:  # noqa: F811
    data = zipped({"น้ำพอง.csv": FORM, "รายงาน.pdf": b"%PDF-1.7", "ชุมแพ.csv": FORM.replace("งบไม่พอ", "คนขาด")})
    result = files.run({"อำเภอ.zip": data})
    assert result.exit_code == 1
    rows = [line for line in result.stdout.splitlines() if "›" in line and "│" in line]
    assert [("น้ำพอง" in rows[0]), ("ไม่ได้อ่าน" in rows[1]), ("ชุมแพ" in rows[2])] == [True, True, True]
    assert "PDF" in result.stderr
    assert sorted(text for text, *_ in stored(room)) == sorted(["งบไม่พอ", "ช้า", "รถไม่มี", "คนขาด"])


def test_the_command_line_reads_a_parcel_once_and_is_content(room: Room, files: Files) -> None:  # noqa: F811
    room.phone.note("งบไม่พอ")
    out = io.BytesIO()
    parcel.write(room.feed.read(read_record, room.code), Words("th"), out)
    result = files.run({"ส่งกรม.zip": out.getvalue()})
    assert result.exit_code == 0, result.output
    assert "จึงไม่อ่าน" in result.stderr
    assert len(stored(room)) == 1


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_damaged_contents_of_any_compression_are_named_as_damaged(method: int) -> None:
    data = bytearray(zipped({"น้ำพอง.csv": FORM * 20}, method))
    start = 30 + len("น้ำพอง.csv".encode())
    data[start + 9 : start + 40] = b"\xff" * 31
    with pytest.raises(TableError) as refused:
        content_of(bytes(data), 0, "a.zip")
    assert refused.value.code == "damaged_zip"


def test_a_zip_whose_list_lies_outside_of_it_is_named_as_damaged() -> None:
    data = bytearray(zipped({"น้ำพอง.csv": FORM}))
    at = data.rindex(b"PK\x05\x06") + 16
    data[at : at + 4] = b"\xff\xff\0\0"  # where the list begins
    with pytest.raises(TableError) as refused:
        content_of(bytes(data), 0, "a.zip")
    assert refused.value.code == "damaged_zip"
