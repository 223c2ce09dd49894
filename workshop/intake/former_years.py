"""Themes and actions of an earlier workshop, from its own export as JSON or XLSX; its notes are not taken over."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import PurePath
from typing import Any

from workshop.domain import agendas
from workshop.domain.former_years import Former, FormerAction, FormerTheme
from workshop.reports import actions
from workshop.reports.words import Language, Words
from workshop.tables import Table, TableError, read_tables_bytes
from workshop.tables.own_data import SCHEMA

_MOST_TEXT, _MOST = 4_000, 2_000
_STATUSES = ("waiting", "doing", "done", "dropped")


def line(data: bytes, filename: str, language: Language) -> dict[str, Any]:
    """Return {former: …}, its themes and actions as dictionaries, or {refused, message} for a file that is none."""
    try:
        former = of_file(data, filename)
    except TableError as error:
        return {"refused": error.code, "message": error.in_(language)}
    return {"former": asdict(former)}


def of_file(data: bytes, filename: str) -> Former:
    """Return what a JSON or XLSX export says; nothing of any other table. Raises TableError for what is no table."""
    found = _of_json(data)
    if found is not None:
        return found
    tables = read_tables_bytes(data, filename)
    themes = [theme for table in tables for theme in _themes_of(table)]
    done = [action for table in tables for action in _actions_of(table)]
    return Former(PurePath(filename).stem, None, None, tuple(themes[:_MOST]), tuple(done[:_MOST]))


def of_line(found: Mapping[str, Any]) -> Former:
    """Return what `line` wrote."""
    return Former(
        found["title"],
        found["fiscal_year"],
        None,
        tuple(FormerTheme(**each) for each in found["themes"]),
        tuple(FormerAction(**each) for each in found["actions"]),
    )


def _of_json(data: bytes) -> Former | None:
    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        whole: Mapping[str, Any] = json.loads(data)
        if whole["schema"] != SCHEMA:
            return None
        themes = [
            FormerTheme(
                str(category["key"]),
                str(category["name"]),
                _text(theme["label"]),
                " ".join(map(str, theme["keywords"]))[:_MOST_TEXT],
                max(0, int(theme["note_count"])),
            )
            for category in whole["categories"]
            for theme in category["themes"]
        ]
        found = [
            FormerAction(_text(each["what"]), _text(each["unit"]), _day(each["due"]), _status(each["status"]))
            for each in whole.get("actions", ())
        ]
        facts = whole["workshop"]
        year = facts["fiscal_year"] if isinstance(facts["fiscal_year"], int) else None
        return Former(str(facts["title"]), year, None, tuple(themes[:_MOST]), tuple(found[:_MOST]))
    return None


def _themes_of(table: Table) -> Iterator[FormerTheme]:
    for words in (Words("th"), Words("en")):
        at = [table.find(name) for name in (words.category, words.theme, words.notes, words.label_origin)]
        if None not in at:
            category, theme, notes, origin = (int(place or 0) for place in at)
            keywords = table.find(words.keywords)
            for row in table.rows:
                if row[origin].strip() in (words.label_given, words.label_found) and row[theme].strip():
                    about = row[keywords].replace(",", " ") if keywords is not None else ""
                    count = row[notes].strip().partition(".")[0]
                    name = row[category].strip()
                    yield FormerTheme(_key(name), name, row[theme], about, int(count) if count.isdigit() else 0)
            return


def _actions_of(table: Table) -> Iterator[FormerAction]:
    for words in (Words("th"), Words("en")):
        names = (words.actions, words.action_unit, words.action_due, words.status, words.action_progress)
        at = [table.find(name) for name in names]
        if None not in at:
            what, unit, _due, status, _progress = (int(place or 0) for place in at)
            called = {name.in_(words.language): key for key, name in actions.STATUSES.items()}
            for row in table.rows:
                if row[what].strip():
                    # The day is in words there: it is left out, not guessed.
                    stands = called.get(row[status].partition(" (")[0].strip(), "")
                    yield FormerAction(row[what], row[unit], "", stands)
            return


def _key(name: str) -> str:
    """Return the key of a category that an agenda calls so, in Thai or English; the name itself for another one."""
    for agenda in agendas.AGENDAS.values():
        for key, called in agenda.categories:
            if str(called) == name:
                return key
    return name


def _text(value: object) -> str:
    return str(value)[:_MOST_TEXT]


def _day(value: object) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat() if value else ""
    except ValueError:
        return ""


def _status(value: object) -> str:
    return str(value) if value in _STATUSES else ""
