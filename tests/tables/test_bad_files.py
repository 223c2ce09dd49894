"""Files as nobody should send them: each is read, or refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.tables import MAX_BYTES, TableError, bytes_of, guess_text_column, read_table_bytes, read_tables_bytes


def test_of_three_hundred_columns_the_one_with_notes_is_found() -> None:
    header = ",".join(["ความเห็น", *(f"คะแนนข้อ {n}" for n in range(299))])
    table = read_table_bytes(f"{header}\nงบไม่พอ{',5' * 299}\nรถไม่มี{',4' * 299}\n".encode(), "wide.csv")
    assert len(table.header) == 300
    assert guess_text_column(table) == 0


def test_two_encodings_in_one_file_are_refused_by_line() -> None:
    mixed = "text\n" + "งบประมาณไม่พอสำหรับทุกตำบล\n" * 40
    with pytest.raises(TableError) as refused:
        read_table_bytes(mixed.encode() + "รถไม่มี\n".encode("cp874"), "mixed.csv")
    assert refused.value.code == "damaged_text"
    assert "42" in refused.value.thai


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
