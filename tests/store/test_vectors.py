"""The file of vectors keeps what it was given, across processes, and no words."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.store.vectors import VectorFile


def test_a_vector_outlives_the_process_and_its_text_is_not_in_the_file(tmp_path: Path) -> None:
    first = VectorFile(tmp_path / "vectors.db")
    first["ความลับของฉัน"] = b"\x01\x02\x03\x04"
    second = VectorFile(tmp_path / "vectors.db")
    assert second["ความลับของฉัน"] == b"\x01\x02\x03\x04"
    assert second.get("ไม่เคยมี") is None
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "ความลับ".encode() not in stored


def test_a_vector_can_be_replaced_and_removed(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "vectors.db")
    file["ก"] = b"1"
    file["ก"] = b"2"
    assert (len(file), file["ก"], len(list(file))) == (1, b"2", 1)
    del file["ก"]
    with pytest.raises(KeyError):
        del file["ก"]
    assert len(file) == 0
