"""What a record has beside its notes: links of the chain from problems to proposals, gaps, focus issues."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import links


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link: a theme, or a note that is in none.

    theme     id of the theme, "" for a note
    label     the theme's label, or the note verbatim
    category  name of its category
    notes     their numbers; none for a theme without notes that a person named
    """

    theme: str
    label: str
    category: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A problem and what answers it, or two others of the chain.

    `strength` 0 to 1; `decided`: confirmed or added by a person, "" if found.
    """

    problem: End
    answer: End
    strength: float
    decided: str


@dataclass(frozen=True, slots=True)
class FocusIssue:
    """A focus issue (ประเด็นเน้นหนัก); the notes name it by its key."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Answers to problems, the strongest first; the other links of the chain; the problems without an answer."""

    links: tuple[Link, ...] = ()
    gaps: tuple[End, ...] = ()
    chain: tuple[Link, ...] = ()


def read(
    session: Session,
    workshop_id: int,
    shown: Iterable[links.Shown],
    single: Mapping[str, str],
    theme_of: Callable[[str], str | None],
    ends: Mapping[str, End],
) -> Linked:
    """Return links, chain and gaps as the console shows them.

    `ends`: by id of theme or note; others: see `links.current`.
    """
    found: dict[str, Any] = links.current(session, workshop_id, shown, single, theme_of)
    links_, chain = (
        tuple(
            Link(ends[each["from"]], ends[each["to"]], float(each["strength"]), each["said"] or "")
            for each in found[name]
        )
        for name in ("links", "chain")
    )
    return Linked(links_, tuple(ends[name] for name in found["gaps"]), chain)
