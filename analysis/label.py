"""Labels: a phrase that stands verbatim in a note of the theme, telling, whole, and unlike its siblings'."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log

import numpy as np

from analysis.corpus import Corpus
from analysis.normalise import clean
from analysis.phrases import LONGEST_LABEL, Phrase, cut_short, phrases_of
from analysis.reading import Reader
from analysis.represent import Matrix, unit
from analysis.rules import Rules
from analysis.word_weights import Vocabulary, WordWeights

_READ = 40  # notes nearest to the middle in which a label is looked for
_SHORTLIST = 10
_SHORTER = 4  # for parts of themes, of which there are many
_HOPELESS = 0.45  # closeness cannot make up for less of the best score
_CLOSENESS = 1.2
_SHAPE = 1.5
_MISSPELT = 0.4
_STRANGER = 0.4
_COVERAGE = 0.5
_ALIKE = 0.4  # what a label loses that says the words of a sibling's
_GROWTH = 1.25
_KEEP = 0.6  # a label in use stays while it scores at least this share of the best one


class Labeller:
    """Finds labels for the themes of one arrangement.

    words   the weights of each theme's words; worked out where they are not given
    fits    per theme: label -> whether it stands in one of the notes, as far as that is known already
    """

    def __init__(
        self,
        corpus: Corpus,
        rows: Matrix,
        mean: Matrix,
        reader: Reader,
        members: Sequence[Sequence[int]],
        words: WordWeights | None = None,
        fits: Sequence[dict[str, bool]] | None = None,
    ) -> None:
        self.corpus = corpus
        self.rows = rows
        self.reader = reader
        self.members = members
        if words is None:
            vocabulary = Vocabulary()
            texts, said = corpus.texts, corpus.said
            counted = [vocabulary.counted([texts[at] for at in g], [said[at] for at in g]) for g in members]
            words = WordWeights(vocabulary, counted, [len(group) for group in members])
        self.words = words
        self._fits = fits
        self._mean = mean

    def labels(self, shown: Sequence[int], rules: Rules) -> dict[int, str]:
        """A label for each theme number in `shown`; labels in use are kept while they fit."""
        taken = [theme.given_label for theme in rules.themes if theme.given_label is not None]
        used = dict.fromkeys(taken)
        chosen: dict[int, str] = {}
        known = len(rules.themes)
        current: dict[int, str] = {}
        plain = {_plain(label) for label in taken}
        for i in shown:
            if i < known and rules.themes[i].given_label is None and self._still_fits(i, rules):
                label = rules.themes[i].label or ""
                if _plain(label) not in plain:
                    current[i] = label
                    used[label] = None
                    plain.add(_plain(label))
        for i in sorted(shown, key=lambda i: (-len(self.members[i]), i)):
            if i < known and rules.themes[i].given_label is not None:
                chosen[i] = rules.themes[i].given_label or ""
            elif i in current and self._hardly_changed(i, rules):
                chosen[i] = current[i]
            else:
                used.pop(current.get(i, ""), None)
                chosen[i] = self._best(i, list(used), list(used), current.get(i, ""))
                used[chosen[i]] = None
        return chosen

    def part_label(self, i: int, used: Sequence[str], siblings: Sequence[str]) -> str:
        """A label for a part of a theme: none of those in `used`, and unlike its siblings'."""
        return self._best(i, used, siblings, shortlist=_SHORTER)

    def _hardly_changed(self, i: int, rules: Rules) -> bool:
        """Whether a theme only gained notes, and did not pass the next step of growth (a quarter)."""
        before = set(rules.themes[i].members)
        now = {self.corpus.notes[at].id for at in self.members[i]}
        return before <= now and _step(len(before)) == _step(len(now))

    def _still_fits(self, i: int, rules: Rules) -> bool:
        label = rules.themes[i].label
        if not label or len(label) > LONGEST_LABEL:
            return False
        plain, known = _plain(label), self._fits[i] if self._fits is not None else {}
        if label not in known:
            known[label] = any(plain in _plain(self.corpus.notes[at].text) for at in self.members[i])
        return known[label]

    def _best(
        self,
        i: int,
        used: Sequence[str],
        siblings: Sequence[str],
        current: str = "",
        shortlist: int = _SHORTLIST,
    ) -> str:
        """The best label; `current` where it is nearly as good, so that labels hold still."""
        group = self.members[i]
        if not group:
            return ""
        middle = self.rows[list(group)].mean(axis=0)
        near = self.rows[list(group)] @ middle
        nearest = [group[k] for k in np.lexsort((np.arange(len(group)), -near.round(5)))]
        taken = {_plain(label) for label in used}
        said = [self.reader.read(label).said for label in siblings]
        best: dict[str, tuple[float, Phrase]] = {}
        for at in nearest[:_READ]:
            for phrase in phrases_of(self.corpus.notes[at].text, self.reader):
                key = _plain(phrase.text)
                if key in taken:
                    continue
                score = self._telling(i, phrase) * (1 - _ALIKE * _overlap(phrase.words, said))
                if key not in best or score > best[key][0]:
                    best[key] = (score, phrase)
        ranked = sorted(best.values(), key=lambda pair: (-round(pair[0], 6), pair[1].text))
        if not ranked:
            return current or self._fallback(nearest, taken)
        if (
            current
            and max((s for s, p in ranked if _plain(p.text) == _plain(current)), default=0) >= _KEEP * ranked[0][0]
        ):
            return current
        few = self._unlike(ranked, shortlist)
        if len(few) == 1:
            return few[0][1].text
        closeness = self._closeness([phrase.text for _, phrase in few], group)
        top = few[0][0] or 1.0
        total = [
            score / top + _CLOSENESS * close - _MISSPELT * _misspelt(phrase.text)
            for (score, phrase), close in zip(few, closeness, strict=True)
        ]
        return few[int(np.round(total, 5).argmax())][1].text

    def _telling(self, i: int, phrase: Phrase) -> float:
        weights, counts, size = self.words.weights(i), self.words.counts(i), len(self.members[i])
        words = set(phrase.words)
        telling = sum(weights.get(word, 0.0) for word in words) / (2 + len(words)) ** 0.5
        # A word that hardly any note of the theme shares is a place name or a detail.
        strangers = sum(1 for word in words if counts.get(word, 0) < max(2, 0.08 * size)) if size > 2 else 0
        coverage = max((counts.get(word, 0) for word in words), default=0) / size
        return float((telling + _COVERAGE * coverage) * phrase.shape**_SHAPE / (1 + _STRANGER * strangers))

    def _unlike(self, ranked: Sequence[tuple[float, Phrase]], number: int) -> list[tuple[float, Phrase]]:
        shortlist: list[tuple[float, Phrase]] = []
        for score, phrase in ranked:
            if score < _HOPELESS * ranked[0][0]:
                break
            if all(set(phrase.words) != set(other.words) or phrase.shape > other.shape for _, other in shortlist):
                shortlist.append((score, phrase))
            if len(shortlist) == number:
                break
        return shortlist

    def _closeness(self, texts: list[str], group: Sequence[int]) -> list[float]:
        vectors = unit(self.reader.vectors([self.reader.read(text).clean for text in texts]) - self._mean)
        middle = unit((self.corpus.vectors[list(group)] - self._mean).mean(axis=0, keepdims=True))
        return [float(x) for x in (vectors @ middle.T).ravel()]

    def _fallback(self, nearest: Sequence[int], used: set[str]) -> str:
        options = [cut_short(self.corpus.notes[at].text, self.reader) for at in nearest]
        for option in options:
            if option and _plain(option) not in used:
                return option
        return next((option for option in options if option), "")


def _misspelt(text: str) -> bool:
    """Whether the machine reads it otherwise than it stands: "ช้ามากก", "งบประมาน"."""
    return _plain(clean(text)) != _plain(text).lower()


def _overlap(words: Sequence[str], others: Sequence[Collection[str]]) -> float:
    """The largest share of the words that one of the others says too (Jaccard 1901)."""
    own = set(words)
    return max((len(own & set(other)) / len(own | set(other)) for other in others if other), default=0.0)


def _step(size: int) -> int:
    return int(log(max(1, size)) / log(_GROWTH) + 1e-9)


def _plain(text: str) -> str:
    return text.replace(" ", "")
