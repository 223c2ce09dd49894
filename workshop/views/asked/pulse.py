"""Questions about the mood in the record of a workshop: checked sums, never who gave what."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import pulse_words, pulses
from workshop.domain.identity import FEWEST
from workshop.domain.pulses import VALUES
from workshop.store import models
from workshop.views.asked.entry import LEVELS, Counts, Part, Text

_UNTITLED = Text("ความสุขของผู้เข้าร่วม", "Mood of the participants")
_FACTS = Text("ตอบ {answers} เครื่อง · ค่าเฉลี่ย {mean} จาก 5", "Devices that answered: {answers} · Mean: {mean} of 5")
_MEAN = Text("เฉลี่ย {mean}", "mean {mean}")
_MOMENTS = {"morning": Text("เช้า", "Morning"), "evening": Text("เย็น", "Evening")}
_SINCE_MORNING = Text(
    "จากเช้าถึงเย็น: เฉลี่ย {before} ({answers_before} เครื่อง) เป็น {after} ({answers} เครื่อง)",
    "From morning to evening: mean {before} (devices: {answers_before}) to {after} (devices: {answers})",
)
_WORDS = Text("หนึ่งคำ จาก {given} เครื่อง: {words}", "One word, from {given} devices: {words}")
_FEW_WORDS = Text(
    "หนึ่งคำ: ได้จาก {given} เครื่อง ไม่แสดงเพราะไม่ถึง {fewest} เครื่อง",
    "One word: from {given} devices. The words are not shown, as there are fewer than {fewest}.",
)
_HIDDEN = Text("วิทยากรซ่อนไว้ {hidden} เครื่อง", "Hidden by the facilitator: {hidden} devices")
_MOMENT, _WORD_COLUMN = Text("ช่วงเวลา", "Time of day"), Text("คำ (เครื่อง)", "Words (devices)")
_FEW = Text(
    "ตอบ {answers} เครื่อง ไม่แสดงคำตอบเพราะไม่ถึง {fewest} เครื่อง",
    "Devices that answered: {answers}. The answers are not shown, as there are fewer than {fewest}.",
)
_LEVEL, _ANSWERS = Text("ระดับ", "Level"), Text("ผู้ตอบ", "Answers")


@dataclass(frozen=True, slots=True)
class Pulse:
    """A question about the mood. `spread` counts the answers 1 to 5; None if there are fewer than FEWEST.

    moment         morning, evening or ""
    words          (word, devices) by frequency, without hidden ones; () where fewer than FEWEST gave one
    words_given    devices that gave a word; `words_hidden` of those whose word is hidden
    morning        (mean, answers) of the morning before an evening; None where there is none to compare

    Raises ValueError for a spread of fewer, or one with another number of answers, and for words that do not add up.
    """

    question: str
    answers: int
    spread: tuple[int, ...] | None
    moment: str = ""
    words: tuple[tuple[str, int], ...] = ()
    words_given: int = 0
    words_hidden: int = 0
    morning: tuple[float, int] | None = None

    def __post_init__(self) -> None:
        said = sum(count for _word, count in self.words) + self.words_hidden
        if said and (said != self.words_given or said < FEWEST):
            raise ValueError(f"{self.words_given} words, but {said} shown or hidden")
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
        title = self.question or _UNTITLED.in_(language)
        return f"{_MOMENTS[self.moment].in_(language)}: {title}" if self.moment else title

    def line(self, language: str) -> str:
        answers = f"{self.answers:,}"
        if self.mean is None:
            return _FEW.in_(language).format(answers=answers, fewest=FEWEST)
        return _FACTS.in_(language).format(answers=answers, mean=_shown(self.mean))

    def counts(self, language: str, digits: Callable[[str], str] = str) -> Counts | None:
        if self.spread is None:
            return None
        levels = [digits(level.in_(language)) for level in LEVELS]
        rows = [*zip(levels, self.spread, strict=True)][::-1]
        return Counts((_LEVEL.in_(language), _ANSWERS.in_(language)), rows, self.answers)

    def remark(self, language: str, digits: Callable[[str], str] = str) -> str:
        return " · ".join(filter(None, (digits(self._since_morning(language)), self._words(language, digits))))

    def _since_morning(self, language: str) -> str:
        if self.morning is None or self.mean is None:
            return ""
        before, answers = self.morning
        facts = {"before": _shown(before), "answers_before": f"{answers:,}", "after": _shown(self.mean)}
        return _SINCE_MORNING.in_(language).format(**facts, answers=f"{self.answers:,}")

    def _words(self, language: str, digits: Callable[[str], str]) -> str:
        if not self.words_given:
            return ""
        given = digits(f"{self.words_given:,}")
        if not self.words and not self.words_hidden:
            return _FEW_WORDS.in_(language).format(given=given, fewest=digits(str(FEWEST)))
        said = [f"{word} {digits(f'{count:,}')}" for word, count in self.words]
        hidden = [digits(_HIDDEN.in_(language).format(hidden=f"{self.words_hidden:,}"))] if self.words_hidden else []
        return _WORDS.in_(language).format(given=given, words=", ".join(said + hidden))

    def result(self, language: str) -> str:
        return "" if self.mean is None else _MEAN.in_(language).format(mean=_shown(self.mean))

    def rows(self, language: str) -> Iterable[tuple[object, ...]]:
        """Levels and mean stay empty where there are too few answers."""
        spread = self.spread or ("",) * len(VALUES)
        moment = _MOMENTS[self.moment].in_(language) if self.moment else ""
        words = ", ".join(f"{word} {count:,}" for word, count in self.words)
        yield self.heading(language), self.answers, *spread, "" if self.mean is None else self.mean, moment, words

    def as_json(self, language: str) -> dict[str, Any]:
        words = [{"word": word, "count": count} for word, count in self.words]
        morning = {"mean": self.morning[0], "answers": self.morning[1]} if self.morning else None
        return {**asdict(self), "mean": self.mean, "words": words, "morning": morning}


def _shown(mean: float) -> str:
    """Return the mean with two places, a half upwards, as spreadsheets show it."""
    return str(Decimal(str(mean)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _read(session: Session, workshop_id: int, names: Mapping[str, str]) -> tuple[Pulse, ...]:
    return tuple(_entry(session, row) for row in pulses.STAGE.rows(session, workshop_id))


def _entry(session: Session, row: models.Pulse) -> Pulse:
    seen = pulses.view(session, row)
    given, shown, hidden = pulse_words.counted(session, row)
    before = seen["morning"]
    earlier = Pulse("", before["answers"], tuple(before["spread"])) if before else None
    return Pulse(
        seen["question"],
        seen["answers"],
        tuple(seen["spread"]) if seen["spread"] else None,
        row.moment,
        tuple((each["word"], each["count"]) for each in shown or ()),
        given,
        sum(each["count"] for each in hidden),
        (earlier.mean, earlier.answers) if earlier and earlier.mean else None,
    )


PART = Part(
    "pulses",
    Text("ความสุขมวลรวม", "Mood"),
    Pulse,
    (
        (Text("หัวข้อ", "Subject"), 56, "text"),
        (_ANSWERS, 12, "number"),
        *((level, 16, "number") for level in LEVELS),
        (Text("ค่าเฉลี่ย", "Mean"), 14, "mean"),
        (_MOMENT, 12, "text"),
        (_WORD_COLUMN, 56, "text"),
    ),
    _read,
    levels=True,
)
