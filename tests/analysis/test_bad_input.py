"""What a phone or a file may send: nothing fails, every note is accounted for, a theme stays a theme."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import Note, ThemePipeline
from tests.analysis.notes import TOPICS, accounted, notes_of
from workshop.cli.cluster import cluster

REAL = [text for topic in TOPICS.values() for text in topic]
RLO, PDI, ZWSP = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL ISOLATE}", "\N{ZERO WIDTH SPACE}"
FLAG = "\N{REGIONAL INDICATOR SYMBOL LETTER T}\N{REGIONAL INDICATOR SYMBOL LETTER H}"
LAO = ["ນ້ຳບໍ່ໄຫຼ", "ນ້ຳປະປາບໍ່ພໍ", "ທາງເປັນຂຸມ", "ຂີ້ເຫຍື້ອເຕັມ"]
BURMESE = ["ရေမရှိဘူး", "ရေမလာဘူး", "လမ်းပျက်နေတယ်", "အမှိုက်များ"]
ENGLISH = ["no water at all", "water pipe is broken", "road full of holes", "bad road", "garbage everywhere"]
BATCHES = {
    "an empty list": [],
    "one note": ["น้ำประปาไม่ไหล"],
    "one note that says nothing": ["-"],
    "all the same note": ["น้ำประปาไม่ไหล"] * 30,
    "all set aside": ["-", "ไม่มี", "5555", "", " ", "ok", "...", "กกกก"],
    "one note of 20,000 characters": ["น้ำประปาไม่ไหลทั้งหมู่บ้านมาสามวันแล้ว " * 520],
    "one long note among others": [*REAL, ("ถนนพัง" * 4000)[:20_000]],
    "one word without an end": ["ก" * 20_000, *REAL],
    "Lao": LAO,
    "Burmese": BURMESE,
    "English": ENGLISH,
    "emoji": [
        "😀",
        "😀😀",
        "🔥",
        "👍🏽",
        "\N{REGIONAL INDICATOR SYMBOL LETTER T}\N{REGIONAL INDICATOR SYMBOL LETTER H}",
    ],
    "lone combining marks": ["่", "้้้", "ิ", "์์", "ำ", "\N{COMBINING ACUTE ACCENT}"],
    "NUL and bidi controls": [f"\x00น้ำไม่ไหล{RLO}", f"{RLO}น้ำประปา{PDI}ไม่ไหล", "\x00", PDI, f"ถนน{ZWSP}พัง"],
    "lone surrogates": ["น้ำไม่ไหล\ud800", "\udfff"],
    "all of them": [*REAL, *LAO, *BURMESE, *ENGLISH, "😀", "่", "\x00", "nan", "-"],
}


@pytest.mark.parametrize("texts", BATCHES.values(), ids=BATCHES.keys())
def test_every_note_stands_once_live_and_regrouped(pipeline: ThemePipeline, texts: list[str]) -> None:
    notes = notes_of(texts)
    for found in (pipeline.place(notes), pipeline.regroup(notes)):
        assert accounted(found) == sorted(note.id for note in notes)
        labels = [theme.label for theme in found.themes]
        assert all(0 < len(label) <= 60 for label in labels)
        assert len(set(labels)) == len(labels)


def test_the_same_note_thirty_times_is_one_theme_of_one_stack(pipeline: ThemePipeline) -> None:
    (theme,) = pipeline.regroup(notes_of(["น้ำประปาไม่ไหล"] * 30)).themes
    assert [len(stack.members) for stack in theme.stacks] == [30]
    assert theme.label == "น้ำประปาไม่ไหล"


def test_notes_that_say_nothing_are_set_aside_and_found_no_theme(pipeline: ThemePipeline) -> None:
    found = pipeline.regroup(notes_of(BATCHES["all set aside"]))
    assert found.themes == found.ungrouped == ()
    assert len(found.set_aside) == len(BATCHES["all set aside"])


@pytest.mark.parametrize("texts", [LAO, BURMESE, ENGLISH], ids=["Lao", "Burmese", "English"])
def test_notes_in_other_languages_are_never_set_aside(pipeline: ThemePipeline, texts: list[str]) -> None:
    assert pipeline.regroup(notes_of(texts)).set_aside == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ช้ามากกกกก", "ช้ามาก"),
        ("น้ำำำไม่ไหลลลล", "น้ำไม่ไหล"),
        ("ที่่่จอดรถ", "ที่จอดรถ"),
        ("เด็ก ๆ เล่นริมถนน", "เด็กๆ เล่นริมถนน"),
        ("น้ำไม่ไหล 5555", "น้ำไม่ไหล"),
        ("น้ำไม่ไหล 😭😭", "น้ำไม่ไหล"),
        (f"\x00น้ำ{ZWSP}ไม่ไหล{RLO}", "น้ำไม่ไหล"),
    ],
)
def test_what_reads_the_same_is_stacked(pipeline: ThemePipeline, one: str, other: str) -> None:
    found = pipeline.regroup(notes_of([one, other, "ถนนพัง", "ถนนเป็นหลุม"]))
    assert ("n0", "n1") in [stack.members for theme in found.themes for stack in theme.stacks]


def test_the_text_of_a_note_is_never_changed(pipeline: ThemePipeline) -> None:
    texts = ["ช้ามากกกกก 😭", f"\x00น้ำ{ZWSP}ไม่ไหล", "เเม่น้ำ"]
    notes = notes_of(texts)
    pipeline.regroup(notes)
    assert [note.text for note in notes] == texts


def test_an_empty_cell_of_a_file_is_set_aside(tmp_path: Path) -> None:
    texts = ["น้ำไม่ไหล", "nan", "", "NaN", "น้ำประปาไม่ไหล", "None"]
    path = tmp_path / "notes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "category"), *((text, "nan" if text else "") for text in texts)])
    result = CliRunner().invoke(cluster, [str(path)])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["set_aside"] == [1, 2, 3, 5]
    assert sorted([row for theme in found["themes"] for row in theme["rows"]] + found["ungrouped"]) == [0, 4]


def test_two_notes_of_one_id_are_refused(pipeline: ThemePipeline) -> None:
    with pytest.raises(ValueError, match="same id"):
        pipeline.place([Note("a", "น้ำ"), Note("a", "ถนน")])
