"""Problems are linked to the themes that answer them; a problem that nobody answered is a gap."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import Note, Theme, ThemePipeline

NOTES = {
    "p-water": ["น้ำไม่พอทำนา", "สระน้ำตื้นเขิน"],
    "p-waste": ["ขยะล้นถัง", "ไม่มีที่ทิ้งขยะ"],
    "p-drugs": ["วัยรุ่นติดยาบ้า", "ยาเสพติดระบาดในหมู่บ้าน"],
    "a-water": ["ขุดลอกสระน้ำ", "ทำฝายกักเก็บน้ำทำนา"],
    "a-waste": ["ตั้งธนาคารขยะ", "คัดแยกขยะทุกครัวเรือน"],
}


@pytest.fixture
def sides() -> tuple[list[Note], list[Theme], list[Theme]]:
    notes = [Note(f"{theme}-{i}", text) for theme, texts in NOTES.items() for i, text in enumerate(texts)]
    themes = [
        Theme(name, name, False, tuple(f"{name}-{i}" for i in range(len(texts)))) for name, texts in NOTES.items()
    ]
    return notes, themes[:3], themes[3:]


def test_each_problem_finds_its_answer_and_the_unanswered_one_is_a_gap(pipeline: ThemePipeline, sides: tuple) -> None:
    links = pipeline.link(*sides)
    assert [(link.source, link.target) for link in links.links] == [("p-water", "a-water"), ("p-waste", "a-waste")]
    assert links.gaps == ("p-drugs",)
    assert all(0 < link.strength <= 1 for link in links.links)


def test_people_add_and_remove_links(pipeline: ThemePipeline, sides: tuple) -> None:
    links = pipeline.link(*sides, confirmed={("p-drugs", "a-waste")}, removed={("p-water", "a-water")})
    assert ("p-drugs", "a-waste", 1.0, True) in [(k.source, k.target, k.strength, k.confirmed) for k in links.links]
    assert links.gaps == ("p-water",)


def test_without_answers_every_problem_is_a_gap(pipeline: ThemePipeline, sides: tuple) -> None:
    notes, problems, _ = sides
    assert pipeline.link(notes, problems, []).gaps == ("p-water", "p-waste", "p-drugs")
    assert pipeline.link(notes, [], []).gaps == ()


def test_a_single_note_is_linked_like_a_theme_and_closes_a_gap(pipeline: ThemePipeline, sides: tuple) -> None:
    notes, problems, answers = sides
    lone = [Note("alone", "บำบัดวัยรุ่นติดยาเสพติด"), Note("broken", "ถังขยะเต็มล้นหมู่บ้าน")]
    single = [Theme(note.id, "", False, (note.id,)) for note in lone]
    links = pipeline.link([*notes, *lone], [*problems, single[1]], [*answers, single[0]])
    assert {("p-drugs", "alone"), ("broken", "a-waste")} <= {(link.source, link.target) for link in links.links}
    assert links.gaps == ()


def test_at_most_five_answers_are_found_for_a_problem_and_all_that_people_gave(
    pipeline: ThemePipeline, sides: tuple
) -> None:
    notes, problems, answers = sides
    many = [Note(f"m{i}", "ตั้งธนาคารขยะ คัดแยกขยะ") for i in range(9)]
    single = [Theme(note.id, "", False, (note.id,)) for note in many]
    links = pipeline.link([*notes, *many], problems, [*answers, *single], confirmed={("p-waste", "m8")})
    found = [link for link in links.links if link.source == "p-waste"]
    assert len(found) == 6
    assert [(link.target, link.strength) for link in found if link.confirmed] == [("m8", 1.0)]


class Topics:
    """A second tier that knows what a text is about, whatever its words."""

    name = "topics"

    def embed(self, texts: list[str]) -> np.ndarray:
        about = np.array([[word in text for word in ("คิว", "นัด", "ถนน", "ลาดยาง")] for text in texts], np.float32)
        rows = np.zeros((len(texts), 384), np.float32)
        rows[:, 0], rows[:, 1], rows[:, 2] = about[:, 0] + about[:, 1], about[:, 2] + about[:, 3], 0.1
        return rows


def test_an_answer_in_other_words_is_found_with_the_second_tier() -> None:
    texts = {"p1": "คิวตรวจยาวมาก", "p2": "ถนนเป็นโคลน", "a1": "นัดล่วงหน้าทางไลน์", "a2": "เทลาดยางทั้งสาย"}
    notes = [Note(name, text) for name, text in texts.items()]
    problems, answers = ([Theme(name, "", False, (name,)) for name in texts if name[0] == side] for side in "pa")
    pipeline = ThemePipeline(deep=Topics())
    found = {(link.source, link.target) for link in pipeline.link(notes, problems, answers).links}
    assert {("p1", "a1"), ("p2", "a2")} <= found
