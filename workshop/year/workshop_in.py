"""A workshop made of a file of a whole one: all of it in one transaction, under a new code, with a history that begins.

Rows have the ids of the file where they are of the workshop alone; those that the database numbers get new ones.
"""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from analysis.folding import comparable
from workshop.changes import Kind
from workshop.domain import agendas, codes, evidence, picture_files, programmes, voting_options
from workshop.domain.lookbacks import STATUSES
from workshop.domain.stage import CLOSED
from workshop.errors import Refusal
from workshop.feed import Changing, now_ms
from workshop.store import numbers
from workshop.store.action_tables import Action, ActionFile, ActionStep
from workshop.store.focus_tables import FocusCount
from workshop.store.minutes_tables import MinutesFile
from workshop.store.models import (
    ATTACHED,
    CardAnswer,
    Comment,
    FocusIssue,
    Group,
    Lookback,
    Minutes,
    Note,
    Phase,
    Point,
    Pulse,
    PulseAnswer,
    PulseWord,
    Reaction,
    ReportText,
    SlipUse,
    Theme,
    ThemeLink,
    Vote,
    Voting,
    Workshop,
)
from workshop.store.report_tables import ReportPicture
from workshop.store.rows import blank
from workshop.year import minutes_parts, workshop_evidence
from workshop.year import workshop_counts as counts
from workshop.year import workshop_parts as parts
from workshop.year.refusals import BadWorkshop

_MOST_ROWS = 600_000  # of what is counted: more is no room's
_SAME = (
    "template", "title", "host_unit", "venue", "starts_on", "ends_on", "fiscal_year", "opening_words", "sharing",
    "closing_words", "next_steps",
    "fineness", "headings_shown", "glossary", "notice", "last_number", "drawn",
)  # fmt: skip


class _Making:
    """The workshop that is made, with the ids of its numbered rows in the order of the file."""

    def __init__(self, session: Session, row: Workshop, seq: int) -> None:
        self.session, self.row, self.seq = session, row, seq
        self.groups: list[int] = []
        self.phases: list[int] = []
        self.lookbacks: list[int] = []

    def numbered(self, rows: Iterable[SQLModel]) -> list[int]:
        """Insert rows that the database numbers, in their order; return the numbers."""
        found = []
        for row in rows:
            self.session.add(row)
            self.session.flush()
            found.append(int(row.id))  # type: ignore[attr-defined]
        return found

    def bulk(self, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
        values = [{**blank(table), "workshop_id": self.row.id, **row} for row in rows]
        if values:
            self.session.execute(insert(table), values)

    def group(self, place: int | None) -> int | None:
        return None if place is None else self.groups[place]

    def phase(self, place: int | None) -> int | None:
        return None if place is None else self.phases[place]


def take_in(session: Session, content: parts.Workshop, checksum: str) -> str:
    """Make the workshop of what `check` let pass, and return its code.

    Raises BadWorkshop; then the caller's transaction has to be undone.
    """
    row = Workshop(
        code=codes.new_code(session),
        created_at=now_ms(),
        categories=[each.model_dump() for each in content.categories],
        notes_made=len(content.notes),
        ended_at=now_ms() if content.ended else 0,
        brought={"uid": content.uid, "checksum": checksum},
        **{name: getattr(content, name) for name in _SAME},
    )
    session.add(row)
    session.flush()
    seq = Changing.of_new(session, row, "facilitator").record(Kind.BROUGHT)
    row.facts_seq = row.sharing_seq = row.themes_seq = row.linked_at = row.whole_seq = row.seq = seq
    making = _Making(session, row, seq)
    try:
        _plan(making, content)
        _notes(making, content)
        _asked(making, content)
        _after(making, content)
    except IndexError:  # a place that no list has
        raise BadWorkshop from None
    session.flush()
    return row.code


def check(content: parts.Workshop) -> None:
    """Check what types do not: that what is named is there, and that no link or picture is another thing.

    Outside a write, as it decodes every picture. Raises BadWorkshop.
    """
    themes = {each.id: each.category for each in content.themes}
    notes = {each.id for each in content.notes}
    astray = any(each.theme_id is not None and each.theme_id not in themes for each in content.notes)
    unsaid = any((each.deleted or each.erased) and each.text for each in content.notes)
    unsaid |= any(each.unchecked and not each.hidden for each in content.notes)
    unsaid |= any(each.unchecked and not each.hidden for each in content.comments)
    hanging = any(
        (each.note_id is None) == (each.theme_id is None)
        or (each.note_id or each.theme_id) not in (notes if each.note_id else themes)
        for each in content.comments
    )
    last = max((each.number for each in content.notes), default=0)
    drawn_to = content.drawn + 1000 if content.drawn else 0
    unnumbered = last >= max(content.last_number + 1, drawn_to)
    unnumbered |= content.drawn != numbers.passed_over(content.drawn)
    unknown = content.template not in agendas.AGENDAS or any(each.lets.keys() != {*ATTACHED} for each in content.phases)
    issues = {each.key for each in content.focus}
    unknown |= any(each.focus and each.focus not in issues for each in content.actions)
    unknown |= any(each.key not in issues or each.reached > each.target for each in content.focus_counts)
    if astray or unsaid or hanging or unnumbered or unknown or counts.rows(content) > _MOST_ROWS:
        raise BadWorkshop
    try:
        workshop_evidence.check(content)
        for day in _days(content):
            date.fromisoformat(day)
        for action in content.actions:
            for step in action.steps:
                if evidence.link_of(step.link) != step.link:
                    raise BadWorkshop
        programmes.in_order([each.model_dump() for each in content.programme])
        for picture in content.pictures:
            if picture_files.stored(b64decode(picture.data, validate=True)) != (picture.width, picture.height):
                raise BadWorkshop
    except (ValueError, OSError, SyntaxError, Refusal):
        raise BadWorkshop from None


def _days(content: parts.Workshop) -> Iterable[str]:
    yield from filter(None, (content.starts_on, content.ends_on))
    yield from (each.due for each in content.actions if each.due)
    yield from (card.due for each in content.lookbacks for card in each.cards if card.due)


def _plan(making: _Making, content: parts.Workshop) -> None:
    row = making.row
    of: dict[str, Any] = {"workshop_id": row.id, "seq": making.seq}
    making.groups = making.numbered(
        Group(**of, position=at, name=each.name, brought=each.brought) for at, each in enumerate(content.groups)
    )
    making.phases = making.numbered(
        Phase(**of, position=at, **{**each.lets, **each.model_dump(exclude={"lets"})})
        for at, each in enumerate(content.phases)
    )
    row.presenting = [making.groups[place] for place in content.presenting]
    row.programme = [
        {**each.model_dump(exclude={"phase"}), "phase_id": making.phase(each.phase)} for each in content.programme
    ]
    making.bulk(FocusIssue, ({**each.model_dump(), "position": at} for at, each in enumerate(content.focus)))
    arranged = {name: keys for name, keys in content.chapters.model_dump().items() if keys}
    texts = {name: getattr(content, name) for name in ("background", "objectives", "conclusion")}
    if arranged or any(texts.values()):
        making.bulk(ReportText, [{**texts, "chapters": arranged}])


def _notes(making: _Making, content: parts.Workshop) -> None:
    seq = making.seq
    on = Counter((each.note_id or each.theme_id, each.hidden) for each in content.comments if not each.deleted)
    making.lookbacks = making.numbered(_lookback(making, each) for each in content.lookbacks)
    making.bulk(
        Theme,
        (
            {**each.model_dump(), "seq": seq, "comments": on[each.id, False], "comments_hidden": on[each.id, True]}
            for each in content.themes
        ),
    )
    making.bulk(
        Note,
        (
            {
                **each.model_dump(exclude={"group", "phase", "card"}),
                "group_id": making.group(each.group),
                "phase_id": making.phase(each.phase),
                "card": f"{making.lookbacks[each.card[0]]}.{each.card[1]}" if each.card else "",
                "seq": seq,
                "shown_seq": seq,
                "comments": on[each.id, False],
                "comments_hidden": on[each.id, True],
            }
            for each in content.notes
        ),
    )
    first = -len(content.comments)  # before whatever is written here
    making.bulk(
        Comment,
        (
            {**each.model_dump(exclude={"phase"}), "phase_id": making.phase(each.phase), "made": first + at, "seq": seq}
            for at, each in enumerate(content.comments)
        ),
    )
    making.bulk(ThemeLink, ({**each.model_dump(), "seq": seq} for each in content.links))
    making.bulk(
        Reaction,
        (
            {"own": counts.mark(), "note_id": each.id, "agrees": True, "last_write": ""}
            for each in content.notes
            for _phone in range(each.agreed)
        ),
    )


def _asked(making: _Making, content: parts.Workshop) -> None:
    of: dict[str, Any] = {"workshop_id": making.row.id, "seq": making.seq, "state": CLOSED}
    votings = making.numbered(
        Voting(
            **of,
            options=_options(each),
            **each.model_dump(exclude={"options", "voters", "about"}),
        )
        for each in content.votings
    )
    for voting_id, voting in zip(votings, content.votings, strict=True):
        mine = {"voting_id": voting_id, "last_write": ""}
        making.bulk(Vote, ({**mine, **vote} for vote in counts.votes(voting)))
        slips = range(voting.voters if voting.slips else 0)
        making.bulk(
            SlipUse, ({"voting_id": voting_id, "slip": counts.mark(), "claim": counts.mark()} for _slip in slips)
        )
    pulses = making.numbered(
        Pulse(
            **of,
            hidden_words={comparable(counts.HIDDEN_WORD): each.hidden_reason} if each.words_hidden else {},
            **each.model_dump(exclude={"answers", "spread", "words_given", "words", "words_hidden", "hidden_reason"}),
        )
        for each in content.pulses
    )
    for pulse_id, pulse in zip(pulses, content.pulses, strict=True):
        making.bulk(PulseAnswer, _marked(pulse_id, "value", counts.moods(pulse)))
        making.bulk(PulseWord, _marked(pulse_id, "word", counts.words(pulse)))
    for lookback_id, lookback in zip(making.lookbacks, content.lookbacks, strict=True):
        for card in lookback.cards:
            mine = {"lookback_id": lookback_id, "card": card.id, "last_write": ""}
            values = counts.answers(card, STATUSES)
            making.bulk(CardAnswer, ({**mine, "token": counts.mark(), "value": value} for value in values))


def _marked(pulse_id: int, column: str, values: Iterable[Any]) -> Iterable[dict[str, Any]]:
    return ({"pulse_id": pulse_id, "token": counts.mark(), "last_write": "", column: value} for value in values)


def _options(part: parts.VotingPart) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = [_option(option) for option in part.options]
    if part.about:
        options[0][voting_options.ABOUT] = [each.model_dump() for each in part.about]
    return options


def _option(option: parts.OptionPart) -> dict[str, str]:
    words = {"label": option.label, "of": option.of, "list": option.asked_list}
    return {"theme_id": option.theme_id, **{name: text for name, text in words.items() if text}}


def _lookback(making: _Making, part: parts.LookbackPart) -> Lookback:
    cards = [{**each.model_dump(exclude={"answers", "given"}), "action": 0} for each in part.cards]
    given = {each.id: dict(Counter(counts.answers(each, STATUSES))) for each in part.cards if each.answers}
    about = part.model_dump(exclude={"cards"})
    return Lookback(workshop_id=making.row.id, seq=making.seq, state=CLOSED, cards=cards, given=given, **about)


def _after(making: _Making, content: parts.Workshop) -> None:
    of: dict[str, Any] = {"workshop_id": making.row.id, "seq": making.seq}
    actions = making.numbered(
        Action(**of, position=at, **each.model_dump(exclude={"steps"}))
        for at, each in enumerate(content.actions, start=1)
    )
    steps = making.numbered(
        ActionStep(**of, action_id=action_id, **step.model_dump(exclude={"files"}))
        for action_id, action in zip(actions, content.actions, strict=True)
        for step in action.steps
    )
    making.numbered(ActionFile(**of, **row) for row in workshop_evidence.file_rows(steps, content))
    making.numbered(
        FocusCount(**of, **each.model_dump(), folded=comparable(each.unit)) for each in content.focus_counts
    )
    making.numbered(
        Point(**of, group_id=making.groups[each.group], position=at, **each.model_dump(exclude={"group"}))
        for at, each in enumerate(content.points, start=1)
    )
    making.numbered(
        ReportPicture(
            workshop_id=making.row.id,
            position=at,
            data=data,
            digest=sha256(data).hexdigest(),
            **picture.model_dump(exclude={"data"}),
        )
        for at, picture in enumerate(content.pictures, start=1)
        for data in [b64decode(picture.data)]
    )
    if content.minutes is not None:
        making.bulk(Minutes, [{**content.minutes.model_dump(), "items": _matters(making, content.minutes, actions)}])
        making.numbered(MinutesFile(**of, **row) for row in workshop_evidence.document_rows(content))


def _matters(making: _Making, minutes: minutes_parts.MinutesPart, actions: list[int]) -> list[dict[str, Any]]:
    """Return the matters; what was tied to an action of another workshop stands for itself."""
    return [
        {
            **each.model_dump(exclude={"action", "documents"}),
            "removed": False,
            "action": "" if each.action is None else f"{making.row.code}:{actions[each.action]}",
        }
        for each in minutes.items
    ]
