"""The grouper: the one place that asks the analysis library. It lives in the worker, never beside sockets."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import analysis
from analysis import Arrangement
from analysis.enough import FEWEST_NOTES as FEWEST_NOTES
from analysis.enough import FEWEST_THEMES as FEWEST_THEMES
from analysis.enough import enough as enough

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.e5.later import LaterE5
    from analysis.embed import Embedder
    from analysis.explain import Reason
    from workshop.domain.reading import Reading

_WARMING = (
    "งบประมาณมาช้า", "งบประมาณไม่พอ", "งบประมาณไม่ตรงแผน", "เจ้าหน้าที่มีน้อย", "เจ้าหน้าที่โยกย้ายบ่อย",
    "เจ้าหน้าที่ขาดการอบรม", "ถนนในหมู่บ้านชำรุด", "ถนนแคบ", "น้ำประปาไม่ไหล", "น้ำไม่พอทำนา", "อินเทอร์เน็ตช้า", "เอกสารมากเกินไป",
)  # fmt: skip
_MOST_PIPELINES = 64
log = logging.getLogger("laena.grouper")


class NotLearnt(Exception):
    """There was too little to learn from, or nothing to learn on."""


class Grouper:
    """Loaded once a process. A category keeps its pipeline, which remembers what it saw; all share model and vectors.

    cache   where vectors are kept, by a key made of the text
    cores   that embedding may use
    model   folder of a local model; one that cannot be used is named in the log, and the default does the work
    learnt  folder of what was learnt here from people (domain/learning.py)
    unfit   whether words must not be picked for names of themes (domain/unfit.py)
    """

    def __init__(
        self,
        cores: int = 1,
        cache: MutableMapping[str, Any] | None = None,
        model: str = "",
        learnt: Path | None = None,
        unfit: Callable[[str], bool] | None = None,
    ) -> None:
        self._learnt = learnt
        self._unfit = unfit
        self._embedder, self._deep = _encoders(model, cores)
        self._cache = {} if cache is None else cache
        self._busy = threading.Lock()
        self._used: WeakSet[analysis.ThemePipeline] = WeakSet()
        self._pipeline = lru_cache(_MOST_PIPELINES)(self._make)

    def warm(self) -> None:
        """Loads the model, the dictionary and all that arranging needs before the first note comes; without a model,
        words alone decide."""
        # slow: scikit-learn and PyThaiNLP
        from analysis.embed import WordsOnly
        from workshop.domain.reading import Reading

        with self._busy:
            try:
                self._pipeline("").prepare(_WARMING)
            except Exception as error:
                log.error("no model can be loaded, notes are grouped by their words alone: %s", type(error).__name__)
                self._embedder, self._deep = WordsOnly(), None
                self._pipeline.cache_clear()
        notes = _notes({str(number): text for number, text in enumerate(_WARMING)})
        self._arrange(Reading(0, "", "", 0, tuple(notes), (), frozenset()), "place")

    def complete(self) -> bool:
        """Loads the second tier, which the first result did not wait for; False where nothing is left to load."""
        if self._deep is None or not self._deep.load():
            return False
        if self._deep.ready:
            with self._busy:  # so that the next note does not wait for the everyday sentences
                self._pipeline("").reader.common(True)
        return True

    def place(self, reading: Reading) -> Arrangement:
        """Where the waiting notes belong; what stands, stays. A failure leaves them ungrouped, never unaccounted."""
        return self._arrange(reading, "place")

    def regroup(self, reading: Reading) -> Arrangement:
        """Every note looked at anew, within what people decided."""
        return self._arrange(reading, "regroup")

    def deepen(self) -> bool:
        """Embeds a few waiting notes by the second tier; False where none wait. It helps the next arrangement."""
        with self._busy:
            waiting = next((one for one in self._used if one.reader.lacking), None)
            return waiting is not None and waiting.reader.deepen() > 0

    def link(
        self, words: str, problems: Arrangement, answers: Arrangement, texts: Mapping[str, str]
    ) -> dict[tuple[str, str], float]:
        """(problem theme, answer theme) → strength 0 to 1. `texts` are the notes of all these themes by id."""
        with self._busy:
            found = self._pipeline(words).link(_notes(texts), problems.themes, answers.themes)
        return {(link.source, link.target): link.strength for link in found.links}

    def names(
        self,
        words: str,
        texts: Mapping[str, str],
        themes: Mapping[str, Sequence[str]],
        names: Sequence[tuple[str, str]],
    ) -> dict[str, int]:
        """Theme → index of the former name, with a few words, that fits its notes. `texts` are those of its category,
        `themes` the ids of each one's notes.
        """
        found = [
            analysis.Theme(id=key, label="", label_given=False, members=tuple(inside)) for key, inside in themes.items()
        ]
        with self._busy:
            return self._pipeline(words).fitting_names(_notes(texts), found, names)

    def focus(self, words: str, texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """Note id → names of the focus issues, told in `words`, that it is about."""
        with self._busy:
            return self._pipeline(words).focus(_notes(texts))

    def explain(
        self, words: str, texts: Mapping[str, str], members: Sequence[str], note_id: str
    ) -> tuple[Reason, dict[str, list[str]]]:
        """Why the note stands with these members, and for each shared word the forms in which people write it.

        `texts` are the notes of its category by id.
        """
        theme = analysis.Theme(id="", label="", label_given=False, members=tuple(members))
        with self._busy:
            pipeline = self._pipeline(words)
            reason = pipeline.explain(_notes(texts), theme, note_id)
            forms = {word: [word] for word in reason.words}
            for form, word in pipeline.reader.glossary.synonyms.items():
                if word in forms:
                    forms[word].append(form)
        return reason, forms

    def learn(
        self, confirmed: Iterable[Mapping[str, Sequence[str]]], folder: Path, step: Callable[[int, int], object]
    ) -> list[str]:
        """Writes to the folder what is learnt from confirmed themes (theme -> texts, a mapping for each category);
        returns the names of the files. It embeds beside the grouping, which does not wait.

        Raises NotLearnt where there is too little, or the model is not Laena's own.
        """
        # slow: scikit-learn and PyThaiNLP
        from analysis.glossary import shipped
        from analysis.learning import Confirmed, TooLittle, learn
        from analysis.likeness import LikenessError
        from analysis.reading import Reader

        sets = [
            Confirmed(
                tuple(text for texts in themes.values() for text in texts),
                tuple(name for name, texts in themes.items() for _ in texts),
            )
            for themes in confirmed
        ]
        self.complete()
        try:
            return learn(sets, Reader(self._embedder, shipped(), self._cache, self._deep), folder, step)
        except (TooLittle, LikenessError) as error:
            raise NotLearnt(type(error).__name__) from error

    def apart(self, deep: bool) -> analysis.ThemePipeline:
        """A pipeline that the live grouping does not wait for; `deep`: its notes wait for the second tier, if there
        is one."""
        # slow: scikit-learn and PyThaiNLP
        from analysis.glossary import shipped

        if deep:
            self.complete()
        return analysis.ThemePipeline(
            embedder=self._embedder,
            deep=self._deep if deep else None,
            glossary=shipped(),
            cache=self._cache,
            learnt=self._learnt,
            unfit=self._unfit,
        )

    def _arrange(self, reading: Reading, how: str) -> Arrangement:
        with self._busy:
            pipeline = self._pipeline(reading.glossary, f"{reading.workshop_id} {reading.category}")
            pipeline.fineness, pipeline.salt = reading.fineness, reading.salt
            self._used.add(pipeline)
            try:
                arranged: Arrangement = getattr(pipeline, how)(reading.notes, reading.known, loose=reading.loose)
                return arranged
            except Exception as error:
                log.error("%s of %s notes: %s", how, len(reading.notes), type(error).__name__)
                return _left_as_they_are(reading)

    def _make(self, words: str, _category: str = "") -> analysis.ThemePipeline:
        # slow: scikit-learn and PyThaiNLP
        from analysis.glossary import Glossary, shipped

        return analysis.ThemePipeline(
            embedder=self._embedder,
            deep=self._deep,
            patient=False,
            glossary=shipped().joined(Glossary.parse(words)),
            cache=self._cache,
            learnt=self._learnt,
            unfit=self._unfit,
        )


def _encoders(model: str, cores: int) -> tuple[Embedder, LaterE5 | None]:
    """The sentence encoder, and the second tier beside Laena's own one, to be loaded by `complete`."""
    # slow: scikit-learn and PyThaiNLP
    from analysis.e5.later import LaterE5
    from analysis.embed import SentenceEncoder
    from analysis.local_model import local_model

    if model:
        try:
            return local_model(model, cores), None
        except Exception as error:
            log.error("LAENA_MODEL=%s cannot be used, the model that comes with Laena is: %s", model, error)
    return SentenceEncoder(cores), LaterE5(cores)


def _notes(texts: Mapping[str, str]) -> list[analysis.Note]:
    return [analysis.Note(id=note_id, text=text) for note_id, text in texts.items()]


def glossary_faults(text: str) -> list[tuple[int, str]]:
    """(line, fault) of the lines that cannot be read, as the library says it."""
    # slow: scikit-learn and PyThaiNLP
    from analysis.glossary import Glossary

    found = []
    for fault in Glossary.parse(text).faults:
        place, _, message = fault.partition(": ")
        found.append((int(place.removeprefix("line ")), message))
    return found


def glossary_size(text: str) -> int:
    # slow: scikit-learn and PyThaiNLP
    from analysis.glossary import Glossary

    return len(Glossary.parse(text).words)


def built_in_glossary() -> str:
    """The glossary that Laena ships, in the form that people edit."""
    # slow: scikit-learn and PyThaiNLP
    from analysis.tokenise import lines

    return "\n".join(lines("glossary"))


def built_in_focus() -> list[tuple[str, str]]:
    """(name, words) of the focus issues that Laena ships."""
    # slow: scikit-learn and PyThaiNLP
    from analysis.glossary import shipped

    return [(issue.name, ", ".join(issue.words)) for issue in shipped().focus]


def _left_as_they_are(reading: Reading) -> Arrangement:
    kept = tuple(
        analysis.Theme(
            id=theme.id,
            label=theme.given_label or theme.label or "…",
            label_given=bool(theme.given_label),
            members=theme.members,
            keywords=(),
            medoid=theme.members[0] if theme.members else "",
            examples=theme.members[:3],
        )
        for theme in reading.known
    )
    known = {note_id for theme in reading.known for note_id in theme.members}
    rest = tuple(note.id for note in reading.notes if note.id not in known)
    return Arrangement(themes=kept, ungrouped=rest, set_aside=())
