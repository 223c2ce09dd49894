"""The form of an activity's declaration. The declarations are in activities.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ScalarSelect
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from workshop.changes import Kind
from workshop.domain.stage import Stage
from workshop.feed import Changing
from workshop.store.models import Workshop

Part = dict[str, Any]


@dataclass(frozen=True)
class Write:
    """A write that phones send.

    call      its endpoint
    metric    its name in metrics
    outbox    its kind in the phone's outbox (static/js/lib/writes.js); "" if it does not go through it
    limit     the limit that counts it (web/limits.py)
    """

    call: str
    metric: str
    outbox: str = ""
    limit: Literal["write", "join"] = "write"


@dataclass(frozen=True)
class Switch:
    """What a phase lets people do or not, a column of the table of phases.

    name    of the column, of the field of the form, and in what screens are sent of the phase
    label   in the form
    doing   what it lets them do, beside the box in the console's dialog
    off, on  the two choices in the form
    usual   which of them a new phase has
    """

    name: str
    label: Any
    doing: Any
    off: Any
    on: Any
    usual: bool = False


@dataclass(frozen=True)
class Activity:
    """What the rest of Laena needs of an activity.

    name      one stem: domain/NAMEs.py, templates, JavaScript and tests have it
    kinds     the changes that it records (changes.py)
    tables    the tables in which it alone inserts rows
    writes    what phones send
    calls     endpoints of pages and of the facilitator's calls
    switch    what a phase lets people do of it or not
    limits    the most characters of what people write, for the pages of phones
    stage     what it asks the room, one at a time (stage.py)
    board     its part of a board's delta: (session, the workshop's row, since, whether it is the console)
    alike     its part of what all phones are sent: (session, workshop)
    large     as `alike`, but empty where nothing changed after `since`, 0 for everything: (session, workshop, since)
    strangers  what a phone that has not joined is sent in place of parts of `alike`: (all of it)
    counted   the seq of the last change of its part of `alike`, a column of the query about a workshop
    mine      its part of a phone's own state: (session, workshop, the phone's key; None for one that has not joined)
    facts     columns of the workshop that undo restores, each with those that are stamped then
    rows      rows that undo restores, by the name in a change's `before`: key → row, None if it is gone
    record    the fields of views/record.py that it fills, and so its part of every export
    """

    name: str
    kinds: tuple[Kind, ...] = ()
    tables: tuple[type[SQLModel], ...] = ()
    writes: tuple[Write, ...] = ()
    calls: tuple[str, ...] = ()
    switch: Switch | None = None
    limits: Mapping[str, int] = field(default_factory=dict)
    stage: Stage[Any] | None = None
    board: Callable[[Session, Any, int, bool], Part] | None = None
    alike: Callable[[Session, Workshop], Part] | None = None
    large: Callable[[Session, Workshop, int], Part] | None = None
    strangers: Callable[[Part], Part] | None = None
    counted: ScalarSelect[int] | None = None
    mine: Callable[[Session, Workshop, str | None], Part] | None = None
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: Mapping[str, Callable[[Changing, Any], Any]] = field(default_factory=dict)
    record: tuple[str, ...] = ()
