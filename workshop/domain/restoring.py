"""Writes former values of a change's `before` back into rows and facts: what undo and redo have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop.domain import (
    activities,
    attaching,
    identity,
    notes,
    old_words,
    phases,
    programme_now,
    programmes,
    ready_cards,
    themes,
    timers,
)
from workshop.feed import Changing
from workshop.store.models import Attached, Note, Phase, Theme

ROWS = "rows"


@dataclass
class Restored:
    """`touched`: rows that changed, to be recorded; `found`: whether anything was there still; `replaced`: what stood
    there, in the form of a change's `before`."""

    touched: list[Any] = field(default_factory=list)
    found: bool = True
    replaced: dict[str, Any] = field(default_factory=dict)


def restore(change: Changing, former: Mapping[str, Any], since: int) -> Restored:
    """Write the rows of `former`, from the change `since`; the caller records, then calls `stamp`.

    What was erased or withdrawn stays so, and words that were edited since wait for the grouping.
    """
    result = Restored(found=not former.get(ROWS))
    replaced: list[list[Any]] = []
    covered: list[Note] = []
    for table, key, fields in former.get(ROWS, []):
        row = activities.ROWS[table](change, key)
        if row is None or (isinstance(row, Phase) and fields.get("removed") == row.removed):
            continue
        if isinstance(row, Attached) and "hidden" in fields and row.unchecked and row.seq > since:
            continue  # edited since: nobody has approved these words
        if isinstance(row, Note):
            result.touched += notes.theme_of(change.session, row)
            if "theme_id" in fields and not row.looked_at:
                if "category" not in fields:
                    continue  # edited since: it waits for the grouping
                if row.changed_seq > since:
                    fields = {"category": fields["category"]}  # the same, in the category of before
            if "hidden" in fields and row.unchecked and row.changed_seq > since:
                continue  # edited since: nobody has approved these words
            if not _fits(change, row, fields):
                continue  # its writer put it into another category since
            if fields.get("group_id") and row.group_id is None:
                continue  # the group's name was taken back since (identity.keep_company)
        if isinstance(row, Note) and fields.get("hidden") and not row.hidden:
            covered.append(row)
        replaced.append([table, key, {name: getattr(row, name) for name in fields}])
        for name, value in fields.items():
            setattr(row, name, value)
        if isinstance(row, Note) and fields.keys() == {"category"} and row.looked_at:
            row.theme_id, row.set_aside, row.looked_at, row.placed = None, False, False, False
        if isinstance(row, Phase) and "state" in fields:
            phases.restored(change, row)
        if isinstance(row, Phase) and "removed" in fields:
            if row.removed and (cards := ready_cards.put_by(change, row.id)):
                result.replaced[ready_cards.WAITED] = cards
            phases.added_or_not(change, row)
        result.touched.append(row)
        result.found = True
        if isinstance(row, Note):
            result.touched += _revived(notes.theme_of(change.session, row))
        if isinstance(row, Theme) and row.gone:
            result.touched += themes.release(change, row)
    if waited := former.get(ready_cards.CARDS):
        result.replaced[ready_cards.CARDS] = ready_cards.turn_back(change, waited)
    if replaced and programme_now.BEGUN in former:
        result.replaced[programme_now.BEGUN] = programme_now.turn_back(change, former[programme_now.BEGUN])
    if replaced and ready_cards.BREAK in former:
        result.replaced[ready_cards.BREAK] = not former[ready_cards.BREAK]
        programmes.turn_break(change, former[ready_cards.BREAK])
    if replaced and (cards := former.get(ready_cards.WAITED)):
        ready_cards.wait_again(change, cards)
    # A phase that the form took away meanwhile has no category to bring or take.
    for made in _categories(former) if replaced else ():
        goes = any(fields.get("removed") for _table, _key, fields in former[ROWS])
        phases.turn_category(change, made.removeprefix(phases.MADE_CATEGORY), former[made], again=not goes)
        result.replaced[made] = former[made]
    for stage in activities.STAGES:
        state = former.get(stage.name)
        asked = change.session.get(stage.table, state["id"]) if state else None
        if asked is not None:
            result.replaced[stage.name] = {"id": asked.id, "state": asked.state}
        result.touched += stage.restore(change, former)
    result.touched += [row for row in attaching.recount(change) if row not in result.touched]
    result.touched = old_words.cover(change, covered, result.touched)
    if replaced:
        result.replaced[ROWS] = replaced[::-1]  # a theme that goes again loses its notes first
    result.replaced |= {fact: getattr(change.workshop, fact) for fact in activities.FACTS.keys() & former.keys()}
    return result


def stamp(change: Changing, former: Mapping[str, Any], touched: Sequence[Any], seq: int) -> None:
    """Write the facts of `former`, and set the seq of the change that recorded the rest, for the screens."""
    for fact in activities.FACTS.keys() & former.keys():
        for column, value in ((fact, former[fact]), *((stamped, seq) for stamped in activities.FACTS[fact])):
            setattr(change.workshop, column, value)
    if any(isinstance(row, Phase) for row in touched):
        timers.ended(change, timers.end_with_phases(change), seq)
    timers.bring_back(change, former, seq)
    resharing = {("phase", "sharing"), ("note", "group_id")}
    if any((table, name) in resharing for table, _key, fields in former.get(ROWS, []) for name in fields):
        change.workshop.sharing_seq = seq
    added = any(table == "phase" and "removed" in fields for table, _key, fields in former.get(ROWS, []))
    if added or _categories(former) or programme_now.BEGUN in former:
        change.workshop.facts_seq = seq
    for stage in activities.STAGES:
        if stage.name in former:
            stage.stamp(change, seq)
    for row in touched:
        if isinstance(row, Phase) and row.state != phases.OPEN:
            identity.ended(change, row, seq)


def _categories(former: Mapping[str, Any]) -> list[str]:
    return [name for name in former if name.startswith(phases.MADE_CATEGORY)]


def _fits(change: Changing, note: Note, fields: Mapping[str, Any]) -> bool:
    """Return whether the theme that the note would enter is one of its category."""
    theme = change.session.get(Theme, (change.id, fields["theme_id"])) if fields.get("theme_id") else None
    return theme is None or theme.category == fields.get("category", note.category)


def _revived(found: Sequence[Theme]) -> Sequence[Theme]:
    """Return the themes, restored if they were removed with their last note."""
    for theme in found:
        theme.gone = False
    return found
