"""Votings in the record of a workshop: checked sums, never who gave what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import veil, voting_options, votings
from workshop.domain.stage import CLOSED
from workshop.domain.standings import Standing, standings
from workshop.domain.voting_kinds import FULL, KINDS
from workshop.views.asked import voting_words as words
from workshop.views.asked.entry import LEVELS, Counts, Part, Text


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a voting with its result; see domain/tallies.py.

    label     "" of an answer to the list of actions, which has its words in each language
    votes     its dots, its points, or how many gave it values
    theme     the id of what it names
    category  where several are mixed
    means     in hundredths
    """

    label: str
    votes: int
    theme: str = ""
    category: str = ""
    firsts: int = 0
    spread: tuple[tuple[int, ...], ...] = ()
    means: tuple[int, ...] = ()
    corner: str = ""

    @property
    def name(self) -> str:
        return f"{self.label} · {self.category}" if self.category else self.label


@dataclass(frozen=True, slots=True)
class Voting:
    """A voting.

    title     "" if none was given
    category  name of the category voted on, "" for all
    dots      of each voter; of a ranking, how many options each put in order
    voters    devices that gave any, or slips
    options   those that lead first
    slips     whether one voted with a slip, one a person
    kind      see domain/voting_kinds.py
    source    what the options are: themes, notes, points of groups, lines, or answers to the list of actions
    about     how many actions it asked about

    Raises ValueError for another order, and for more than the voters had to give.
    """

    title: str
    category: str
    dots: int
    voters: int
    closed: bool
    options: tuple[Option, ...]
    slips: bool = False
    kind: str = "dots"
    source: str = "themes"
    about: int = 0

    def __post_init__(self) -> None:
        given = [option.votes for option in self.options]
        if self._scales:
            for option in self.options:
                if option.votes > self.voters or any(sum(spread) != option.votes for spread in option.spread):
                    raise ValueError(f"{self.voters} voters, but {option.votes} values of {option.label!r}")
            return
        if given != sorted(given, reverse=True):
            raise ValueError(f"options of {self.title!r} are not in the order of their votes")
        each = self.dots * (self.dots + 1) // 2 if self.kind == "ranking" else self.dots
        if sum(given) > each * self.voters:
            raise ValueError(f"{self.voters} voters with {each} dots each, but {sum(given)} votes")

    @property
    def actions(self) -> bool:
        """Return whether it was about the list of actions; the options are answers then."""
        return self.kind == "agree"

    @property
    def corners(self) -> tuple[str, ...]:
        return KINDS[self.kind].corners

    @property
    def _scales(self) -> tuple[str, ...]:
        return KINDS[self.kind].scales

    def heading(self, language: str) -> str:
        asked = words.ASKED.in_(language) if self.actions else self._about(language)
        return self.title or self.category or asked

    def line(self, language: str) -> str:
        of = words.OF_CATEGORY.in_(language).format(category=self.category) if self.category else self._about(language)
        how = words.HOW[self.kind].in_(language)
        if self.slips:
            how = words.DOTS_BY_SLIP.in_(language) if self.kind == "dots" else how
            how = words.BY_SLIP.in_(language).format(how=how)
        voters = words.VOTERS_BY_SLIP if self.slips else words.ANSWERED if self.actions else words.VOTERS
        facts = (of, how.format(dots=self.dots), voters.in_(language).format(voters=f"{self.voters:,}"))
        return " · ".join(facts)

    def counts(self, language: str, digits: Callable[[str], str] = str) -> Counts:
        named = [self._name(option, standing, language, digits) for option, standing in self._standings()]
        rows = [(name, option.votes) for name, option in zip(named, self.options, strict=True)]
        themes = [option.theme for option in self.options]
        of = words.OPTIONS[self.source].in_(language)
        if self._scales:
            return self._of_values(language, of, rows, themes)
        if self.kind == "ranking":
            head = (of, words.POINTS.in_(language), words.FIRSTS.in_(language))
            return Counts(head, rows, None, themes, [(option.firsts,) for option in self.options])
        given = words.ANSWERING if self.actions else words.VOTES
        return Counts((of, given.in_(language)), rows, sum(votes for _label, votes in rows), themes)

    def remark(self, language: str, digits: Callable[[str], str] = str) -> str:
        return "" if self.closed else words.STILL_OPEN.in_(language)

    def result(self, language: str) -> str:
        return ""

    def rows(self, language: str) -> Iterable[tuple[object, ...]]:
        of = self.category or self._about(language)
        title = self.heading(language) if self.actions else self.title
        counted = (words.SLIPS if self.slips else words.DEVICES).in_(language)
        kind = words.KINDS[self.kind].in_(language)
        dots = "" if self._scales else self.dots
        for option, standing in self._standings():
            means = [mean / 100 for mean in option.means]
            across, up = (*means, "", "")[:2]
            yield (
                *(title, of, dots, self.voters, counted, self.called(option, language), option.votes, standing.place),
                *(kind, across, up, self.corner(option, language)),
                (words.CLOSED if self.closed else words.OPEN).in_(language),
                option.firsts if self.kind == "ranking" else "",
                *(["-".join(map(str, spread)) for spread in option.spread] + ["", ""])[:2],
            )

    def as_json(self, language: str) -> dict[str, Any]:
        options = [
            {
                **asdict(option),
                "label": self.called(option, language) if self.actions else option.label,
                "means": [mean / 100 for mean in option.means],
                "place": standing.place,
            }
            for option, standing in self._standings()
        ]
        found = asdict(self) | {"options": options, "actions": self.actions}
        del found["about"]
        return found | ({"title": self.heading(language)} if self.actions else {})

    def called(self, option: Option, language: str) -> str:
        """Return the words of an option; those of an answer in the language."""
        if not option.label and option.theme in words.ANSWERS:
            return words.ANSWERS[option.theme].in_(language)
        return option.name

    def placed(self) -> Iterable[tuple[Option, int | None]]:
        """Yield each option with its place; None where it has none."""
        return ((option, standing.place) for option, standing in self._standings())

    def corner(self, option: Option, language: str) -> str:
        """Return the name of the option's corner of the matrix; "" without values."""
        if not self.corners or not option.means:
            return ""
        return (words.CORNERS[option.corner] if option.corner else words.ON_A_LINE).in_(language)

    def _about(self, language: str) -> str:
        if self.about:
            return words.ASKED_ACTIONS.in_(language).format(count=f"{self.about:,}")
        of = {"answers": words.ACTIONS, "lines": words.LINES, "points": words.OF_GROUPS}.get(
            self.source, words.ALL_CATEGORIES
        )
        return of.in_(language)

    def _of_values(self, language: str, of: str, rows: list[tuple[str, int]], themes: list[str]) -> Counts:
        rated, mean = words.RATED.in_(language), words.MEAN.in_(language)
        means = [tuple(shown(each) for each in option.means) or ("–",) * len(self._scales) for option in self.options]
        if not self.corners:
            head = (of, rated, mean, *map(str, range(1, FULL + 1)))
            spreads = [option.spread[0] for option in self.options]
            more: list[tuple[str | int, ...]] = [(*its, *spread) for its, spread in zip(means, spreads, strict=True)]
            levels = [level.in_(language) for level in LEVELS]
            series = [(level, [spread[at] for spread in spreads]) for at, level in enumerate(levels)]
            return Counts(head, rows, None, themes, more, series, [f"{mean} {its[0]}" for its in means])
        scales = [words.SCALES[scale].in_(language) for scale in self._scales]
        head = (of, rated, *(words.MEAN_AND_SPREAD.in_(language).format(scale=scale) for scale in scales))
        head = (*head, words.CORNER.in_(language))
        named = [
            (*map(with_spread, its, each.spread), self.corner(each, language) or "–")
            for its, each in zip(means, self.options, strict=True)
        ]
        return Counts(head, rows, None, themes, named)

    def _standings(self) -> Iterable[tuple[Option, Standing]]:
        return zip(self.options, self._places(), strict=True)

    def _places(self) -> list[Standing]:
        if self.actions or self.corners:
            return [Standing(None, False)] * len(self.options)
        if self._scales:
            return standings([option.means[0] if option.means else 0 for option in self.options])
        return standings([option.votes for option in self.options])

    def _name(self, option: Option, standing: Standing, language: str, digits: Callable[[str], str]) -> str:
        called = self.called(option, language)
        if not standing.tied:
            return called
        return words.TIED.in_(language).format(label=called, place=digits(str(standing.place)))


def shown(hundredths: int) -> str:
    """Return a mean with its two places."""
    return f"{hundredths // 100}.{hundredths % 100:02}"


def with_spread(mean: str, spread: Sequence[int]) -> str:
    """Return a mean with how many gave 1 to 5."""
    return f"{mean} ({'-'.join(map(str, spread))})" if sum(spread) else mean


def _read(session: Session, workshop_id: int, names: Mapping[str, str]) -> tuple[Voting, ...]:
    rows = votings.STAGE.rows(session, workshop_id)
    return tuple(
        _voting(votings.view(session, each, True, behind=veil.NOTHING), names, len(voting_options.about(each)))
        for each in rows
    )


def _voting(shown: dict[str, Any], names: Mapping[str, str], about: int) -> Voting:
    """Return the voting; what is alike stays in the order of the screens."""
    category = shown["category"]
    return Voting(
        title=shown["title"],
        category="" if category is None else names.get(category, category),
        dots=shown["dots"],
        voters=shown["voters"],
        closed=shown["state"] == CLOSED,
        slips=shown["slips"] is not None,
        kind=shown["kind"],
        source=shown["source"],
        about=about,
        options=tuple(_option(each) for each in shown["options"]),
    )


def _option(shown: dict[str, Any]) -> Option:
    return Option(
        label=shown["label"],
        votes=shown["votes"],
        theme=shown["theme_id"],
        category=shown["category"],
        firsts=shown.get("firsts", 0),
        spread=tuple(tuple(spread) for spread in shown.get("spread", ())),
        means=tuple(round(100 * mean) for mean in shown.get("means") or ()),
        corner=shown.get("corner", ""),
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
        (Text("ข้อ", "Option"), 56, "text"),
        (Text("จุด คะแนน หรือจำนวนผู้ให้คะแนน", "Votes, points, or number that rated"), 14, "number"),
        (words.PLACE, 10, "number"),
        (words.KIND, 22, "text"),
        (Text("ค่าเฉลี่ย (แกนที่ 1)", "Mean (first scale)"), 14, "mean"),
        (Text("ค่าเฉลี่ย (แกนที่ 2)", "Mean (second scale)"), 14, "mean"),
        (words.CORNER, 20, "text"),
        (words.STATE, 14, "text"),
        (words.FIRSTS, 10, "number"),
        (Text("จำนวนผู้ให้ 1-2-3-4-5 (แกนที่ 1)", "How many gave 1-2-3-4-5 (first scale)"), 18, "text"),
        (Text("จำนวนผู้ให้ 1-2-3-4-5 (แกนที่ 2)", "How many gave 1-2-3-4-5 (second scale)"), 18, "text"),
    ),
    _read,
)
