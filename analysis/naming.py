"""The phrase that says what most notes of a theme say: near them in meaning, whole, in words that several share."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus, read_corpus
from analysis.covering import Covering
from analysis.headings import like_headings
from analysis.library import as_corpus
from analysis.middle import nearest, trimmed_middle
from analysis.model import Note
from analysis.normalise import clean
from analysis.phrases import Phrase, phrases_of
from analysis.reading import Reader
from analysis.represent import Matrix, centred
from analysis.speech import is_figure
from analysis.tokenise import named_words
from analysis.topics import topical
from analysis.word_vectors import shipped_vectors

# A label is looked for in this share of the notes, those nearest to the middle, in so many of them.
_READ_SHARE = 1 / 2
_FEWEST_READ, _READ = 3, 40
# What counts beside how near a phrase is to the notes that do not say it, in meaning.
_NEAR, _NEAR_BY_WORDS = 3.2, 1.0
_TELLING, _SHAPE, _SHARED = 0.5, 0.5, 0.5
_OWN = 0.3
_HEADING = 0.6  # how like a heading it reads
_SOURCE = 1.0  # how near the note that says it is to the middle of the theme
_NO_MATTER = 0.3  # what a verb without a noun loses of which no note says the words
_MISSPELT = 0.4
_SPOKEN = named_words("cuts")["spoken"]
_ALIKE = 0.4  # what a label loses that says the words of a sibling's
_STRANGER = 0.4
_COVERAGE = 0.5
_COMMON = 0.25  # a word is shared that so many of the other notes say
_DETAIL_SHARE = 1 / 3  # a figure, a name or a brand that so many notes say is their matter


class TextRows:
    """Rows of any texts, and of the library's headings, by what gives the rows of a corpus.

    deep   whether the second tier takes part in them
    """

    def __init__(self, transform: Callable[[Corpus], Matrix], reader: Reader, deep: bool) -> None:
        self._transform, self._reader, self._deep = transform, reader, deep

    def __call__(self, texts: Sequence[str]) -> Matrix:
        corpus = read_corpus([Note(str(at), text) for at, text in enumerate(texts)], self._reader, self._deep)
        index = corpus.index
        return self._transform(corpus)[[index[str(at)] for at in range(len(texts))]]

    @cached_property
    def library(self) -> tuple[tuple[str, ...], Matrix]:
        """(n headings, their rows); none where the notes are compared by other encoders than the headings were."""
        corpus = as_corpus(self._reader, self._deep)
        rows = self._transform(corpus) if len(corpus) else np.zeros((0, 1), np.float32)
        return tuple([note.text for note in corpus.notes]), rows


@dataclass(frozen=True)
class Said:
    """The words of a theme of `size` notes: weights as c-TF-IDF, counts of the notes that say each."""

    weights: Mapping[str, float]
    counts: Mapping[str, int]
    size: int

    def shared(self, words: Collection[str]) -> float:
        """0 where no other note says any of the words, 1 where a quarter of the others says each of them."""
        enough = max(1.0, _COMMON * self.size)
        return float(np.mean([min(1.0, max(0, self.counts.get(word, 0) - 1) / enough) for word in words] or [0.0]))


def said_in(notes: Sequence[Collection[str]]) -> Said:
    """The same for notes (words of each) without others beside them: each word weighs as many notes as say it."""
    counts = Counter(word for words in notes for word in set(words))
    return Said({word: count / len(notes) for word, count in counts.items()}, counts, len(notes))


@dataclass(frozen=True)
class Offer:
    """A phrase that may be a label, with what it scores: cheaply, and beside others of a shortlist.

    telling   how much it says of the theme; worth  what its form and its note are worth
    """

    phrase: Phrase
    score: float
    telling: float
    worth: float


class Core(NamedTuple):
    """The notes that a label is looked for in; near  (len(notes),) how near each is to the middle of its theme"""

    notes: list[int]
    near: Matrix


class Namer:
    """corpus, rows (n, width) the notes; rows_of the rows of other texts in the same space."""

    def __init__(self, corpus: Corpus, rows: Matrix, rows_of: TextRows, reader: Reader) -> None:
        self.corpus = corpus
        self.rows = rows
        self.rows_of = rows_of
        self.reader = reader
        self._by_words = corpus.meanings[1]
        self._mean = self._by_words.mean(axis=0) if len(corpus) else np.zeros(self._by_words.shape[1], np.float32)

    @cached_property
    def library(self) -> Covering:
        """The headings that may cover a group."""
        return Covering(self.corpus, self.rows, self.rows_of.library, self.reader)

    def core(self, group: Sequence[int]) -> Core:
        """The notes of a group that lie together best, nearest to their middle first."""
        inside = self.rows[list(group)]
        middle = trimmed_middle(inside)
        order = nearest(inside, middle)[: min(_READ, max(_FEWEST_READ, round(_READ_SHARE * len(group))))]
        return Core([group[at] for at in order], inside[order] @ middle)

    def offers(
        self,
        core: Core,
        group: Sequence[int],
        said: Said,
        taken: Collection[str],
        siblings: Sequence[frozenset[str]],
        longest: int,
    ) -> list[Offer]:
        """Phrases of the core, best first by their words, none whose plain text is in `taken`.

        siblings   the words of the labels beside it; longest  characters
        """
        found: dict[str, Phrase] = {}
        sources: dict[str, float] = {}
        for at, near_middle in zip(core.notes, core.near.tolist(), strict=True):
            for phrase in phrases_of(self.corpus.notes[at].text, self.reader):
                key = phrase.plain
                if key in taken or len(phrase.text) > longest:
                    continue
                known = found.get(key)
                if known is None:
                    sources[key] = near_middle
                if known is None or phrase.shape > known.shape:
                    found[key] = phrase
        rare = _rare_among([self.corpus.texts[at] for at in group])
        phrases = [one for one in found.values() if not any(map(rare, one.details))] or list(found.values())
        if not phrases:
            return []
        vectors = shipped_vectors().of([phrase.pieces for phrase in phrases])
        by_words = centred(self._by_words[core.notes], self._mean)
        near = self._nearness(centred(vectors, self._mean), by_words, core.notes, [p.plain for p in phrases])
        tells = np.array([telling(phrase, said) for phrase in phrases])
        form = [(phrase.shape, sources[phrase.plain], lacking(phrase, said)) for phrase in phrases]
        worth = np.array(form) @ (_SHAPE, _SOURCE, -_NO_MATTER) + _HEADING * like_headings(vectors)
        alike = np.array([_overlap(phrase.words, siblings) for phrase in phrases])
        scores = _TELLING * tells / max(float(tells.max()), 1e-9) + _NEAR_BY_WORDS * near - _ALIKE * alike + worth
        columns = (phrases, scores.round(5).tolist(), tells.tolist(), worth.tolist())
        offers = [Offer(*row) for row in zip(*columns, strict=True)]
        return sorted(offers, key=lambda offer: (-offer.score, offer.phrase.text))

    def weighed(self, offers: Sequence[Offer], core: Core, said: Said) -> list[Offer]:
        """The same offers by what they mean, best first: how near they are to the notes that do not say them."""
        if not offers:
            return []
        rows_of, rows = self.rows_of([offer.phrase.text for offer in offers]), self.rows[core.notes]
        near = self._nearness(rows_of, rows, core.notes, [offer.phrase.plain for offer in offers])
        most = max(offer.telling for offer in offers)
        out = []
        for offer, close in zip(offers, near, strict=True):
            phrase = offer.phrase
            score = _NEAR * float(close) + offer.worth + _SHARED * said.shared(phrase.words)
            score += _TELLING * offer.telling / max(most, 1e-9)
            score -= _MISSPELT * (misspelt(phrase.text) or not _SPOKEN.isdisjoint(phrase.pieces))
            out.append(replace(offer, score=round(score, 5)))
        return sorted(out, key=lambda offer: (-offer.score, offer.phrase.text))

    def topical(self, group: Sequence[int], said: Said, offers: Sequence[Offer], taken: Collection[str]) -> str | None:
        """A topic that many notes share, with what they say of it."""
        return topical(self.corpus, group, said.counts, [offer.phrase for offer in offers], self.reader, taken)

    def _nearness(
        self, vectors: Matrix, rows: Matrix, core: Sequence[int], plains: Sequence[str]
    ) -> NDArray[np.float64]:
        """(len(plains),) mean cosine of each phrase to the notes of the core; one that alone says it hardly counts."""
        near = (vectors @ rows.T).astype(np.float64)
        notes = [plain(self.corpus.notes[at].text) for at in core]
        joined, last = "\0".join(notes), np.cumsum([len(note) + 1 for note in notes])
        counted = np.ones(near.shape)
        for number, text in enumerate(plains):
            found = joined.find(text)
            own = bisect_right(last, found)
            if found >= 0 and joined.find(text, last[own]) < 0:
                counted[number, own] = _OWN
        return np.asarray(((near * counted).sum(axis=1) / counted.sum(axis=1)).round(5))


def telling(phrase: Phrase, said: Said) -> float:
    """How much a phrase says of a theme, and how well it is cut."""
    words = phrase.words
    total = sum([said.weights.get(word, 0.0) for word in words]) / (2 + len(words)) ** 0.5
    # A word that hardly any note of the theme shares is a place name or a detail.
    fewest = max(2, 0.08 * said.size)
    counts = [said.counts.get(word, 0) for word in words]
    strangers = sum([count < fewest for count in counts]) if said.size > 2 else 0
    coverage = max(counts, default=0) / said.size
    return float((total + _COVERAGE * coverage) * phrase.shape**2 / (1 + _STRANGER * strangers))


def lacking(phrase: Phrase, said: Said) -> float:
    """0 for a phrase with the noun that it is about; else the share of the notes that do not say its words."""
    if phrase.matter:
        return 0.0
    return 1 - sum(said.counts.get(word, 0) for word in phrase.words) / (len(phrase.words) * said.size)


def plain(text: str) -> str:
    return text.replace(" ", "")


@lru_cache(maxsize=20_000)
def misspelt(text: str) -> bool:
    """Whether the machine reads it otherwise than it stands: "ช้ามากก", "งบประมาน"."""
    return plain(clean(text)) != plain(text).lower()


def unlike(offers: Sequence[Offer], number: int) -> list[Offer]:
    """The first ones, of those with the same words the best cut one."""
    shortlist: list[Offer] = []
    for offer in offers:
        phrase = offer.phrase
        if all(set(phrase.words) != set(one.phrase.words) or phrase.shape > one.phrase.shape for one in shortlist):
            shortlist.append(offer)
        if len(shortlist) == number:
            break
    return shortlist


def _rare_among(texts: Sequence[str]) -> Callable[[str], bool]:
    """Whether a detail is a figure, or a name or a brand that few of the notes say."""
    enough = max(2, _DETAIL_SHARE * len(texts))
    return cache(lambda detail: is_figure(detail) or sum(detail in text for text in texts) < enough)


def _overlap(words: Sequence[str], others: Sequence[frozenset[str]]) -> float:
    """The largest share of the words that one of the others says too (Jaccard 1901)."""
    own = set(words)
    return max((len(own & other) / len(own | other) for other in others if not own.isdisjoint(other)), default=0.0)
