"""Votings in the record of a workshop: checked sums, never who gave what."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import action_agreement, votings
from workshop.domain.stage import CLOSED
from workshop.domain.standings import Standing, standings
from workshop.views.asked.entry import Counts, Part, Text

_ALL_CATEGORIES = Text("ทุกประเภท", "All categories")
_OF_CATEGORY = Text("ประเภท {category}", "Category: {category}")
_FACTS = Text(
    "{of} · ให้ได้เครื่องละ {dots} จุด · ลงคะแนน {voters} เครื่อง",
    "{of} · Dots for each device: {dots} · Devices that voted: {voters}",
)
_FACTS_BY_SLIP = Text(
    "{of} · ลงคะแนนด้วยบัตร ให้ได้ใบละ {dots} จุด · ลงคะแนน {voters} ใบ",
    "{of} · By slip, dots for each slip: {dots} · Slips that voted: {voters}",
)
_BY_SLIP, _BY_DEVICE = Text("ใบ", "slips"), Text("เครื่อง", "devices")
_STILL_OPEN = Text(
    "ขณะจัดทำรายงานยังไม่ปิดลงคะแนน จำนวนจุดอาจเปลี่ยนแปลง",
    "The vote was still open when this report was written; the numbers may change.",
)
_ACTIONS, _ANSWER = Text("สิ่งที่จะทำ", "Actions"), Text("คำตอบ", "Answer")
_TIED = Text("{label} (อันดับ {place} ร่วม)", "{label} (tied at place {place})")
_PLACE = Text("อันดับ", "Place")
_THEME, _VOTES = Text("กลุ่มความเห็น", "Theme"), Text("จุดที่ได้", "Votes")


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a voting and its dots; `theme`: the id of what it names; `category`: where several are mixed."""

    label: str
    votes: int
    theme: str = ""
    category: str = ""

    @property
    def name(self) -> str:
        return f"{self.label} · {self.category}" if self.category else self.label


@dataclass(frozen=True, slots=True)
class Voting:
    """A voting on themes.

    title     "" if none was given
    category  name of the category voted on, "" for all
    dots      of each voter
    voters    devices that gave any, or slips
    options   those with most votes first
    slips     whether one voted with a slip, one a person
    actions   whether it was about the list of actions; the options are answers then

    Raises ValueError for another order, and for more votes than the voters had.
    """

    title: str
    category: str
    dots: int
    voters: int
    closed: bool
    options: tuple[Option, ...]
    slips: bool = False
    actions: bool = False

    def __post_init__(self) -> None:
        given = [option.votes for option in self.options]
        if given != sorted(given, reverse=True):
            raise ValueError(f"options of {self.title!r} are not in the order of their votes")
        if sum(given) > self.dots * self.voters:
            raise ValueError(f"{self.voters} voters with {self.dots} dots each, but {sum(given)} votes")

    def heading(self, language: str) -> str:
        return self.title or self.category or _ALL_CATEGORIES.in_(language)

    def line(self, language: str) -> str:
        of = _OF_CATEGORY.in_(language).format(category=self.category) if self.category else None
        of = _ACTIONS.in_(language) if self.actions else of
        facts = _FACTS_BY_SLIP if self.slips else _FACTS
        return facts.in_(language).format(
            of=of or _ALL_CATEGORIES.in_(language), dots=self.dots, voters=f"{self.voters:,}"
        )

    def counts(self, language: str) -> Counts:
        rows = [(self._name(option, standing, language), option.votes) for option, standing in self._standings()]
        head = ((_ANSWER if self.actions else _THEME).in_(language), _VOTES.in_(language))
        return Counts(head, rows, sum(votes for _label, votes in rows), [option.theme for option in self.options])

    def remark(self, language: str) -> str:
        return "" if self.closed else _STILL_OPEN.in_(language)

    def result(self, language: str) -> str:
        return ""

    def rows(self, language: str) -> Iterable[tuple[object, ...]]:
        of = self.category or (_ACTIONS if self.actions else _ALL_CATEGORIES).in_(language)
        counted = (_BY_SLIP if self.slips else _BY_DEVICE).in_(language)
        for option, standing in self._standings():
            place = None if self.actions else standing.place
            yield self.title, of, self.dots, self.voters, counted, option.name, option.votes, place

    def as_json(self) -> dict[str, Any]:
        options = [
            {**asdict(option), "place": None if self.actions else standing.place}
            for option, standing in self._standings()
        ]
        return asdict(self) | {"options": options}

    def _standings(self) -> Iterable[tuple[Option, Standing]]:
        return zip(self.options, standings([option.votes for option in self.options]), strict=True)

    def _name(self, option: Option, standing: Standing, language: str) -> str:
        tied = not self.actions and standing.tied
        return _TIED.in_(language).format(label=option.name, place=standing.place) if tied else option.name


def _read(session: Session, workshop_id: int, names: Mapping[str, str]) -> tuple[Voting, ...]:
    rows = votings.STAGE.rows(session, workshop_id)
    return tuple(_voting(votings.view(session, each, True), names) for each in rows)


def _voting(shown: dict[str, Any], names: Mapping[str, str]) -> Voting:
    """Return the voting; options with equal votes stay in the order of the screens."""
    category, options = shown["category"], sorted(shown["options"], key=lambda option: -option["votes"])
    return Voting(
        title=shown["title"],
        category="" if category is None else names.get(category, category),
        dots=shown["dots"],
        voters=shown["voters"],
        closed=shown["state"] == CLOSED,
        slips=shown["slips"] is not None,
        actions=action_agreement.is_an_answer(options[0]["theme_id"]) if options else False,
        options=tuple(
            Option(option["label"], option["votes"], option["theme_id"], option["category"]) for option in options
        ),
    )


PART = Part(
    "votings",
    Text("ผลการลงคะแนน", "Votes"),
    Voting,
    (
        (Text("หัวข้อ", "Subject"), 36, "text"),
        (Text("ประเภท", "Category"), 28, "text"),
        (Text("จุดต่อเครื่องหรือใบ", "Dots a device or slip"), 12, "number"),
        (Text("จำนวนที่ลงคะแนน", "Number that voted"), 12, "number"),
        (Text("นับเป็น", "Counted in"), 12, "text"),
        (_THEME, 56, "text"),
        (_VOTES, 12, "number"),
        (_PLACE, 10, "number"),
    ),
    _read,
)
