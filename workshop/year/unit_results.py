"""What answers say beside their notes: votes, added up over units where the question was the same, and conclusions.

Of answers that count now; nothing of it waits for the joint board.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy.orm import Session
from sqlmodel import select

from analysis.folding import comparable
from workshop.domain.standings import Standing
from workshop.domain.tallies import Tally, best_first, mean
from workshop.domain.voting_kinds import KINDS, corner
from workshop.store.year_tables import DirectiveAnswer
from workshop.views.asked.voting import Option, Voting
from workshop.year import answers, contents, directives, unit_kinds
from workshop.year.board import EVERYWHERE, Filter

_PARTS = ("conclusion", "votings", "summary", "written_on")


@dataclass(frozen=True, slots=True)
class Said:
    """What one unit's answer says. `summary`: None in a file of an older version, or without anything of it."""

    unit: contents.Unit
    conclusion: str
    votings: tuple[contents.Votes, ...]
    summary: contents.Summary | None
    written_on: date | None


@dataclass(frozen=True, slots=True)
class Total:
    """Votings with the same question, added up; `units`: whose, in the directive's order, and how many voted there."""

    asked: Voting
    units: tuple[tuple[contents.Unit, int], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """`few`: votings of which a file has no result, as too few voted: whose, and how many."""

    said: tuple[Said, ...]
    totals: tuple[Total, ...]
    few: tuple[tuple[contents.Unit, contents.Votes], ...]

    @property
    def conclusions(self) -> list[Said]:
        return [each for each in self.said if each.conclusion]

    @property
    def silent(self) -> list[str]:
        return [each.unit.name for each in self.said if not each.conclusion]


def of(session: Session, uid: str, looked_at: Filter = EVERYWHERE) -> Results:
    """Raises UnknownDirective."""
    kinds = unit_kinds.of(directives.find(session, uid))
    said = tuple(each for each in _read(session, uid) if looked_at.lets(each.unit.code, kinds))
    return Results(said, tuple(_totals(said)), tuple(_few(said)))


def _read(session: Session, uid: str) -> Iterator[Said]:
    # Of an answer only these parts are decoded: its notes are thousands.
    content = cast(Any, DirectiveAnswer.content)
    query = select(DirectiveAnswer.checksum, DirectiveAnswer.key, *(content[name] for name in _PARTS))
    found = {(row[0], row[1]): row[2:] for row in session.execute(query.where(DirectiveAnswer.uid == uid))}
    for each in answers.table(session, uid).counting:
        if each.answer is not None:
            conclusion, votings, summary, day = found[each.answer.checksum, each.answer.key]
            yield Said(
                each.called,
                conclusion or "",
                tuple(contents.Votes.model_validate(one) for one in votings or ()),
                contents.Summary.model_validate(summary) if summary else None,
                date.fromisoformat(day) if day else None,
            )


def _totals(said: Sequence[Said]) -> Iterator[Total]:
    """Yield the sums, those of most units first. Of a unit that asked the same again, its last voting counts."""
    alike: defaultdict[tuple[object, ...], dict[str, tuple[contents.Unit, contents.Votes]]] = defaultdict(dict)
    for each in said:
        for voting in each.votings:
            if voting.options:
                alike[_question(each.unit, voting)][each.unit.code] = (each.unit, voting)
    found = [_sum(list(its.values())) for its in alike.values()]
    yield from sorted(found, key=lambda total: (-len(total.units), -total.asked.voters))


def _question(unit: contents.Unit, voting: contents.Votes) -> tuple[object, ...]:
    """Return what must be the same so that votes may be added up; labels that are alike stand by themselves."""
    labels = sorted(comparable(option.label) for option in voting.options)
    alone = unit.code if len(set(labels)) < len(labels) else ""
    wording = (comparable(voting.title), comparable(voting.category), *labels)
    return (voting.kind, voting.source, voting.dots, voting.slips, alone, wording)


def _sum(its: Sequence[tuple[contents.Unit, contents.Votes]]) -> Total:
    first = its[0][1]
    kind = KINDS[first.kind]
    votes, firsts = Counter[str](), Counter[str]()
    spreads: defaultdict[str, list[list[int]]] = defaultdict(list)
    for _unit, voting in its:
        for place, option in enumerate(voting.options):
            label = _label(voting, place)
            votes[label] += option.votes
            firsts[label] += option.firsts
            former = spreads[label] or [[0] * len(scale) for scale in option.spread]
            spreads[label] = [
                [a + b for a, b in zip(*both, strict=True)] for both in zip(former, option.spread, strict=True)
            ]
    options = []
    for place, option in enumerate(first.options):
        label = _label(first, place)
        spread = tuple(tuple(scale) for scale in spreads[label])
        means = tuple(mean(scale) for scale in spread) if spread and sum(spread[0]) else ()
        at = corner(kind, means) if means else ""
        options.append(Option(option.label, votes[label], "", "", firsts[label], spread, means, at))
    order = best_first(kind, [_tally(option) for option in options])
    return Total(
        Voting(
            title=first.title,
            category=first.category,
            dots=first.dots,
            voters=sum(voting.voters for _unit, voting in its),
            closed=True,
            options=tuple(options[place] for place in order),
            slips=first.slips,
            kind=first.kind,
            source=first.source,
        ),
        tuple((unit, voting.voters) for unit, voting in its),
    )


def _tally(its: Option) -> Tally:
    return Tally(its.votes, Standing(None, False), its.firsts, its.spread, its.means, its.corner)


def _label(voting: contents.Votes, place: int) -> str:
    """Return by what an option is found in the votings of other units; by its place where labels are alike."""
    labels = [comparable(option.label) for option in voting.options]
    return labels[place] if len(set(labels)) == len(labels) else str(place)


def _few(said: Sequence[Said]) -> Iterator[tuple[contents.Unit, contents.Votes]]:
    for each in said:
        for voting in each.votings:
            if not voting.options:
                yield each.unit, voting
