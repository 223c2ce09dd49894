"""A whole workshop as a signed file: what was planned, written, counted and decided; nothing tells phones apart.

What is open is closed first: an open anonymous phase has groups that nobody may see, and open questions have counts
that nobody may see.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col, select

from workshop.domain import (
    actions,
    activities,
    chapters,
    focus_counts,
    focus_issues,
    former_years,
    groups,
    lookbacks,
    minutes,
    notices,
    offices,
    phases,
    pictures,
    points,
    pulse_words,
    pulses,
    report_texts,
    voting_options,
    votings,
    workshops,
)
from workshop.domain.identity import FEWEST
from workshop.domain.stage import OPEN
from workshop.domain.tallies import Given
from workshop.domain.voting_kinds import KINDS
from workshop.feed import STEP_MS
from workshop.messages.outline import CategoryOutline, ChaptersOutline
from workshop.store import numbers
from workshop.store.models import (
    ATTACHED,
    Comment,
    Lookback,
    Minutes,
    Note,
    Phase,
    Pulse,
    Theme,
    ThemeLink,
    Voting,
    Workshop,
)
from workshop.year import minutes_parts, workshop_evidence
from workshop.year import workshop_parts as parts
from workshop.year.refusals import StillOpen

_SAME = (
    "template", "title", "host_unit", "venue", "starts_on", "ends_on", "fiscal_year", "opening_words", "sharing",
    "closing_words", "next_steps",
    "fineness", "headings_shown", "glossary", "last_number",
)  # fmt: skip
_SIGNED = "signed"


class Places:
    """Places of rows in their lists, by their ids; None for a row that is in none, as one that was removed."""

    def __init__(self, session: Session, workshop_id: int) -> None:
        self.groups = {row.id: at for at, row in enumerate(groups.of(session, workshop_id))}
        self.phases = {row.id: at for at, row in enumerate(phases.of(session, workshop_id))}
        self.lookbacks = {row.id: at for at, row in enumerate(lookbacks.STAGE.rows(session, workshop_id))}

    def card(self, card: str) -> tuple[int, str] | None:
        lookback, _dot, name = card.partition(".")
        at = self.lookbacks.get(int(lookback)) if lookback.isdecimal() else None
        return None if at is None else (at, name)


def uid_of(row: Workshop) -> str:
    """Return what tells the workshop from all others, in files: nobody finds its secret by it."""
    return sha256(f"workshop file\0{row.salt}".encode()).hexdigest()[:32]


def content_of(session: Session, code: str, files: bool = True) -> parts.Workshop:
    """Return what the file has. Without `files`, evidence and documents stay behind.

    Raises UnknownWorkshop, StillOpen.
    """
    row = workshops.find(session, code)
    _refuse_open(session, row)
    at = Places(session, row.id)
    agenda = phases.of(session, row.id)
    texts, arranged = report_texts.of(session, row.id), chapters.of(session, row.id)
    same: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    return parts.Workshop(
        uid=uid_of(row),
        installation=offices.read(session).name,
        **same,
        notice={name: text for name, text in row.notice.items() if name in notices.FIELDS},
        **asdict(texts),
        chapters=ChaptersOutline(order=[*arranged.order], left_out=[*arranged.left_out]),
        ended=bool(row.ended_at),
        presenting=[at.groups[each] for each in row.presenting if each in at.groups],
        drawn=numbers.passed_over(row.drawn),
        categories=[CategoryOutline(**each) for each in row.categories],
        groups=_groups(session, row.id),
        phases=[
            _part(parts.PhasePart, each, lets={name: getattr(each, name) for name in ATTACHED}, state=_state(each))
            for each in agenda
        ],
        programme=[parts.ItemPart(**_item(each, at)) for each in row.programme],
        focus=[_part(parts.FocusPart, each) for each in focus_issues.of(session, row.id)],
        themes=[
            _part(parts.ThemePart, each, subthemes=[parts.SubthemePart(**part) for part in each.subthemes])
            for each in _rows(session, Theme, row.id, Theme.id)
        ],
        notes=_notes(session, row.id, at, {each.id: each.identity for each in agenda}),
        comments=_comments(session, row.id, at),
        links=[
            _part(parts.LinkPart, each)
            for each in _rows(session, ThemeLink, row.id, ThemeLink.problem_id, ThemeLink.answer_id)
            if each.strength or each.said
        ],
        votings=[_voting(session, each) for each in votings.STAGE.rows(session, row.id)],
        pulses=[_pulse(session, each) for each in pulses.STAGE.rows(session, row.id)],
        lookbacks=[_lookback(session, each) for each in lookbacks.STAGE.rows(session, row.id)],
        actions=_actions(session, row.id, files),
        focus_counts=_focus_counts(session, row.id),
        files_left=0 if files else workshop_evidence.count(session, row.id)[0],
        points=_points(session, row.id, at),
        pictures=[
            _part(parts.PicturePart, each, data=b64encode(each.data).decode())
            for each in pictures.of(session, row.id)
            if not each.removed
        ],
        minutes=_minutes(session, row, files),
    )


def _refuse_open(session: Session, row: Workshop) -> None:
    found = [title for _phase, title in phases.not_over(session, row.id)]
    names = {"voting": _("การลงคะแนน"), "pulse": _("คำถามความรู้สึก"), "lookback": _("บัตรของปีที่แล้ว")}
    for stage in activities.STAGES:
        if any(each.state == OPEN for each in stage.rows(session, row.id)):
            found.append(names[stage.name])
    if found:
        raise StillOpen(*found)


def _part(of: type[Any], row: SQLModel, **more: Any) -> Any:
    """Return the part with the row's columns, but for what `more` has."""
    return of(**{name: getattr(row, name) for name in of.model_fields if name not in more}, **more)


def _rows(session: Session, table: type[Any], workshop_id: int, *order: Any) -> Sequence[Any]:
    query = select(table).where(table.workshop_id == workshop_id).order_by(*map(col, order))
    return session.execute(query).scalars().all()


def _groups(session: Session, workshop_id: int) -> list[parts.GroupPart]:
    return [
        parts.GroupPart(name=row.name, brought=row.brought + joined)
        for row, joined in groups.with_people(session, workshop_id)
    ]


def _state(phase: Phase) -> Any:
    return "waiting" if phase.state not in (phases.OPEN, phases.CLOSED) else "closed"


def _item(item: Mapping[str, Any], at: Places) -> dict[str, Any]:
    whole = {"icebreaker": "", **item, "phase": at.phases.get(item["phase_id"])}
    return {name: whole[name] for name in parts.ItemPart.model_fields}


def _notes(session: Session, workshop_id: int, at: Places, identities: Mapping[Any, str]) -> list[parts.NotePart]:
    """Return the notes by number. Of a withdrawn one nothing is left but that it was there."""
    return [
        _part(
            parts.NotePart,
            row,
            phase=at.phases.get(row.phase_id),
            at=row.at - row.at % STEP_MS if identities.get(row.phase_id) == _SIGNED else row.at,
            **(_WITHDRAWN if row.deleted else {"group": at.groups.get(row.group_id), "card": at.card(row.card)}),
        )
        for row in _rows(session, Note, workshop_id, Note.number)
    ]


_WITHDRAWN: dict[str, Any] = {
    "group": None, "card": None, "text": "", "signed": "", "focus": [], "focus_said": {}, "barred": [], "agreed": 0,
    "theme_id": None, "placed": False, "set_aside": False, "looked_at": True, "edited": False, "late": False,
    "unchecked": 0, "hidden_why": "",
}  # fmt: skip


def _comments(session: Session, workshop_id: int, at: Places) -> list[parts.CommentPart]:
    """Return the comments by what they are on, and there in their order."""
    order = (Comment.note_id, Comment.theme_id, Comment.made, Comment.id)
    rows = sorted(_rows(session, Comment, workshop_id, *order), key=lambda row: (row.note_id or "", row.theme_id or ""))
    return [
        _part(parts.CommentPart, row, phase=at.phases.get(row.phase_id), text="" if row.deleted else row.text)
        for row in rows
    ]


def _voting(session: Session, row: Voting) -> parts.VotingPart:
    voters, given = votings.counted(session, row)
    options = [
        _option(row, option, [each for each in given if each.option == option["theme_id"]]) for option in row.options
    ]
    about = [parts.AboutPart(**each) for each in voting_options.about(row)]
    return _part(parts.VotingPart, row, options=options, voters=voters, about=about)  # type: ignore[no-any-return]


def _option(row: Voting, option: Mapping[str, Any], given: Sequence[Given]) -> parts.OptionPart:
    """Return the option. What one phone gave on two scales is not left together."""
    kind = KINDS[row.kind]
    dots, places, spread = 0, [0] * row.dots if kind.gives == "order" else [], [[0] * 5 for _scale in kind.scales]
    for each in given:
        if kind.gives == "dots":
            dots += each.dots * each.phones
        elif kind.gives == "order":
            places[each.dots - 1] += each.phones
        elif each.second or len(kind.scales) == 1:
            for scale, value in zip(spread, (each.dots, each.second), strict=False):
                scale[value - 1] += each.phones
    words = {"label": option.get("label", ""), "of": option.get("of", ""), "asked_list": option.get("list", "")}
    return parts.OptionPart(theme_id=option["theme_id"], **words, dots=dots, places=places, spread=spread)


def _pulse(session: Session, row: Pulse) -> parts.PulsePart:
    answers, spread = pulses.counted(session, row)
    given, shown, hidden = pulse_words.counted(session, row)
    reasons = {each.get("reason", "") for each in hidden}
    return _part(  # type: ignore[no-any-return]
        parts.PulsePart,
        row,
        answers=answers,
        spread=spread,
        words_given=given,
        words=[parts.WordPart(word=each["word"], count=each["count"]) for each in shown or ()],
        words_hidden=sum(each["count"] for each in hidden),
        hidden_reason=reasons.pop() if len(reasons) == 1 else "other" if reasons else "",
    )


def _lookback(session: Session, row: Lookback) -> parts.LookbackPart:
    now = former_years.statuses(session, row.source)
    cards = [_card(card, now, row.given.get(card["id"], {})) for card in row.cards]
    themes = [parts.FormerThemePart(**each) for each in row.themes]
    return _part(parts.LookbackPart, row, cards=cards, themes=themes)  # type: ignore[no-any-return]


def _card(card: Mapping[str, Any], now: Mapping[int, str], given: Mapping[str, int]) -> parts.CardPart:
    answers, status = sum(given.values()), now.get(card["action"], card["status"])
    about = {name: card[name] for name in ("id", "kind", "what", "unit", "due", "notes")}
    return parts.CardPart(
        **about,
        status=status if status in lookbacks.STATUSES else "",
        answers=answers,
        given=[given.get(value, 0) for value in lookbacks.STATUSES] if answers >= FEWEST else None,
    )


def _actions(session: Session, workshop_id: int, files: bool) -> list[parts.ActionPart]:
    steps = actions.steps(session, workshop_id)
    issues = {each.key for each in focus_issues.of(session, workshop_id)}
    shown = workshop_evidence.of_steps(session, workshop_id) if files else {}
    return [
        _part(
            parts.ActionPart,
            row,
            focus=row.focus if row.focus in issues else "",
            steps=[_part(parts.StepPart, step, files=shown.get(step.id, [])) for step in steps.get(row.id, ())],
        )
        for row in actions.of(session, workshop_id)
    ]


def _focus_counts(session: Session, workshop_id: int) -> list[parts.FocusCountPart]:
    issues = {each.key for each in focus_issues.of(session, workshop_id)}
    rows = focus_counts.of(session, workshop_id).values()
    return [_part(parts.FocusCountPart, row) for row in rows if row.key in issues]


def _points(session: Session, workshop_id: int, at: Places) -> list[parts.PointPart]:
    rows = [row for row in points.of(session, workshop_id) if row.group_id in at.groups]
    rows.sort(key=lambda row: at.groups[row.group_id])
    return [_part(parts.PointPart, row, group=at.groups[row.group_id]) for row in rows]


def _minutes(session: Session, row: Workshop, files: bool) -> minutes_parts.MinutesPart | None:
    if session.get(Minutes, row.id) is None:
        return None
    typed = minutes.of(session, row.id)
    places = {f"{row.code}:{each.id}": at for at, each in enumerate(actions.of(session, row.id))}
    documents = workshop_evidence.of_matters(session, row.id, files)
    items = [
        _matter(each, action=places.get(each.action), documents=documents.get(each.id, []))
        for each in typed.items
        if not each.removed
    ]
    return minutes_parts.MinutesPart(facts=minutes_parts.MinutesFactsPart(**_facts(asdict(typed.facts))), items=items)


def _matter(item: minutes.Item, **more: Any) -> minutes_parts.MatterPart:
    same = {name: getattr(item, name) for name in minutes_parts.MatterPart.model_fields if name not in more}
    return minutes_parts.MatterPart(**same, **more)


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    adopted = facts.pop("adopted")
    return {**facts, "adopted": minutes_parts.AdoptedPart(**adopted) if adopted else None}
