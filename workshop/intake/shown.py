"""A look at a file, and what became of it, as data for the console."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from analysis.folding import comparable
from workshop.domain.imports import ImportResult
from workshop.domain.written_names import category_keys, near_group
from workshop.intake.answers import Found
from workshop.intake.days import Days
from workshop.intake.layout import Layout, name_of
from workshop.intake.looking import Look
from workshop.intake.questions import near_question
from workshop.intake.words import NO_DAYS, NO_NOTES, REFUSED
from workshop.reports.words import Language
from workshop.tables import Table
from workshop.tables.echo import cut, named
from workshop.tables.personal import personal
from workshop.views import dates

_ROWS = 8  # of the table, to be seen
_CELL = 200  # characters of a cell to be seen
_COLUMNS = 60
_NAMED = 100  # rows named one by one
_GROUPS = 120
_NEAR = 0.6


def table(tables: Sequence[Table], chosen: Sequence[tuple[Table, Layout]]) -> dict[str, Any]:
    """Return the sheets, and of the first one that is read its header, first rows and what its columns are."""
    read = [each.sheet for each, _ in chosen]
    first, form = chosen[0] if chosen else (tables[0], None)
    roles: dict[int, str] = {column: key or "note" for column, key in form.notes} if form else {}
    if form and form.category is not None:
        roles[form.category] = "category"
    roles |= {column: "category" for column, _ in form.checks} if form else {}
    if form and form.group is not None:
        roles[form.group] = "group"
    if form and form.time is not None:
        roles.setdefault(form.time, "time")
    width = range(min(_COLUMNS, len(first.header)))
    return {
        "sheets": [{"name": each.sheet, "rows": len(each.rows), "read": each.sheet in read} for each in tables]
        + [{"name": name, "rows": None, "read": False} for each in tables for name in each.unseen.sheets],
        "sheet": first.sheet,
        "header": first.top,
        "columns": [
            {
                "name": first.header[i],
                "called": name_of(first, i),
                "shown": cut(first.header[i], _CELL),
                "role": roles.get(i, ""),
                "personal": personal(first.header[i]),
            }
            for i in width
        ],
        "more_columns": max(0, len(first.header) - _COLUMNS),
        "rows": [[cut(row[i], _CELL) for i in width] for row in first.rows[:_ROWS]],
        "row_count": len(first.rows),
        "own": form is not None and form.own is not None,
    }


def look(looked: Look, language: Language) -> dict[str, Any]:
    """Return the table, the sums, and every row, group and category that asks for a look."""
    found, outlook = looked.found, looked.outlook
    keys = category_keys(looked.categories)
    names = {category["key"]: category["name"] for category in looked.categories}
    refused = [(found.answers[row.place].sheet, found.answers[row.place].row, row.code) for row in outlook.refused]
    return {
        **table(looked.tables, found.chosen),
        **sums(looked.result(), looked.groups),
        "others": _others(looked),
        "passed": [named(sheet) for sheet in found.passed],
        "days": _days(found.days, language),
        "headings": _headings(found),
        "ungrouped": looked.ungrouped(),
        "lists": found.lists,
        "marks": found.marks,
        "hidden": found.hidden,
        "hidden_columns": [named(name) for name in found.hidden_columns[:_COLUMNS]],
        "remarks": found.remarks,
        "carried": [{"column": named(each.column), "cells": each.cells, "on": each.on} for each in found.carried],
        "headers": [named(text) for text in found.headers[:_COLUMNS]],
        "of_file": asdict(found.of_file) if found.of_file else None,
        "no_notes": _rows([(sheet, row, NO_NOTES[why]) for sheet, row, why in found.no_notes], language),
        "refused_rows": _rows([(sheet, row, REFUSED[why]) for sheet, row, why in refused], language),
        "alike_rows": [_where(found, place) for place in outlook.alike[:_NAMED]],
        "alike_found": len(outlook.alike),
        "unknown_categories": [
            {"name": name, "shown": named(name), "rows": count, "near": _near_category(looked, name)}
            for name, count in looked.unknown_categories()[:_NAMED]
        ],
        "first": [
            {
                "text": cut(answer.note.text, _CELL),
                "category": names.get(keys.get(comparable(answer.note.category), ""), named(answer.note.category)),
                "group": named(answer.note.group),
            }
            for answer in looked.taken[:_ROWS]
        ],
    }


def _others(looked: Look) -> list[dict[str, Any]]:
    """Return the columns with text that are not read, each with how many cells have text and a category to offer."""
    filled: Counter[str] = Counter()
    for table, _ in looked.found.chosen:
        for column in range(len(table.header)):
            if (name := name_of(table, column)) in looked.found.others:
                filled[name] += sum(bool(row[column].strip()) for row in table.rows)
    return [
        {
            "name": name,
            "shown": named(name),
            "cells": filled[name],
            "personal": personal(name),
            "near": near_question(name, looked.categories),
        }
        for name in looked.found.others[:_COLUMNS]
    ]


def _headings(found: Found) -> dict[str, Any]:
    shown = [
        {"sheet": named(each.sheet), "row": each.row, "text": named(each.text), "of": each.of}
        for each in found.headings[:_NAMED]
    ]
    return {"count": len(found.headings), "shown": shown}


def _days(days: Days, language: Language) -> dict[str, Any]:
    return {
        "span": dates.span(days.first, days.last, language, both_eras=False),
        "undecided": days.undecided,
        "wrong": _rows([(sheet, row, NO_DAYS[why]) for sheet, row, why in days.no_days], language),
    }


def sums(result: ImportResult, groups: Sequence[str]) -> dict[str, Any]:
    """Return notes = added + already + alike + refused, the groups that are not there, and those that are made."""
    unknown = Counter(result.unknown_groups).most_common(_GROUPS)
    refused = len(result.refused)
    return {
        "notes": result.added + result.already + result.alike + refused,
        "added": result.added,
        "already": result.already,
        "alike": result.alike,
        "refused": refused,
        "made_groups": list(result.made_groups),
        "unknown_groups": [
            {"name": name, "shown": named(name), "rows": count, "near": near_group(groups, name)}
            for name, count in unknown
        ],
    }


def _rows(found: Sequence[tuple[str, int, tuple[str, str]]], language: Language) -> dict[str, Any]:
    shown = [
        {"sheet": named(sheet), "row": row, "why": words[language == "en"]} for sheet, row, words in found[:_NAMED]
    ]
    return {"count": len(found), "shown": shown}


def _where(found: Found, place: int) -> dict[str, Any]:
    return {"sheet": named(found.answers[place].sheet), "row": found.answers[place].row}


def _near_category(looked: Look, written: str) -> str | None:
    names = {comparable(category["name"]): category["name"] for category in looked.categories}
    near = difflib.get_close_matches(comparable(written), names, n=1, cutoff=_NEAR)
    return names[near[0]] if near else None
