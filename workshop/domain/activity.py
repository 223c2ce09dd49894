"""What a declaration of an activity says. The declarations are in activities.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ScalarSelect
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from workshop.changes import Kind
from workshop.domain.stage import Stage
from workshop.feed import Changing
from workshop.store.models import Participant, Workshop

Part = dict[str, Any]


@dataclass(frozen=True)
class Write:
    """What a phone sends.

    call      the endpoint that takes it
    metric    how metrics name it
    outbox    its kind in the phone's outbox (static/js/lib/writes.js); "" for what does not go through it
    limit     which of the limits count it (web/limits.py)
    """

    call: str
    metric: str
    outbox: str = ""
    limit: Literal["write", "join"] = "write"


@dataclass(frozen=True)
class Activity:
    """All that the rest of Laena needs to know of an activity; what has no place here is not shared by activities.

    name      one stem: domain/NAMEs.py, templates, JavaScript and tests carry it
    kinds     the changes that it records; what passes, what can be undone and under which words says changes.py
    tables    the tables that it alone writes first
    writes    what phones send
    calls     endpoints of pages and of the facilitator's calls
    stage     where it asks the room something, one at a time (stage.py)
    board     its part of a board's delta: (session, the workshop's row, since, whether it is the console)
    alike     its part of what all phones are sent: (session, workshop)
    counted   the seq that tells phones that its part of `alike` is another, a column of the question about a workshop
    mine      its part of a phone's own state: (session, workshop, the participant or None)
    facts     columns of the workshop that undo puts back, each with those that are stamped then
    rows      rows that undo puts back, by the name in a change's `before`: the row of a key, None where it is gone
    record    fields of views/record.py that it fills, and so its part of every export
    """

    name: str
    kinds: tuple[Kind, ...] = ()
    tables: tuple[type[SQLModel], ...] = ()
    writes: tuple[Write, ...] = ()
    calls: tuple[str, ...] = ()
    stage: Stage[Any] | None = None
    board: Callable[[Session, Any, int, bool], Part] | None = None
    alike: Callable[[Session, Workshop], Part] | None = None
    counted: ScalarSelect[int] | None = None
    mine: Callable[[Session, Workshop, Participant | None], Part] | None = None
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: Mapping[str, Callable[[Changing, Any], Any]] = field(default_factory=dict)
    record: tuple[str, ...] = ()
