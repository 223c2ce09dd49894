"""JSON: the whole record for machines, every text verbatim; `as_json` gives the shape."""

import json
from collections import Counter
from dataclasses import asdict
from typing import Any, BinaryIO

from workshop import __version__
from workshop.domain import report_texts
from workshop.reports.answers import focus_by_group, votes
from workshop.reports.approval import mark
from workshop.reports.facts import keys_of_notes, template_name
from workshop.reports.format import Format
from workshop.reports.reading import how_to_read
from workshop.reports.words import Words
from workshop.tables.own_data import SCHEMA, SCHEMA_VERSION
from workshop.views.actions import Action
from workshop.views.asked import PARTS
from workshop.views.attached import KINDS
from workshop.views.content import digest, state
from workshop.views.dates import BANGKOK
from workshop.views.linked import End
from workshop.views.record import Category, FormerTheme, Note, Record, Theme

FORMAT = Format(
    key="json",
    suffix=".json",
    media_type="application/json",
    title={"th": "ข้อมูลสำหรับระบบ (JSON)", "en": "Data for other systems (JSON)"},
    about={"th": "สำหรับนำไปใช้ต่อในระบบอื่น", "en": "To be used further elsewhere"},
    place=5,
    writer=__name__,
)


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write `record` as indented UTF-8. Lone surrogates come out as JSON's own escapes."""
    text = json.dumps(as_json(record, words), ensure_ascii=False, indent=2)
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")


def as_json(record: Record, words: Words) -> dict[str, Any]:
    """`record` as JSON types: notes once, by number; themes and the lists beside them contain note numbers."""
    keys = keys_of_notes(record)
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "language": words.language,
        "generated_at": record.read_at.isoformat(),
        "time_zone": str(BANGKOK),
        "generator": f"Laena {__version__}",
        "seq": record.seq,
        "workshop": {
            "title": record.title,
            "code": record.code,
            "host_unit": record.host_unit,
            "venue": record.venue,
            "starts_on": record.starts_on and record.starts_on.isoformat(),
            "ends_on": record.ends_on and record.ends_on.isoformat(),
            "fiscal_year": record.fiscal_year,
            "template_name": template_name(record, words),
            "opening_words": record.opening_words,
            "participants": record.participants,
            "units": [{"name": unit, "participants": devices} for unit, devices in record.units],
            "groups": [asdict(group) for group in record.groups],
            "phases": [asdict(phase) for phase in record.phases],
            "programme": [asdict(item) for item in record.programme],
            "notes_without_group": record.without_group,
            "notes_outside_phases": record.outside_phases,
        },
        "texts": {name: getattr(record, name) for name in report_texts.NAMES},
        "how_to_read": how_to_read(record, Words(words.language, thai_digits=False)),
        "approval": _approval(record, words),
        "figures": vars(record.figures),
        "withdrawn": list(record.withdrawn),
        "erased": [asdict(each) for each in record.erased],
        "unchecked_count": record.unchecked,
        "categories": [_category(category, votes(record)) for category in record.categories],
        "notes": [_note(note, *keys[note.number]) for note in record.notes],
        "links": [
            {
                "problem": _end(link.problem),
                "answer": _end(link.answer),
                "strength": link.strength,
                "decided": link.decided,
            }
            for link in record.linked.links
        ],
        "gaps": [_end(gap) for gap in record.linked.gaps],
        "chain": [
            {
                "from": _end(link.problem),
                "to": _end(link.answer),
                "strength": link.strength,
                "decided": link.decided,
            }
            for link in record.linked.chain
        ],
        "focus_issues": _focus(record, words),
        "summaries": [asdict(each) for each in record.summaries],
        "actions": [_action(number, action) for number, action in enumerate(record.actions, start=1)],
        **{kind.name: _figures(record, kind.name) for kind in KINDS},
        **{part.name: [each.as_json(words.language) for each in part.of(record.asked)] for part in PARTS},
    }


def _approval(record: Record, words: Words) -> dict[str, Any]:
    """Return the state with the digest of this content, and who approved which content where somebody did."""
    by = record.approval
    given = {"name": by.name, "post": by.post, "at": by.at.isoformat(), "digest": by.digest} if by else None
    return {"state": state(record).value, "mark": mark(record, words), "digest": digest(record), "given": given}


def _end(end: End) -> dict[str, Any]:
    """Return one end of a link: a theme by its id, or a note, whose theme is None."""
    return {"theme": end.theme or None, "label": end.label, "category": end.category, "notes": list(end.notes)}


def _focus(record: Record, words: Words) -> list[dict[str, Any]]:
    rows = focus_by_group(record, words)
    return [
        {
            "key": issue.key,
            "name": issue.name,
            "notes": [note.number for note in record.in_focus(issue)],
            "by_group": [{"group": group, "notes": notes} for key, group, notes in rows if key == issue.key and notes],
        }
        for issue in record.focus
    ]


def _action(number: int, action: Action) -> dict[str, Any]:
    steps = [{**asdict(each), "at": each.at.isoformat()} for each in action.steps]
    due = action.due and action.due.isoformat()
    return {"number": number, **asdict(action), "due": due, "themes": list(action.themes), "steps": steps}


def _category(category: Category, votes: Counter[str]) -> dict[str, Any]:
    return {
        "key": category.key,
        "name": category.name,
        "figures": vars(category.figures),
        "themes": [
            {
                "id": theme.id,
                "label": theme.label,
                "keywords": list(theme.keywords),
                "votes": votes[theme.id],
                "groups": list(theme.groups),
                "label_given": theme.given,
                "note_count": len(theme.notes),
                "notes": [note.number for note in theme.notes],
                **_on(theme),
            }
            for theme in category.themes
        ],
        "unanswered": list(category.unanswered),
        "ungrouped": [note.number for note in category.ungrouped],
        "set_aside": [note.number for note in category.set_aside],
        "hidden_count": category.hidden,
    }


def _note(note: Note, category_key: str, theme_id: str) -> dict[str, Any]:
    whole = {**asdict(note), "theme": note.theme or None, "submitted_at": note.submitted_at.isoformat(), **_on(note)}
    whole |= {"category_key": category_key, "theme_id": theme_id or None}
    del whole["attached"]
    return whole


def _on(parent: Note | Theme | FormerTheme) -> dict[str, Any]:
    """What is attached to it, a list a kind."""
    return {part.name: [asdict(each) for each in parent.on_it(part.name)] for part in KINDS}


def _figures(record: Record, name: str) -> dict[str, Any]:
    formers = [former for former in record.former_themes if former.on_it(name)]
    lost = [{"label": former.label, name: _on(former)[name]} for former in formers]
    return {**record.attached[name], "former_themes": lost}
