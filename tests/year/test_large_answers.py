"""Answers of unusual size: one of 5,000 notes, and one whose notes came by two ways."""

from __future__ import annotations

from tests.year.board_samples import DEPARTMENT, UID, take
from tests.year.installations import QUESTIONS, altered, answer_file, answer_of, draft, resigned
from tests.year.test_results_in_answers import votes
from workshop.feed import Feed
from workshop.year import answers, contents, directives, former_answers, signed_files, unit_results


def call(feed: Feed) -> None:
    take(
        feed,
        signed_files.write(
            "directive", directives._checked(draft(questions=tuple(QUESTIONS.items())), UID, 1), DEPARTMENT
        ),
    )


def test_one_answer_of_5000_notes_is_taken_in_whole_and_once(feed: Feed) -> None:
    call(feed)
    data = answer_file(UID, DEPARTMENT.public, notes=5000)
    assert len(data) < signed_files.MAX_BYTES
    take(feed, data, data)
    table = feed.read(answers.table, UID)
    assert (table.count(*answers.ANSWERED), sum(row.answer.notes for row in table.rows if row.answer)) == (1, 5000)
    assert len(feed.read(unit_results.of, UID).said) == 1
    content = signed_files.read(data).content
    assert isinstance(content, contents.Answer)
    assert [note.number for note in content.notes] == list(range(1, 5001))


def test_cards_of_last_year_are_made_of_an_answer_of_any_version() -> None:
    texts = [("problem", "งบมาช้าทุกปี", "งบมาช้า"), ("problem", "งบมาช้ามาก", "งบมาช้า"), ("proposal", "ขุดสระ", "น้ำ")]
    plain = answer_of(UID, DEPARTMENT.public, texts)
    third = resigned(altered(plain, schema_version=3), {"conclusion": "น้ำมาก่อน", "votings": [votes()]})
    for data in (plain, third):
        former = former_answers.of_file(data)
        assert [(theme.key, theme.name, theme.notes) for theme in former.themes] == [
            ("problem", "งบมาช้า", 2),
            ("proposal", "น้ำ", 1),
        ]
