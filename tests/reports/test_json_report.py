"""The JSON report: everything, verbatim, by number."""

import io
import json
from typing import Any

from tests.reports.report_samples import EMPTY, HOSTILE_NOTES, days, hostile, many, plain, record, voted
from workshop.reports.formats import FORMATS
from workshop.reports.words import Language
from workshop.views.record import Record


def written(report: Record, language: Language = "th") -> dict[str, Any]:
    stream = io.BytesIO()
    FORMATS["json"].write(report, language, stream)
    return json.loads(stream.getvalue())


def test_the_json_names_its_schema_and_version() -> None:
    found = written(plain())
    assert (found["schema"], found["schema_version"]) == ("laena.report", 3)
    assert list(found) == [
        *("schema", "schema_version", "language", "generated_at", "time_zone", "generator", "seq", "workshop"),
        *("texts", "how_to_read", "approval", "figures"),
        *(
            "withdrawn",
            "erased",
            "unchecked_count",
            "categories",
            "notes",
            "links",
            "gaps",
            "chain",
            "focus_issues",
            "summaries",
            "actions",
            "comments",
            "votings",
            "pulses",
            "lookbacks",
        ),
    ]


def test_the_dates_of_the_json_are_in_the_common_era() -> None:
    workshop = written(plain())["workshop"]
    assert (workshop["starts_on"], workshop["ends_on"]) == ("2020-10-30", "2020-10-31")
    assert workshop["fiscal_year"] == 2564
    assert workshop["groups"][0] == {"name": "กลุ่มที่ 1", "participants": 12, "notes": 3}
    assert workshop["opening_words"] == plain().opening_words
    assert written(record(starts_on=None))["workshop"]["starts_on"] is None


def test_figures_add_up_in_the_whole_and_in_every_category() -> None:
    found = written(plain())
    for figures in (found["figures"], *(category["figures"] for category in found["categories"])):
        parts = figures["in_themes"] + figures["ungrouped"] + figures["set_aside"] + figures["hidden"]
        assert figures["received"] == parts
    assert found["figures"] == {
        "received": 7,
        "in_themes": 3,
        "ungrouped": 2,
        "set_aside": 1,
        "hidden": 1,
        "waiting": 0,
    }


def test_themes_of_the_json_list_the_numbers_of_their_notes() -> None:
    problems = written(plain())["categories"][0]
    assert problems["themes"] == [
        {
            "id": "",
            "label": "งบประมาณล่าช้า",
            "keywords": [],
            "votes": 0,
            "groups": ["กลุ่มที่ 1", "กลุ่มที่ 2"],
            "label_given": False,
            "note_count": 2,
            "notes": [1, 2],
            "comments": [],
        },
        {
            "id": "",
            "label": "คนไม่พอ",
            "keywords": [],
            "votes": 0,
            "groups": ["กลุ่มที่ 1"],
            "label_given": True,
            "note_count": 1,
            "notes": [4],
            "comments": [],
        },
    ]
    assert (problems["ungrouped"], problems["set_aside"], problems["hidden_count"]) == ([5], [6], 1)


def test_a_note_of_the_json_has_its_theme_and_not_its_writer() -> None:
    assert written(plain())["notes"][0] == {
        "number": 1,
        "text": "งบมาช้า",
        "group": "กลุ่มที่ 1",
        "category": "ปัญหา/อุปสรรค",
        "category_key": "problem",
        "theme_id": None,
        "status": "theme",
        "theme": "งบประมาณล่าช้า",
        "submitted_at": "2020-10-30T09:01:00+07:00",
        "agreed": 3,
        "comments": [],
        "merged": False,
        "signed": "",
        "phase": "",
        "focus": [],
        "waiting": False,
        "late": False,
    }
    assert written(plain())["notes"][3]["theme"] is None


def test_every_hostile_note_is_verbatim() -> None:
    assert [note["text"] for note in written(hostile())["notes"]] == list(HOSTILE_NOTES)


NO_WORDS = {"moment": "", "words": [], "words_given": 0, "words_hidden": 0, "morning": None}


def test_an_evening_has_its_words_and_the_morning_before_it() -> None:
    (morning, evening) = written(days())["pulses"]
    assert (morning["moment"], morning["morning"]) == ("morning", None)
    assert evening["morning"] == {"mean": 3.0, "answers": 6}
    assert evening["words"] == [{"word": "สนุก", "count": 4}, {"word": "ได้ความรู้", "count": 2}]
    assert (evening["words_given"], evening["words_hidden"]) == (7, 1)


def test_a_pulse_has_a_mean_only_if_its_spread_is_shown() -> None:
    found = written(voted())
    bare = {"firsts": 0, "spread": [], "means": [], "corner": ""}
    assert found["votings"][0] == {
        "title": "เรื่องที่ควรทำก่อน",
        "category": "ปัญหา/อุปสรรค",
        "dots": 3,
        "voters": 9,
        "slips": False,
        "kind": "dots",
        "source": "themes",
        "actions": False,
        "closed": True,
        "options": [
            {"label": "งบประมาณล่าช้า", "votes": 17, "theme": "", "category": "", "place": 1, **bare},
            {"label": "คนไม่พอ", "votes": 6, "theme": "", "category": "", "place": 2, **bare},
        ],
    }
    assert found["pulses"] == [
        {"question": "วันนี้เป็นอย่างไร", "answers": 8, "spread": [0, 1, 0, 4, 3], "mean": 4.125, **NO_WORDS},
        {"question": "", "answers": 4, "spread": None, "mean": None, **NO_WORDS},
    ]
    assert (written(plain())["votings"], written(plain())["pulses"]) == ([], [])


def test_an_empty_report_and_a_large_one_are_whole() -> None:
    assert written(EMPTY)["notes"] == []
    assert [note["number"] for note in written(many(3000))["notes"]] == list(range(1, 3001))
