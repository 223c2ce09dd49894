"""The phrase that says what most notes of a theme say: near their middle, whole, in words that several share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from analysis.corpus import Corpus, read_corpus
from analysis.middle import nearest, trimmed_middle
from analysis.model import Note
from analysis.normalise import clean
from analysis.phrases import Phrase, phrases_of
from analysis.reading import Reader
from analysis.represent import Matrix
from analysis.speech import is_figure

# A label is looked for in the half of the notes that is nearest to the middle, in so many of them.
_READ_SHARE = 0.5
_FEWEST_READ, _READ = 3, 40
_HOPELESS = 0.35  # closeness cannot make up for less of the best score
_CLOSENESS = 2.0
_SHAPE = 2.0
_NEAR = 1.0
_MISSPELT = 0.4
_STRANGER = 0.4
_COVERAGE = 0.5
_ALIKE = 0.4  # what a label loses that says the words of a sibling's
_DETAIL_SHARE = 1 / 3  # a figure, a name or a brand that so many notes say is their matter

RowsOf = Callable[[Sequence[str]], Matrix]


def rows_by(transform: Callable[[Corpus], Matrix], reader: Reader, deep: bool) -> RowsOf:
    """Rows of any texts, by what gives the rows of a corpus. deep: whether the second tier takes part in them."""

    def rows_of(texts: Sequence[str]) -> Matrix:
        corpus = read_corpus([Note(str(at), text) for at, text in enumerate(texts)], reader, deep)
        index = corpus.index
        return transform(corpus)[[index[str(at)] for at in range(len(texts))]]

    return rows_of


@dataclass(frozen=True)
class Said:
    """The words of a theme of `size` notes: weights as c-TF-IDF, counts of the notes that say each."""

    weights: Mapping[str, float]
    counts: Mapping[str, int]
    size: int


def said_in(notes: Sequence[Collection[str]]) -> Said:
    """The same for notes (words of each) without others beside them: each word weighs as many notes as say it."""
    counts = Counter(word for words in notes for word in set(words))
    return Said({word: count / len(notes) for word, count in counts.items()}, counts, len(notes))


class Namer:
    """corpus, rows (n, width) the notes; rows_of the rows of other texts in the same space."""

    def __init__(self, corpus: Corpus, rows: Matrix, rows_of: RowsOf, reader: Reader) -> None:
        self.corpus = corpus
        self.rows = rows
        self.rows_of = rows_of
        self.reader = reader

    def ranked(
        self,
        group: Sequence[int],
        said: Said,
        taken: Collection[str],
        siblings: Sequence[Collection[str]],
        longest: int,
    ) -> list[tuple[float, Phrase]]:
        """Phrases with their scores, best first, none whose plain text is in `taken`.

        siblings   the words of the labels beside it; longest  characters
        """
        inside = self.rows[list(group)]
        middle = trimmed_middle(inside)
        order = nearest(inside, middle)[: min(_READ, max(_FEWEST_READ, round(_READ_SHARE * len(group))))]
        near = inside[order] @ middle
        best: dict[str, tuple[float, Phrase]] = {}
        for at, close in zip(order, near, strict=True):
            weight = max(0.05, float(close / max(near[0], 1e-6))) ** _NEAR
            for phrase in phrases_of(self.corpus.notes[group[at]].text, self.reader):
                key = plain(phrase.text)
                if key in taken or len(phrase.text) > longest:
                    continue
                score = weight * telling(phrase, said) * (1 - _ALIKE * _overlap(phrase.words, siblings))
                if key not in best or score > best[key][0]:
                    best[key] = (score, phrase)
        ranked = sorted(best.values(), key=lambda pair: (-round(pair[0], 6), pair[1].text))
        texts = [self.corpus.texts[at] for at in group]
        common = [pair for pair in ranked if not _detailed(pair[1], texts)] if ranked else []
        return common or ranked

    def chosen(self, ranked: Sequence[tuple[float, Phrase]], group: Sequence[int], shortlist: int) -> str:
        """The phrase of the best score and closeness among the first few."""
        few = _unlike(ranked, shortlist)
        if len(few) == 1:
            return few[0][1].text
        close = self.rows_of([phrase.text for _, phrase in few]) @ trimmed_middle(self.rows[list(group)])
        top = few[0][0] or 1.0
        total = [
            round(score / top + _CLOSENESS * float(near) - _MISSPELT * _misspelt(phrase.text), 5)
            for (score, phrase), near in zip(few, close, strict=True)
        ]
        return few[total.index(max(total))][1].text


def telling(phrase: Phrase, said: Said) -> float:
    """How much a phrase says of a theme, and how well it is cut."""
    words = set(phrase.words)
    total = sum(said.weights.get(word, 0.0) for word in words) / (2 + len(words)) ** 0.5
    # A word that hardly any note of the theme shares is a place name or a detail.
    fewest = max(2, 0.08 * said.size)
    strangers = sum(1 for word in words if said.counts.get(word, 0) < fewest) if said.size > 2 else 0
    coverage = max((said.counts.get(word, 0) for word in words), default=0) / said.size
    return float((total + _COVERAGE * coverage) * phrase.shape**_SHAPE / (1 + _STRANGER * strangers))


def plain(text: str) -> str:
    return text.replace(" ", "")


def _detailed(phrase: Phrase, texts: Sequence[str]) -> bool:
    """Whether it says a figure, or a name or a brand that few of the notes say."""
    enough = max(2, _DETAIL_SHARE * len(texts))
    return any(is_figure(detail) or sum(detail in text for text in texts) < enough for detail in phrase.details)


def _unlike(ranked: Sequence[tuple[float, Phrase]], number: int) -> list[tuple[float, Phrase]]:
    shortlist: list[tuple[float, Phrase]] = []
    for score, phrase in ranked:
        if score < _HOPELESS * ranked[0][0]:
            break
        if all(set(phrase.words) != set(other.words) or phrase.shape > other.shape for _, other in shortlist):
            shortlist.append((score, phrase))
        if len(shortlist) == number:
            break
    return shortlist


def _misspelt(text: str) -> bool:
    """Whether the machine reads it otherwise than it stands: "ช้ามากก", "งบประมาน"."""
    return plain(clean(text)) != plain(text).lower()


def _overlap(words: Sequence[str], others: Sequence[Collection[str]]) -> float:
    """The largest share of the words that one of the others says too (Jaccard 1901)."""
    own = set(words)
    return max((len(own & set(other)) / len(own | set(other)) for other in others if other), default=0.0)
