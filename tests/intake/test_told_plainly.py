"""What cannot be read is refused with what to do; the command line says the console's very words, and nothing else."""

from __future__ import annotations

import gettext
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.cli.test_import import Import, import_into  # noqa: F401  a fixture
from tests.cli.test_import_again import as_xlsx
from tests.room import Room
from tests.web.importing import OnTheSpot, send
from workshop import paths
from workshop.domain import endings, phases, undo
from workshop.domain.written_names import near_group, same_group
from workshop.errors import ImportIntoEnded
from workshop.intake import looking
from workshop.intake.looking import Options
from workshop.intake.words import NO_NOTES, REFUSED
from workshop.messages.incoming import ChooseIdentity
from workshop.tables import TableError, bytes_of, read_tables_bytes
from workshop.views.read_record import read_record

WORDS = Path(__file__).parents[2] / "templates" / "parts" / "_import_words.html"
FORM = (
    "กลุ่ม,ปัญหา/อุปสรรค,สาเหตุ,ฝากถึงกรม\nดอกคูน,งบไม่พอ,แผนมาช้า,ขอบคุณ\nดอกจาก,รถไม่มี,,สวัสดี\nรวม,2,1,\n,\N{ZERO WIDTH SPACE},,"
    + "\n"
)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "MHTML"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "MHTML"),
        (b'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"note"\r\nE\r\n', "SYLK"),
    ],
)
def test_a_saved_web_page_and_a_sylk_file_are_refused_by_their_name(data: bytes, kind: str) -> None:
    with pytest.raises(TableError, match=kind) as refused:
        read_tables_bytes(data, "a.xls")
    assert "XLSX" in refused.value.thai


@pytest.mark.parametrize("declared", ['"sep=;"', "sep=;", '"SEP=;"'])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_declared_delimiter_is_taken_also_in_quotes(declared: str, end: str) -> None:
    (table,) = read_tables_bytes(f"{declared}{end}ปัญหา;สาเหตุ{end}งบ, น้อย;ช้า{end}".encode(), "a.csv")
    assert (table.header, table.rows) == (["ปัญหา", "สาเหตุ"], [["งบ, น้อย", "ช้า"]])


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text(FORM, encoding="utf-8")
    assert bytes_of(path) == FORM.encode()
    whole = os.fstat

    def while_somebody_saves(descriptor: int) -> os.stat_result:
        before = whole(descriptor)
        with path.open("a", encoding="utf-8") as other:
            other.write("ดอกจาน,เพิ่ม,,\n")
        return before

    monkeypatch.setattr("workshop.tables.os.fstat", while_somebody_saves)
    with pytest.raises(TableError) as refused:
        bytes_of(path)
    assert refused.value.code == "changed_file"


def test_the_command_line_says_the_console_s_very_words(app: Flask, room: Room, import_into: Import) -> None:  # noqa: F811
    """Sums and rows that are no notes; why a row is left out or refused."""
    app.extensions["laena.import_process"] = OnTheSpot(room)
    look = send(room, FORM)["look"]
    shown = import_into(FORM, "--dry-run")
    for key, values in (("import_sums", look), ("import_no_notes", {"n": look["no_notes"]["count"]})):
        words = re.search(rf"'{key}': unfilled\('([^']*)'\)", WORDS.read_text(encoding="utf-8"))
        assert words is not None
        assert words[1] % values in shown.output
    for row in (*look["no_notes"]["shown"], *look["refused_rows"]["shown"]):
        assert f"แถวที่ {row['row']} / row {row['row']}: {row['why']}" in shown.stderr
    assert {row["why"] for row in look["refused_rows"]["shown"]} <= {thai for thai, _ in REFUSED.values()}
    assert {row["why"] for row in look["no_notes"]["shown"]} <= {thai for thai, _ in NO_NOTES.values()}


@pytest.mark.parametrize(
    "content", [FORM.encode(), as_xlsx(FORM), FORM.encode("cp874", "ignore"), b"PK\x03\x04 no book"]
)
def test_no_warning_of_a_library_reaches_the_console(app: Flask, room: Room, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(content)
    data = str(app.extensions["laena.settings"].data)
    command = [sys.executable, "-W", "always", "-m", "workshop.cli", "import", str(path), "--workshop", room.code]
    done = subprocess.run([*command, "--data", data, "--dry-run"], capture_output=True, check=False, timeout=120)
    said = done.stderr.decode()
    assert "Warning" not in said
    assert "site-packages" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("group", "written"),
    [
        ("น้ำพอง", "อำเภอน้ำพอง"), ("อำเภอน้ำพอง", "น้ำพอง"), ("น้ำพอง", "อ.น้ำพอง"), ("น้ำพอง", "นํ้าพอง"),
        ("แวงใหญ่", "เเวงใหญ่"), ("กลุ่มที่ 1", "1.0"),
    ],
)  # fmt: skip
def test_each_way_to_write_a_district_means_its_group(group: str, written: str) -> None:
    assert same_group([group], written)
    assert near_group([group], written) in (group, None)


def test_the_command_line_refuses_a_file_for_a_workshop_that_has_ended(room: Room, import_into: Import) -> None:  # noqa: F811
    room.feed.change(room.code, undo.ACTOR, endings.end)
    for option in ((), ("--dry-run",)):
        refused = import_into(FORM, *option)
        assert refused.exit_code == 1
        assert "การประชุมนี้สิ้นสุดแล้ว ไม่ได้นำเข้า" in refused.stderr


def test_a_workshop_that_ends_between_look_and_import_takes_nothing(room: Room) -> None:
    looked = looking.look(room.feed, room.code, FORM.encode(), "a.csv", Options())
    room.feed.change(room.code, undo.ACTOR, endings.end)
    with pytest.raises(ImportIntoEnded):
        looking.take(room.feed, looked)
    assert room.feed.read(read_record, room.code).notes == ()


def test_of_three_hundred_columns_the_console_shows_some_and_reads_all(app: Flask, room: Room) -> None:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    header = ",".join([*(f"คะแนนข้อ {n}" for n in range(298)), "ปัญหา", "สาเหตุ"])
    look = send(room, as_xlsx(f"{header}\n{'5,' * 298}งบไม่พอ,แผนช้า\n"), name="wide.xlsx")["look"]
    assert (look["added"], len(look["columns"]), look["more_columns"], look["others"]) == (2, 60, 240, [])


def test_the_note_is_read_and_never_the_position_or_subdistrict(app: Flask, room: Room) -> None:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    form = "ลำดับที่,ตำแหน่ง,ตำบล,อยากให้แก้อะไร\n1,นักวิชาการพัฒนาชุมชนชำนาญการ,บัวเงิน,งบน้อย\n2,พัฒนาการอำเภอ,น้ำพอง,\n"
    look = send(room, form, into="problem")["look"]
    assert [column["role"] for column in look["columns"]] == ["", "", "", "note"]
    assert [each["name"] for each in look["others"] if not each["personal"]] == []
    assert [note["text"] for note in look["first"]] == ["งบน้อย"]
    assert send(room, form, into="problem", text="ตำแหน่ง")["look"]["added"] == 2  # a person may insist


def test_notes_that_lose_their_group_in_an_anonymous_phase_are_counted_first(
    app: Flask,
    room: Room,
    import_into: Import,  # noqa: F811
) -> None:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    form = "กลุ่ม,ปัญหา/อุปสรรค,สาเหตุ\nดอกคูน,งบไม่พอ,แผนมาช้า\nดอกจาน,รถไม่มี,\n,คนน้อย,\n"
    assert send(room, form)["look"]["ungrouped"] == 0
    first = room.desk.board()["phases"][0]["id"]
    room.feed.change(room.code, undo.ACTOR, phases.identify, first, ChooseIdentity(identity="anonymous"))
    look = send(room, form)["look"]
    assert (look["added"], look["ungrouped"]) == (4, 2)
    assert "notes of an anonymous phase, stored without their group: 2" in import_into(form).stderr
    notes = room.feed.read(read_record, room.code).notes
    assert [(note.text, note.group) for note in notes if note.group] == [("แผนมาช้า", "กลุ่มดอกคูน")]


def test_the_console_s_english_is_right_of_one_as_of_many() -> None:
    """A script fills in the number, so that no noun beside it may have to agree with it."""
    english = gettext.translation("messages", paths.translations_dir(), ["en"]).gettext
    texts = [english(text) for text in re.findall(r"unfilled\('([^']*)'\)", WORDS.read_text(encoding="utf-8"))]
    assert len(texts) > 30
    assert [text for text in texts if re.search(r"%\((n|notes)\)s \w+s\b", text)] == []
