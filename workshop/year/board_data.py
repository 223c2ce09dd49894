"""A directive's board as JSON for other systems, typed: its published JSON Schema is made of these classes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from workshop import __version__
from workshop.views import dates
from workshop.year import board, contents, regions, unit_kinds
from workshop.year.board_notes import Shown
from workshop.year.board_story import Told

SCHEMA = "laena.board"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class About(Part):
    uid: str
    version: int
    issuer: str
    number: str
    subject: str


class LookedAt(Part):
    """What the board was filtered by, "" for all. Votes and conclusions are of the units, whatever the category."""

    region: str
    kind: str
    unit: str
    category: str


class Figures(Part):
    units: int
    notes: int
    in_themes: int
    ungrouped: int
    set_aside: int
    hidden: int


class Unit(Part):
    """`version`: of the answer that the board was made of; `kind`: province, district, bureau, other, or an own one."""

    code: str
    name: str
    region: str
    kind: str
    version: int
    notes: int


class Theme(Part):
    """`units`: how many notes of each unit, by its code."""

    id: str
    label: str
    name_from: Literal["people", "units", "system"]
    reach: board.Reach
    notes: int
    units: dict[str, int]


class Category(Part):
    """`units`: how many have a note here; `silent`: names of units that answered without one."""

    key: str
    name: str
    questions: list[str]
    notes: int
    in_themes: int
    ungrouped: int
    set_aside: int
    units: int
    silent: list[str]
    themes: list[Theme]


class Crossing(Part):
    """A theme of problems, and a theme or a single note ("unit number") that answers it; `waiting`: codes."""

    problem: str
    problem_label: str
    answer: str
    answer_label: str
    strength: float
    waiting: list[str]


class Focus(Part):
    name: str
    units: dict[str, int]


class Note(Part):
    """A note, verbatim, by its unit and number; `theme`: "" for none."""

    unit: str
    number: int
    category: str
    theme: str
    status: Literal["theme", "ungrouped", "set_aside"]
    agreed: int
    text: str


class Option(Part):
    """`means`: of the values, one a scale."""

    label: str
    votes: int
    firsts: int
    spread: list[list[int]]
    means: list[float]


class Votes(Part):
    """Votings of the same question added up; `by_unit`: how many voted, by the unit's code."""

    title: str
    category: str
    kind: str
    source: str
    dots: int
    counted: Literal["devices", "slips"]
    voters: int
    by_unit: dict[str, int]
    options: list[Option]


class FewVoted(Part):
    unit: str
    title: str
    voters: int


class Conclusion(Part):
    unit: str
    text: str


class File(Part):
    """`made_at`: when the board was; `stale`: names of units whose answers changed since."""

    schema_: Literal["laena.board"]
    schema_version: Literal[1]
    generator: str
    made_at: datetime
    directive: About
    looked_at: LookedAt
    stale: list[str]
    figures: Figures
    units: list[Unit]
    categories: list[Category]
    crossings: list[Crossing]
    gaps: list[str]
    focus: list[Focus]
    notes: list[Note]
    votes: list[Votes]
    few_voted: list[FewVoted]
    conclusions: list[Conclusion]


def write(told: Told, notes: Sequence[Shown], version: int, uid: str) -> bytes:
    """Return the file as indented UTF-8; lone surrogates come out as JSON's own escapes."""
    plain = _file(told, notes, version, uid).model_dump(mode="json")
    named = {"schema": plain.pop("schema_"), **plain}
    return json.dumps(named, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"


def schema() -> str:
    """Return the JSON Schema of the file."""
    found = File.model_json_schema()
    properties = {"schema" if name == "schema_" else name: each for name, each in found["properties"].items()}
    required = ["schema" if name == "schema_" else name for name in found["required"]]
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA}
    whole = {**found, **about, "properties": properties, "required": required}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _file(told: Told, notes: Sequence[Shown], version: int, uid: str) -> File:
    whole, content, at = told.whole, told.content, told.whole.looked_at
    assert whole.board is not None
    counts = Counter(note.unit for note in notes)
    return File(
        schema_="laena.board",
        schema_version=1,
        generator=f"Laena {__version__}",
        made_at=dates.at(whole.board.at),
        directive=About(
            uid=uid, version=version, issuer=content.issuer, number=content.number, subject=content.subject
        ),
        looked_at=LookedAt(region=at.region, kind=at.kind, unit=at.unit, category=at.category),
        stale=list(whole.stale),
        figures=Figures(
            units=len(whole.shown),
            notes=whole.notes,
            in_themes=sum(part.in_themes for part in whole.categories),
            ungrouped=sum(part.ungrouped for part in whole.categories),
            set_aside=sum(part.set_aside for part in whole.categories),
            hidden=whole.hidden,
        ),
        units=[
            Unit(
                code=code,
                name=whole.names[code],
                region=regions.of(code),
                kind=whole.kinds.get(code, unit_kinds.OTHER),
                version=whole.board.sources[code]["version"],
                notes=counts[code],
            )
            for code in whole.shown
        ],
        categories=[_category(part) for part in whole.categories],
        crossings=[
            Crossing(
                problem=each.problem.id,
                problem_label=each.problem.label,
                answer=each.answer.id,
                answer_label=each.answer.label,
                strength=each.strength,
                waiting=list(each.waiting),
            )
            for each in whole.crossings
        ],
        gaps=[theme.id for theme in whole.gaps],
        focus=[Focus(name=issue, units=dict(units)) for issue, units in whole.focus],
        notes=[_note(note) for note in notes],
        votes=[
            Votes(
                title=total.asked.title,
                category=total.asked.category,
                kind=total.asked.kind,
                source=total.asked.source,
                dots=total.asked.dots,
                counted="slips" if total.asked.slips else "devices",
                voters=total.asked.voters,
                by_unit={unit.code: voters for unit, voters in total.units},
                options=[
                    Option(
                        label=option.label,
                        votes=option.votes,
                        firsts=option.firsts,
                        spread=[list(scale) for scale in option.spread],
                        means=[mean / 100 for mean in option.means],
                    )
                    for option in total.asked.options
                ],
            )
            for total in told.results.totals
        ],
        few_voted=[_few(unit, voting) for unit, voting in told.results.few],
        conclusions=[Conclusion(unit=each.unit.code, text=each.conclusion) for each in told.results.conclusions],
    )


def _category(part: board.CategoryPart) -> Category:
    return Category(
        key=part.key,
        name=part.name,
        questions=list(part.questions),
        notes=part.notes,
        in_themes=part.in_themes,
        ungrouped=part.ungrouped,
        set_aside=part.set_aside,
        units=part.units,
        silent=list(part.silent),
        themes=[
            Theme(
                id=theme.id,
                label=theme.label,
                name_from="people" if theme.given else "units" if theme.of_units else "system",
                reach=theme.reach,
                notes=theme.notes,
                units=dict(theme.units),
            )
            for theme in part.themes
        ],
    )


def _note(note: Shown) -> Note:
    return Note(
        unit=note.unit,
        number=note.number,
        category=note.category,
        theme=note.theme,
        status="theme" if note.theme else "set_aside" if note.set_aside else "ungrouped",
        agreed=note.agreed,
        text=note.text,
    )


def _few(unit: contents.Unit, voting: contents.Votes) -> FewVoted:
    return FewVoted(unit=unit.code, title=voting.title or voting.category, voters=voting.voters)
