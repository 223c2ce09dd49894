"""A workshop whose grouping is told, so that tests of what people do need no language model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import analysis
from tests.domain.test_notes import Table
from workshop.domain import grouping


class Sorted(Table):
    """A table whose grouping is told: a note goes to the theme named by its first word; "-" is set aside."""

    def reading(self, category: str = "problem") -> grouping.Reading:
        return self.feed.read(grouping.read, self.workshop_id, self.code, category)

    def group(self, reading: grouping.Reading | None = None) -> None:
        reading = reading or self.reading()
        found = arrange(reading)
        self.change(grouping.apply, reading, found, self.feed.read(grouping.prepare, reading, found))

    def where(self) -> dict[str, str]:
        """note text → label of its theme, or its status."""
        board = self.board()
        labels = {theme["id"]: theme["label"] for theme in board["themes"]}
        return {
            note["text"]: labels[note["theme_id"]] if note["status"] == "theme" else note["status"]
            for note in board["notes"]
        }


def arrange(reading: grouping.Reading) -> analysis.Arrangement:
    """By first word, obeying what people fixed, as the library does."""
    fixed = {note_id: known.id for known in reading.known for note_id in known.fixed}
    found: dict[str, list[str]] = {known.id: [] for known in reading.known}
    aside, loose = [], []
    for note in reading.notes:
        word = note.text.split()[0]
        barred = any(note.id in known.barred and known.id == word for known in reading.known)
        if note.id in fixed:
            found[fixed[note.id]].append(note.id)
        elif note.id in reading.loose or barred:
            loose.append(note.id)
        elif word == "-":
            aside.append(note.id)
        else:
            found.setdefault(word, []).append(note.id)
    given = {known.id: known.given_label for known in reading.known}
    rows = [
        analysis.Theme(id=key, label=given.get(key) or key, label_given=bool(given.get(key)), members=tuple(members))
        for key, members in found.items()
        if members or given.get(key)
    ]
    return analysis.Arrangement(themes=tuple(rows), ungrouped=tuple(loose), set_aside=tuple(aside))


def flipped(reading: grouping.Reading) -> grouping.Reading:
    """The same notes with their second word first, so that `arrange` sorts them otherwise."""
    notes_ = (replace(note, text=" ".join(reversed(note.text.split()))) for note in reading.notes)
    return replace(reading, notes=tuple(notes_))


def whole(before: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """The delta with all groups, as a page keeps them: those that it names in `progress` replace what was known."""
    moved = by_id(told.get("progress", []))
    groups = told.get("groups") or [moved.get(group["id"], group) for group in before["groups"]]
    return {**{name: value for name, value in told.items() if name != "progress"}, "groups": groups}


def alike(told: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two deltas say the same. Whoever keeps no ledger is told all voices, others those that changed."""
    assert told["voices"].items() <= other["voices"].items()
    return {**told, "now": 0, "voices": 0} == {**other, "now": 0, "voices": 0}


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows}
