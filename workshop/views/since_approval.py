"""Whether a report is approved as it is now, and how it differs from what was approved: counts, names, numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from workshop.domain import approvals, report_texts, workshops
from workshop.domain.approvals import Seen
from workshop.store import models
from workshop.views import content
from workshop.views.content import State
from workshop.views.read_record import read_record
from workshop.views.record import Record

_CHAPTER_OF = {"objectives": "background"}  # of a text, where it has another name


@dataclass(frozen=True, slots=True)
class Differences:
    """What is different from the approved content.

    figures   before and now, of those that differ
    parts     fields of the record that differ
    new       labels of themes that were not there; `gone` counts those that are no longer
    resized   (label, notes before, notes now)
    touched   labels of themes that were renamed or got other notes
    appeared, vanished, changed  numbers of notes
    """

    figures: Mapping[str, tuple[int, int]]
    parts: tuple[str, ...]
    new: tuple[str, ...]
    gone: int
    resized: tuple[tuple[str, int, int], ...]
    touched: tuple[str, ...]
    appeared: tuple[int, ...]
    vanished: tuple[int, ...]
    changed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A report as somebody looks at it before approving it; `missing`: texts that nobody wrote, of chapters it has."""

    record: Record
    state: State
    seen: Seen
    missing: tuple[str, ...]
    differences: Differences | None = None


def look(session: Session, code: str) -> Look:
    """Return the report as it is now. Raises UnknownWorkshop."""
    record = read_record(session, code)
    seen = Seen(content.digest(record), record.seq, content.summary(record))
    wanted = [name for name in report_texts.NAMES if record.chapters.has(_CHAPTER_OF.get(name, name))]
    missing = tuple(name for name in wanted if not getattr(record, name).strip())
    state = content.state(record)
    approved = approvals.current(session, workshops.find(session, code).id)
    differences = _differences(session, record, approved, seen.content) if approved and state is State.CHANGED else None
    return Look(record, state, seen, missing, differences)


def _differences(session: Session, record: Record, approved: models.Approval, now: Mapping[str, Any]) -> Differences:
    then = approved.content
    labels = {theme.id: theme.label for theme in record.themes}
    before, sizes = then["themes"], now["themes"]
    touched_themes = _touched(session, models.Theme, approved)
    old, new = _numbers(then["notes"]), _numbers(now["notes"])
    touched = {
        row.number for row in _touched(session, models.Note, approved).values() if row.changed_seq > approved.seq
    }
    figures = {name: (then["figures"].get(name, 0), count) for name, count in now["figures"].items()}
    parts = {name for name in {*then["parts"], *now["parts"]} if then["parts"].get(name) != now["parts"].get(name)}
    if not content.has_words(then):  # nobody knows which words they were
        parts.discard(content.WORDS)
    return Differences(
        figures={name: pair for name, pair in figures.items() if pair[0] != pair[1]},
        parts=tuple(sorted(parts)),
        new=tuple(labels[key] for key in sizes if key not in before),
        gone=sum(key not in sizes for key in before),
        resized=tuple(
            (labels[key], before[key], sizes[key]) for key in sizes if before.get(key, sizes[key]) != sizes[key]
        ),
        touched=tuple(labels[key] for key in sizes if before.get(key) == sizes[key] and key in touched_themes),
        appeared=tuple(sorted(new - old)),
        vanished=tuple(sorted(old - new)),
        changed=tuple(sorted(old & new & touched)),
    )


def _touched(session: Session, table: Any, approved: models.Approval) -> dict[str, Any]:
    """Return the rows that changed after the approved content, by id."""
    query = select(table).where(table.workshop_id == approved.workshop_id, col(table.seq) > approved.seq)
    return {row.id: row for row in session.execute(query).scalars()}


def _numbers(runs: Iterable[list[int]]) -> set[int]:
    return {number for first, last in runs for number in range(first, last + 1)}
