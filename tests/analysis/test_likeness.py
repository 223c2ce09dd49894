"""The learnt likeness and its files: what fits is used, what does not is named, and plain likeness goes on."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from analysis import ThemePipeline
from analysis.embed import WordsOnly
from analysis.likeness import Likeness, LikenessError, Weights, likeness_for, plain, read_likeness, write_likeness
from analysis.represent import WordTable, centred, middle
from analysis.word_vectors import DATA, read_vectors, shipped_vectors, write_vectors
from tests.analysis.notes import notes_of, theme_of

WIDTHS = (512, 384)
ONE = Likeness(np.ones((896, 2), np.float32), Weights((0.5, 0.25), 0.5, 0.25), 9.0, -3.0, 0.08)


def test_the_shipped_likeness_is_for_the_shipped_vectors_and_small() -> None:
    found = read_likeness(DATA / "likeness.npz", WIDTHS)
    assert shipped_vectors().width == WIDTHS[1]
    assert found.belonging(0.0) < 0.2 < 0.8 < found.belonging(0.7)
    assert found.cut(-1) < found.threshold < found.cut(1)
    assert (DATA / "likeness.npz").stat().st_size < 1_000_000
    assert (DATA / "words.npz").stat().st_size < 12_000_000


def test_equal_likeness_gives_equal_bytes_and_reads_back(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        write_likeness(tmp_path / name, ONE, WIDTHS)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    found = read_likeness(tmp_path / "a.npz", WIDTHS)
    assert (found.cut(0), found.weights) == (0.08, ONE.weights)


@pytest.mark.parametrize("fault", ["version", "width", "torn", "none", "empty"])
def test_a_file_that_does_not_fit_is_named_in_the_log_and_plain_likeness_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    path = tmp_path / "likeness.npz"
    if fault == "version":
        monkeypatch.setattr("analysis.likeness.VERSION", 99)
    if fault != "none":
        write_likeness(path, ONE, (100, 796) if fault == "width" else WIDTHS)
    monkeypatch.undo()
    if fault in ("torn", "empty"):
        path.write_bytes(path.read_bytes()[:100] if fault == "torn" else b"")
    with pytest.raises(LikenessError, match=path.name):
        read_likeness(path, WIDTHS)
    with caplog.at_level(logging.ERROR, "laena.likeness"):
        assert likeness_for("usem3", WIDTHS, tmp_path) == plain(2)
    assert f"plain likeness goes on: {path.name}" in caplog.text


def test_a_model_of_ones_own_is_compared_by_plain_likeness_which_the_log_says(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "laena.likeness"):
        assert likeness_for("onnx:other", (256, 384)) == plain(2)
    assert "onnx:other is not the model" in caplog.text


def test_words_of_like_meaning_have_like_vectors_and_unknown_ones_say_nothing() -> None:
    fish, shrimp, teacher, nothing = shipped_vectors().of([["ปลา", "ตาย"], ["กุ้ง", "ตาย"], ["ครู", "สอน"], ["ฎฎฎฎ"]])
    assert fish @ shrimp > fish @ teacher
    assert not nothing.any()


def test_a_table_of_words_that_does_not_fit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_vectors(tmp_path / "words.npz", ["น้ำ"], np.ones((1, 4), np.float32), np.zeros(1, np.float32))
    assert read_vectors(tmp_path / "words.npz").of([["น้ำ"]]).tolist() == [[1.0] * 4]
    monkeypatch.setattr("analysis.word_vectors.VERSION", 99)
    with pytest.raises(ValueError, match="version 1, this program reads 99"):
        read_vectors(tmp_path / "words.npz")


def test_centred_rows_lose_what_all_share_and_rows_of_zeros_stay() -> None:
    rows = np.array([[3.0, 1.0], [3.0, -1.0], [0.0, 0.0]], dtype=np.float32)
    found = centred(rows, middle(rows, np.array([3.0, 0.0], dtype=np.float32)))
    assert found.tolist() == [[0.0, 1.0], [0.0, -1.0], [0.0, 0.0]]


def test_unrelated_lao_notes_are_not_grouped_and_equal_ones_are(pipeline: ThemePipeline) -> None:
    lao = ["ນ້ຳບໍ່ໄຫຼ", "ທາງເປັນຂຸມ", "ຂີ້ເຫຍື້ອເຕັມ", "ໂຮງຮຽນບໍ່ມີຄູ", "ຢາບໍ່ພໍ", "ລາຄາເຂົ້າຕົກ"]
    khmer = ["គ្មានទឹក", "ផ្លូវខូច", "សំរាមច្រើន"]
    found = pipeline.regroup(notes_of([*lao, *khmer, "ທາງ ເປັນ ຂຸມ"]))
    assert [theme.members for theme in found.themes] == [("n1", "n9")]


def test_words_in_other_letters_mean_the_same_without_a_model() -> None:
    found = ThemePipeline(embedder=WordsOnly()).regroup(
        notes_of(["ปลาตายในบ่อ", "กุ้งตายในบ่อเลี้ยง", "ครูไม่พอสอน", "อาจารย์ขาดแคลน ไม่มีคนสอน"])
    )
    assert theme_of(found, "n0") == theme_of(found, "n1") != theme_of(found, "n2")


@pytest.mark.parametrize("fineness", [-1.0, 0.0, 1.0])
def test_finer_raises_the_share_of_pairs_that_belong_together_by_equal_steps(fineness: float) -> None:
    found = read_likeness(DATA / "likeness.npz", WIDTHS)
    odds = [found.belonging(cut) / (1 - found.belonging(cut)) for cut in (found.cut(fineness), found.threshold)]
    assert np.log(odds[0] / odds[1]) == pytest.approx(0.35 * fineness)


def test_weights_of_words_are_those_of_scikit_learn_and_unknown_words_count_nothing() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    notes = [["น้ำ", "ไม่ไหล", "น้ำ"], [], ["ถนน", "พัง"], ["น้ำ", "ท่วม", "ถนน"]]
    theirs = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit([*notes, ["\0"]])
    others = [*notes, ["ถนน", "ดวงจันทร์"], ["ดวงจันทร์"]]
    found = WordTable(notes).rows(others).toarray()
    assert np.allclose(found, theirs.transform(others).toarray(), atol=1e-12)
    assert not found[-1].any()
