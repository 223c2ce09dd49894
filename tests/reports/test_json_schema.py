"""The published schema describes every JSON export, and names every field of it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.reports.random_records import records
from tests.reports.report_samples import (
    EMPTY,
    decided,
    hostile,
    plain,
    voted,
    whole,
)
from tests.room import Room
from workshop.cli import main
from workshop.reports.formats import FORMATS
from workshop.reports.report_schema import text
from workshop.views.record import Record


def strict(schema: Any) -> Any:
    """The schema with every field that it does not name forbidden, as readers outside must not do."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "properties" in schema and "type" in schema else {}
    return {name: strict(each) for name, each in schema.items()} | closed


SCHEMA = json.loads(text())
VALIDATOR = Draft202012Validator(strict(SCHEMA))


def check(found: Any) -> None:
    wrong = [f"{each.json_path}: {each.message[:200]}" for each in VALIDATOR.iter_errors(found)]
    assert wrong == [], "declare new fields in workshop/reports/report.schema.json"


def written(report: Record) -> Any:
    stream = io.BytesIO()
    FORMATS["json"].write(report, "th", stream)
    return json.loads(stream.getvalue())


def test_the_schema_is_one_and_every_field_that_it_names_is_required_and_written() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    named = [each for each in _objects(SCHEMA) if sorted(each["required"]) != sorted(each["properties"])]
    assert named == []


@pytest.mark.parametrize("report", [plain(), voted(), decided(), whole(), hostile(), EMPTY])
def test_an_export_has_the_fields_of_the_schema_and_no_others(report: Record) -> None:
    check(written(report))


@settings(max_examples=30)
@given(records(), st.sampled_from(("th", "en")))
def test_every_export_of_random_workshops_is_valid(report: Record, language: Any) -> None:
    stream = io.BytesIO()
    FORMATS["json"].write(report, language, stream)
    check(json.loads(stream.getvalue()))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"schema_version": 2}, "$.schema_version"),
        ({"generated_at": "2020-10-31T16:30:00"}, "$.generated_at"),
        ({"withdrawn": [0]}, "$.withdrawn[0]"),
        ({"gaps": [{"theme": None, "label": "x", "category": "y", "notes": ["1"]}]}, "$.gaps[0].notes[0]"),
        ({"writers": []}, "$"),
    ],
)
def test_a_wrong_export_is_refused_by_the_schema(change: dict[str, Any], where: str) -> None:
    assert [each.json_path for each in VALIDATOR.iter_errors({**written(whole()), **change})] == [where]


def test_anybody_gets_the_schema_from_the_server_and_from_the_command_line(room: Room) -> None:
    answer = room.app.test_client().get("/schemas/report.json")
    assert (answer.text, answer.content_type) == (text(), "application/schema+json")
    assert CliRunner().invoke(main, ["schema"]).output == text()


def test_keys_and_ids_of_the_json_lead_from_a_note_to_its_category_and_theme() -> None:
    found = written(whole())
    themes = {theme["id"]: theme["notes"] for each in found["categories"] for theme in each["themes"]}
    for note in found["notes"]:
        category = next(each for each in found["categories"] if each["key"] == note["category_key"])
        assert category["name"] == note["category"]
        if note["theme_id"]:
            assert note["number"] in themes[note["theme_id"]]
    assert (found["time_zone"], found["generated_at"][-6:]) == ("Asia/Bangkok", "+07:00")


def _objects(schema: Any) -> list[dict[str, Any]]:
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) and "required" in schema and "properties" in schema else []
    return [*own, *(found for part in parts for found in _objects(part))]
