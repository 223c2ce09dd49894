"""Learning from people: it brings confirmed themes nearer, takes effect at once, and a broken file is named."""

from __future__ import annotations

import itertools
import logging
from pathlib import Path

import numpy as np
import pytest

from analysis import Note, ThemePipeline
from analysis.learning import Confirmed, TooLittle, learn
from analysis.learnt import name_of
from analysis.likeness import Likeness
from bench.similarity.corpus import read_corpus

FIELD = "police_safety"  # nothing shipped was trained on it


@pytest.fixture(scope="module")
def sets() -> list[Confirmed]:
    return [Confirmed(part.texts[:80], part.themes[:80]) for part in read_corpus() if part.field == FIELD]


def widths(pipeline: ThemePipeline) -> tuple[int, ...]:
    return tuple(len(mean) for mean in pipeline.reader.common(False))


def apart(likeness: Likeness, pipeline: ThemePipeline, confirmed: Confirmed) -> float:
    """How much more alike notes of one theme are than those of two."""
    reader = pipeline.reader
    readings = [reader.read(text) for text in confirmed.texts]
    vectors = reader.meanings([each.clean for each in readings], [each.pieces for each in readings])
    space = reader.space(False).fit(vectors, [each.words for each in readings])
    rows = likeness.rows(*space.parts(vectors, [each.words for each in readings]))
    near = rows @ rows.T
    pairs = list(itertools.combinations(range(len(rows)), 2))
    same = np.array([confirmed.themes[a] == confirmed.themes[b] for a, b in pairs])
    values = np.array([near[a, b] for a, b in pairs])
    return float(values[same].mean() - values[~same].mean())


def test_what_was_learnt_is_used_at_once_and_brings_themes_of_the_field_nearer(
    tmp_path: Path, sets: list[Confirmed]
) -> None:
    pipeline = ThemePipeline(learnt=tmp_path)
    shipped = pipeline.reader.space(False).likeness
    *known, unseen = sets
    assert learn(known, ThemePipeline().reader, tmp_path) == ["likeness.npz"]
    learnt = pipeline.reader.space(False).likeness
    assert learnt is not shipped
    assert learnt.threshold == shipped.threshold
    assert apart(learnt, pipeline, unseen) > apart(shipped, pipeline, unseen)
    first = (tmp_path / "likeness.npz").read_bytes()
    learn(known, ThemePipeline().reader, tmp_path)
    assert (tmp_path / "likeness.npz").read_bytes() == first
    (tmp_path / "likeness.npz").unlink()
    assert pipeline.reader.space(False).likeness is shipped


def test_a_broken_file_is_named_once_and_the_shipped_likeness_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pipeline = ThemePipeline(learnt=tmp_path)
    path = tmp_path / name_of(widths(pipeline))
    shipped = pipeline.reader.space(False).likeness
    path.write_bytes(b"PK\x03\x04 not a likeness")
    with caplog.at_level(logging.ERROR, logger="laena.likeness"):
        found = [pipeline.regroup([Note("1", "น้ำไม่ไหล"), Note("2", "น้ำประปาไม่ไหล")]) for _ in range(2)]
    assert [len(each.themes) for each in found] == [1, 1]
    assert pipeline.reader.space(False).likeness is shipped
    assert [str(path) in record.getMessage() for record in caplog.records] == [True]


@pytest.mark.parametrize(
    "sets_",
    [
        [],
        [Confirmed(("ก", "ข"), ("1", "2"))],
        [Confirmed(tuple(f"ข้อ {n}" for n in range(50)), ("1",) * 50)],
        [Confirmed(tuple(f"ข้อ {n}" for n in range(50)), ("1", "2") * 25)],
    ],
)
def test_too_few_notes_or_themes_teach_nothing(tmp_path: Path, sets_: list[Confirmed]) -> None:
    with pytest.raises(TooLittle):
        learn(sets_, ThemePipeline().reader, tmp_path)
    assert list(tmp_path.iterdir()) == []
