"""Labels: a heading of the library that the notes of a theme bear out, else a phrase that stands verbatim in one of
them, telling, whole, and unlike its siblings'."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from analysis.corpus import Corpus
from analysis.middle import apart, nearest, trimmed_middle
from analysis.model import MIXED, TOPIC, parts_of_label
from analysis.naming import Namer, Said, TextRows, plain, said_in, unlike
from analysis.phrases import LONGEST_LABEL, cut_short, fit_words
from analysis.reading import Reader
from analysis.represent import Matrix
from analysis.rules import Rules
from analysis.word_weights import Vocabulary, WordWeights

_SHORTLIST = 10
_SHORTER = 4  # for parts of themes, of which there are many
_SHORT = (LONGEST_LABEL - len(MIXED) - 2) // 2  # for one of two matters
_FEWEST_MIXED = 4
# A theme of so many notes is named by its topic where the words of its best phrase are less shared than this; where a
# phrase or a topic is in use, less or more: labels hold still.
_FEWEST_TOPICAL = 4
_ENOUGH, _ENOUGH_IN_USE, _ENOUGH_FOR_TOPIC = 0.75, 0.5, 1.0
_ENOUGH_FOR_HEADING = 1.0  # where all are shared the phrase stands before any heading
_SHARED = 0.5  # a theme of which more notes share a word is not mixed
_APART = 0.0  # mean cosine under which two parts say different things
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
        rows_of: TextRows,
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
        self._namer = Namer(corpus, rows, rows_of, reader)

    def labels(self, shown: Sequence[int], rules: Rules) -> dict[int, str]:
        """A label for each theme number in `shown`; labels in use are kept while they fit."""
        taken = [theme.given_label for theme in rules.themes if theme.given_label is not None]
        used = dict.fromkeys(taken)
        chosen: dict[int, str] = {}
        known = len(rules.themes)
        current: dict[int, str] = {}
        seen = {plain(label) for label in taken}
        for i in shown:
            if i < known and rules.themes[i].given_label is None and self._still_fits(i, rules):
                label = rules.themes[i].label or ""
                if plain(label) not in seen:
                    current[i] = label
                    used[label] = None
                    seen.add(plain(label))
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
        if not label or len(label) > LONGEST_LABEL or self.reader.unfit(label):
            return False
        known = self._fits[i] if self._fits is not None else {}
        if label in self._namer.library:
            return True  # looked at when the theme grows
        if label not in known:
            texts = [plain(self.corpus.notes[at].text) for at in self.members[i]]
            known[label] = all(any(plain(part) in text for text in texts) for part in parts_of_label(label))
        return known[label]

    def _best(
        self, i: int, used: Sequence[str], siblings: Sequence[str], current: str = "", shortlist: int = _SHORTLIST
    ) -> str:
        """The best label; `current` where it is nearly as good, so that labels hold still."""
        group = self.members[i]
        if not group:
            return ""
        said = Said(self.words.weights(i), self.words.counts(i), len(group))
        if self._mixed(group, said):
            return current if current.startswith(MIXED) else self._several(group, used, siblings)
        return self._one(group, said, used, siblings, current, shortlist)

    def _one(
        self,
        group: Sequence[int],
        said: Said,
        used: Sequence[str],
        siblings: Sequence[str],
        current: str = "",
        shortlist: int = _SHORTLIST,
        longest: int = LONGEST_LABEL,
    ) -> str:
        taken = {plain(label) for label in used}
        core = self._namer.core(group)
        offers = self._namer.offers(
            core, group, said, taken, [self.reader.read(label).said for label in siblings], longest
        )
        few = unlike(offers, shortlist)
        few += [offer for offer in offers if plain(offer.phrase.text) == plain(current) and offer not in few]
        weighed = self._namer.weighed(few, core, said)
        headed = current in self._namer.library
        shared = said.shared(weighed[0].phrase.words) if weighed else 0.0
        if longest == LONGEST_LABEL and (headed or shared < _ENOUGH_FOR_HEADING):
            heading = self._namer.library.best(group, core.notes, taken, current)
            if heading:
                return heading
        current = "" if headed else current
        if not weighed:
            return current or self._fallback(group, taken)
        best = weighed[0]
        topic_stands = TOPIC in current and not current.startswith(MIXED)
        enough = _ENOUGH_FOR_TOPIC if topic_stands else _ENOUGH_IN_USE if current else _ENOUGH
        if len(group) >= _FEWEST_TOPICAL and longest == LONGEST_LABEL and said.shared(best.phrase.words) < enough:
            topical = self._namer.topical(group, said, [*weighed, *offers], taken)
            if topical is not None and not self.reader.unfit(topical):
                return current if topic_stands else topical
        score = max((one.score for one in weighed if plain(one.phrase.text) == plain(current)), default=0.0)
        return current if current and score >= _KEEP * best.score else best.phrase.text

    def _mixed(self, group: Sequence[int], said: Said) -> bool:
        """Whether its two halves point away from each other, and no word is said by more than half of its notes."""
        if len(group) < _FEWEST_MIXED or max(said.counts.values(), default=0) > _SHARED * len(group):
            return False
        core, rest = apart(group, self.rows[list(group)])
        other, _ = apart(rest, self.rows[rest])
        return float((self.rows[core] @ self.rows[other].T).mean()) < _APART

    def _several(self, group: Sequence[int], used: Sequence[str], siblings: Sequence[str]) -> str:
        """The matters of the half that lies together best and of the others."""
        named: list[str] = []
        for part in apart(group, self.rows[list(group)]):
            said = said_in([self.corpus.said[at] for at in part])
            named.append(self._one(part, said, [*used, *named], [*siblings, *named], longest=_SHORT))
        label = MIXED + ", ".join(named)
        return label if len(label) <= LONGEST_LABEL else named[0]

    def _fallback(self, group: Sequence[int], used: set[str]) -> str:
        inside = self.rows[list(group)]
        order = nearest(inside, trimmed_middle(inside))
        options = [cut_short(fit_words(self.corpus.notes[group[at]].text, self.reader), self.reader) for at in order]
        for option in options:
            if option and plain(option) not in used:
                return option
        return next((option for option in options if option), "")


def _step(size: int) -> int:
    return int(log(max(1, size)) / log(_GROWTH) + 1e-9)
