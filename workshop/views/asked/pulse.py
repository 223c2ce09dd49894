"""Questions about the mood in the record of a workshop: checked sums, never who gave what."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import pulses
from workshop.domain.pulses import FEWEST, VALUES
from workshop.views.asked.entry import Counts, Part, Text

_UNTITLED = Text("ความสุขของผู้เข้าร่วม", "Mood of the participants")
_FACTS = Text("ตอบ {answers} เครื่อง · ค่าเฉลี่ย {mean} จาก 5", "Devices that answered: {answers} · Mean: {mean} of 5")
_MEAN = Text("เฉลี่ย {mean}", "mean {mean}")
_FEW = Text(
    "ตอบ {answers} เครื่อง ไม่แสดงคำตอบเพราะไม่ถึง {fewest} เครื่อง",
    "Devices that answered: {answers}. The answers are not shown, as there are fewer than {fewest}.",
)
_LEVEL, _ANSWERS = Text("ระดับ", "Level"), Text("ผู้ตอบ", "Answers")
# The answers 1 to 5, with what the ends mean.
_LEVELS = (
    Text("1 (น้อยที่สุด)", "1 (lowest)"),
    *(Text(value, value) for value in "234"),
    Text("5 (มากที่สุด)", "5 (highest)"),
)


@dataclass(frozen=True, slots=True)
class Pulse:
    """A question about the mood. `spread` counts the answers 1 to 5; None if there are fewer than FEWEST.

    Raises ValueError for a spread of fewer, or one with another number of answers.
    """

    question: str
    answers: int
    spread: tuple[int, ...] | None

    def __post_init__(self) -> None:
        if self.spread is None:
            return
        if self.answers < FEWEST:
            raise ValueError(f"the spread of {self.answers} answers would tell who gave them")
        if len(self.spread) != len(VALUES) or sum(self.spread) != self.answers:
            raise ValueError(f"{self.answers} answers, but a spread of {self.spread}")

    @property
    def mean(self) -> float | None:
        """Return the arithmetic mean of the answers, 1 to 5; None without a spread."""
        if self.spread is None:
            return None
        return sum(value * count for value, count in zip(VALUES, self.spread, strict=True)) / self.answers

    def heading(self, language: str) -> str:
        return self.question or _UNTITLED.in_(language)

    def line(self, language: str) -> str:
        answers = f"{self.answers:,}"
        if self.mean is None:
            return _FEW.in_(language).format(answers=answers, fewest=FEWEST)
        return _FACTS.in_(language).format(answers=answers, mean=_shown(self.mean))

    def counts(self, language: str) -> Counts | None:
        if self.spread is None:
            return None
        levels = [level.in_(language) for level in _LEVELS]
        rows = [*zip(levels, self.spread, strict=True)][::-1]
        return Counts((_LEVEL.in_(language), _ANSWERS.in_(language)), rows, self.answers)

    def remark(self, language: str) -> str:
        return ""

    def result(self, language: str) -> str:
        return "" if self.mean is None else _MEAN.in_(language).format(mean=_shown(self.mean))

    def rows(self, language: str) -> Iterable[tuple[object, ...]]:
        """Levels and mean stay empty where there are too few answers."""
        spread = self.spread or ("",) * len(VALUES)
        yield self.heading(language), self.answers, *spread, "" if self.mean is None else self.mean

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "mean": self.mean}


def _shown(mean: float) -> str:
    """Return the mean with two places, a half upwards, as spreadsheets show it."""
    return str(Decimal(str(mean)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _read(session: Session, workshop_id: int, names: Mapping[str, str]) -> tuple[Pulse, ...]:
    shown = (pulses.view(session, each) for each in pulses.STAGE.rows(session, workshop_id))
    return tuple(
        Pulse(each["question"], each["answers"], tuple(each["spread"]) if each["spread"] else None) for each in shown
    )


PART = Part(
    "pulses",
    Text("ความสุขมวลรวม", "Mood"),
    Pulse,
    (
        (Text("หัวข้อ", "Subject"), 56, "text"),
        (_ANSWERS, 12, "number"),
        *((level, 16, "number") for level in _LEVELS),
        (Text("ค่าเฉลี่ย", "Mean"), 14, "mean"),
    ),
    _read,
    levels=True,
)
