"""Words that stand in many notes, for the picture of words: none that only few notes have."""

from collections import Counter
from collections.abc import Iterable

# So that a word of one note, or of one text sent often, is shown nowhere. Writers are not stored, so three texts of one
# writer count as three.
FEWEST = 3


def frequent_words(texts: Iterable[str], most: int) -> list[tuple[str, int]]:
    """Return up to `most` words, each with how many notes have it, the most frequent first, then by spelling.

    Only Thai words of the dictionary count, without stop words, which stand in at least FEWEST different texts.
    """
    # slow: PyThaiNLP
    from pythainlp.corpus import thai_words

    from analysis.tokenise import Tokeniser, stop_words

    known, stop, tokeniser = thai_words(), stop_words(), Tokeniser()
    found: Counter[str] = Counter()
    different: Counter[str] = Counter()
    for text, times in Counter(" ".join(each.split()) for each in texts).items():
        for word in set(tokeniser.cut(text)):
            if len(word) > 1 and word in known and word not in stop:
                found[word] += times
                different[word] += 1
    enough = [(word, count) for word, count in found.items() if different[word] >= FEWEST]
    return sorted(enough, key=lambda each: (-each[1], each[0]))[:most]
