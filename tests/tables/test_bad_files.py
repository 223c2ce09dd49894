"""Files as nobody should send them: each is read, or refused with what to do."""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tests.tables.old_excel import OLD_EXCEL
from workshop.tables import MAX_BYTES, TableError, bytes_of, guess_text_column, read_table_bytes, read_tables_bytes
from workshop.tables.echo import cut


def test_of_three_hundred_columns_the_one_with_notes_is_found() -> None:
    header = ",".join(["ความเห็น", *(f"คะแนนข้อ {n}" for n in range(299))])
    table = read_table_bytes(f"{header}\nงบไม่พอ{',5' * 299}\nรถไม่มี{',4' * 299}\n".encode(), "wide.csv")
    assert len(table.header) == 300
    assert guess_text_column(table) == 0


@pytest.mark.parametrize(("many", "few"), [("utf-8", "cp874"), ("cp874", "utf-8")])
@pytest.mark.parametrize(("before", "line"), [(40, 42), (4, 6), (1, 3)])
def test_two_encodings_in_one_file_are_refused_by_line(many: str, few: str, before: int, line: int) -> None:
    mixed = "text\n" + "งบประมาณไม่พอสำหรับทุกตำบล\n" * before
    with pytest.raises(TableError) as refused:
        read_table_bytes(mixed.encode(many) + "รถไม่มี\n".encode(few), "mixed.csv")
    assert refused.value.code == "damaged_text"
    assert f"แถวที่ {line} " in refused.value.thai


def test_among_english_lines_two_encodings_of_thai_are_refused_too() -> None:
    mixed = b"text\n" + b"no budget\n" * 40 + "รถไม่มี\n".encode("cp874") + "งบไม่มี\n".encode()
    with pytest.raises(TableError, match="Line 43 ") as refused:
        read_table_bytes(mixed, "mixed.csv")
    assert refused.value.code == "damaged_text"


def test_of_a_file_over_the_limit_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # a hole: it takes no room on the disk
    data = bytes_of(path)
    assert len(data) == MAX_BYTES + 1
    with pytest.raises(TableError, match="20 MB"):
        read_tables_bytes(data, path.name)


def test_the_header_s_row_may_be_named_or_there_is_none() -> None:
    content = "บันทึกการประชุม,\nก,ข\nงบไม่พอ,1\n".encode()
    assert read_tables_bytes(content, "a.csv", (), 2)[0].header == ["ก", "ข"]
    table = read_tables_bytes(b"a,b\nc,d\n", "a.csv", (), 0)[0]
    assert (table.header, table.rows, table.top) == (["A", "B"], [["a", "b"], ["c", "d"]], 0)
    with pytest.raises(TableError):
        read_tables_bytes(content, "a.csv", (), 9)


@pytest.mark.parametrize("content", [b'[{"text": "a"}]', b'{"a":' * 90_000, b"[" * 200_000, b'{"text": ["a"]}'])
def test_json_of_others_and_of_very_many_brackets_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(TableError, match="is JSON") as refused:
        read_tables_bytes(content, "a" * 4_000 + ".json")
    assert len(refused.value.thai) < 250


def test_what_only_begins_like_json_is_a_table() -> None:
    assert read_table_bytes("[ข้อ],ข\nงบไม่พอ,1\n".encode(), "a.csv").header == ["[ข้อ]", "ข"]


@given(st.text(alphabet="น้ำกa \N{ZERO WIDTH JOINER}\N{COMBINING ACUTE ACCENT}", max_size=300), st.integers(1, 80))
def test_a_name_is_cut_at_a_whole_cluster(text: str, limit: int) -> None:
    whole = regex.findall(r"\X", text)
    shown = cut(text, limit)
    assert shown == text if len(whole) <= limit else shown == "".join(whole[:limit]).rstrip() + "…"


def test_of_three_hundred_wrong_columns_a_message_names_some() -> None:
    table = read_table_bytes((",".join(["น้ำ" * 500] * 300) + "\n").encode(), "a.csv")
    with pytest.raises(TableError) as refused:
        table.column("ความเห็น")
    assert len(refused.value.thai) < 8_000
    assert "(+270)" in refused.value.thai


def workbook_of_1997(records: list[tuple[int, bytes]]) -> bytes:
    """An XLS file with these records in its stream: a header, one sector of the table, one directory, the stream."""
    stream = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    stream = stream.ljust(max(4_608, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    root, book = ("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 2, len(stream))
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB3I36xIQ", len(name) * 2 + 2, kind, 1, *[0xFFFFFFFF] * 3, at, size)
        for name, kind, at, size in (root, book)
    )
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return head + table + entries.ljust(512, b"\0") + stream


BOOK = (0x0809, struct.pack("<4H", 0x0600, 0x0005, 0, 0) + bytes(8))
SHEET = (0x0809, struct.pack("<4H", 0x0600, 0x0010, 0, 0) + bytes(8))


def number(row: int, column: int) -> tuple[int, bytes]:
    return 0x0203, struct.pack("<3Hd", row, column, 0, 1.0)


@pytest.mark.parametrize(
    "records",
    [
        [BOOK, SHEET, number(0, 0), number(65_535, 255)],
        [BOOK, *[each for _ in range(9) for each in (SHEET, number(0, 0), number(65_535, 9))]],
        [BOOK, SHEET, (0x00BD, struct.pack("<2H", 65_535, 0) + bytes(6 * 200) + struct.pack("<H", 199)), number(0, 0)],
        [BOOK, SHEET, (0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)), number(0, 0)],
    ],
    ids=["two corners", "many sheets", "a row of numbers", "impossible dimensions"],
)
def test_an_old_workbook_that_would_become_too_big_is_refused_before_it_is_decoded(
    records: list[tuple[int, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("python_calamine.load_workbook", lambda _file: pytest.fail("decoded"))
    with pytest.raises(TableError) as refused:
        read_tables_bytes(workbook_of_1997(records), "a.xls")
    assert refused.value.code == "too_big"


@pytest.mark.parametrize("at", range(24, 600, 7))
def test_a_torn_old_workbook_is_refused_or_read(at: int) -> None:
    torn = OLD_EXCEL[:at] + b"\xff" * 9 + OLD_EXCEL[at + 9 :]
    with contextlib.suppress(TableError):
        assert read_tables_bytes(torn, "a.xls")
