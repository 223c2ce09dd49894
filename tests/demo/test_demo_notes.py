"""The demo's content: enough, varied, within the limits, and pure data."""

import unicodedata
from collections import Counter
from datetime import date

import pytest
import regex

from workshop.demo import agenda
from workshop.demo.notes import load

CATEGORIES = ("result", "problem", "cause", "solution", "proposal")


@pytest.fixture(scope="module")
def notes():
    return load()


@pytest.fixture(scope="module")
def workshop():
    return agenda.draft()


def test_there_are_notes_enough_in_every_category(notes):
    counts = Counter(note.category for note in notes)
    assert len(notes) >= 220
    assert set(counts) == set(CATEGORIES)
    assert min(counts.values()) >= 25


def test_every_note_has_1_to_300_characters_as_a_person_counts_them(notes):
    lengths = [len(regex.findall(r"\X", note.text)) for note in notes]
    assert min(lengths) >= 1
    assert max(lengths) <= 300
    assert sum(length <= 10 for length in lengths) >= 10
    assert sum(length >= 240 for length in lengths) >= 5


def test_notes_are_one_line_without_invisible_characters_or_edge_spaces(notes):
    for note in notes:
        assert note.text == note.text.strip()
        odd = [c for c in note.text if unicodedata.category(c) in ("Cc", "Cf")]
        assert not odd, note.text


def test_only_notes_without_content_are_repeated(notes):
    counts = Counter(note.text for note in notes)
    twice = {text for text, count in counts.items() if count > 1}
    assert twice == {"-", "ไม่มี", "ไม่มีครับ", "5555"}
    assert twice <= {note.text for note in notes if note.theme == "noise"}


def test_themes_exist_and_are_of_unequal_size(notes):
    for category in CATEGORIES:
        sizes = Counter(note.theme for note in notes if note.category == category and note.theme != "noise")
        assert len(sizes) >= 7
        assert max(sizes.values()) >= 2 * min(sizes.values())


def test_every_group_writes_and_not_equally_much(workshop, notes):
    counts = Counter(note.group for note in notes)
    assert set(counts) == set(workshop.groups)
    assert len(set(counts.values())) > 1


def test_each_category_has_one_phase_with_a_question_and_notes_come_in_that_order(workshop, notes):
    assert [category for category, _title, _question in agenda.PHASES] == list(CATEGORIES)
    assert all(phase.title and phase.question for phase in workshop.phases)
    order = [CATEGORIES.index(note.category) for note in notes]
    assert order == sorted(order)


def test_the_demo_is_on_two_days_in_october_2563_and_says_that_it_is_invented(workshop):
    assert (workshop.starts_on, workshop.ends_on) == (date(2020, 10, 30), date(2020, 10, 31))
    assert workshop.fiscal_year == 2564
    assert "สมมุติ" in workshop.venue
    assert "แต่งขึ้น" in workshop.opening_words


def test_no_note_names_a_person_a_link_or_a_number_to_call(notes):
    forbidden = regex.compile(r"https?:|www\.|@|\d{9,}|(?:^|\s)(?:นาย|นาง|นางสาว|น\.ส\.|ดร\.)\s?(?!อำเภอ)\p{Thai}{3,}")
    assert [note.text for note in notes if forbidden.search(note.text)] == []


def test_the_demo_notes_are_the_same_at_each_load(notes):
    assert load() == notes
