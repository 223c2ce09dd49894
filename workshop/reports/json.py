"""JSON: the whole report for machines, every text verbatim; `as_json` tells the shape."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any, BinaryIO

from workshop.reports.content import CategoryContent, NoteContent, ReportContent

SCHEMA = "laena.report"
SCHEMA_VERSION = 1


def write(content: ReportContent, stream: BinaryIO) -> None:
    """Write `content` as indented UTF-8. Lone surrogates come out as JSON's own escapes."""
    text = json.dumps(as_json(content), ensure_ascii=False, indent=2)
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")


def as_json(content: ReportContent) -> dict[str, Any]:
    """`content` as JSON types: notes once, by number; themes and the lists beside them hold note numbers."""
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "language": content.language,
        "generated_at": content.generated_at.isoformat(),
        "workshop": {
            "title": content.title,
            "code": content.code,
            "host_unit": content.host_unit,
            "venue": content.venue,
            "starts_on": _iso(content.starts_on),
            "ends_on": _iso(content.ends_on),
            "fiscal_year": content.fiscal_year,
            "template_name": content.template_name,
            "opening_words": content.opening_words,
            "participants": content.participants,
            "groups": [asdict(group) for group in content.groups],
            "phases": [asdict(phase) for phase in content.phases],
        },
        "figures": asdict(content.figures),
        "categories": [_category(category) for category in content.categories],
        "notes": [_note(note) for note in content.all_notes],
        "votings": [asdict(voting) for voting in content.votings],
        "pulses": [{**asdict(pulse), "mean": pulse.mean} for pulse in content.pulses],
    }


def _category(category: CategoryContent) -> dict[str, Any]:
    return {
        "key": category.key,
        "name": category.name,
        "figures": asdict(category.figures),
        "themes": [
            {
                "label": theme.label,
                "label_given": theme.label_given,
                "note_count": theme.note_count,
                "notes": [note.number for note in theme.notes],
            }
            for theme in category.themes
        ],
        "ungrouped": [note.number for note in category.ungrouped],
        "set_aside": [note.number for note in category.set_aside],
        "hidden_count": category.hidden_count,
    }


def _note(note: NoteContent) -> dict[str, Any]:
    return {
        "number": note.number,
        "text": note.text,
        "group": note.group,
        "category": note.category,
        "status": note.status.value,
        "theme": note.theme or None,
        "submitted_at": note.submitted_at.isoformat(),
        "agreed": note.agreed,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
