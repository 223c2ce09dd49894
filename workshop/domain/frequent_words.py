"""Words that stand in many notes, for the picture of words: none that only few notes have."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

# So that a word of one note, or of one text sent often, is shown nowhere. Writers are not stored, so three texts of one
# writer count as three.
FEWEST = 3


def frequent_words(
    texts: Iterable[str], most: int, glossary: str = "", unfit: Callable[[str], bool] = lambda _word: False
) -> list[tuple[str, int]]:
    """Return up to `most` words, each with how many notes have it, the most frequent first, then by spelling.

    Only Thai words of the dictionary and words of the glossary count, without stop words, which stand in at least
    FEWEST different texts. A name of several words, such as a programme's, is one (analysis/compounds.py).
    `glossary`: the workshop's own lines, beside Laena's; `unfit`: whether a word is passed over.
    """
    # slow: PyThaiNLP
    from pythainlp.corpus import thai_words

    from analysis.compounds import Compounds, shown_as
    from analysis.glossary import Glossary, shipped

    times = Counter(" ".join(each.split()) for each in texts)
    compounds = Compounds(shipped().joined(Glossary.parse(glossary)), frozenset(thai_words()))
    found: Counter[str] = Counter()
    different: Counter[str] = Counter()
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for words, count in zip(compounds.cut(list(times), FEWEST), times.values(), strict=True):
        spellings = {word.key: word.shown for word in words}
        found.update(dict.fromkeys(spellings, count))
        different.update(spellings.keys())
        for key, shown in spellings.items():
            written[key][shown] += 1
    enough = [(word, count) for word, count in found.items() if different[word] >= FEWEST and not unfit(word)]
    largest = sorted(enough, key=lambda each: (-each[1], each[0]))[:most]
    return [(shown_as(word, written[word], FEWEST), count) for word, count in largest]
