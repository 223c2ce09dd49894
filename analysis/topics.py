"""A topic that most notes of a theme name, and what they say of it: "งบประมาณ: โอนมาช้า, ไม่พอใช้"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from analysis.corpus import Corpus
from analysis.cuts import ends, pieces_of
from analysis.model import TOPIC
from analysis.phrases import LONGEST_LABEL, Phrase
from analysis.reading import Reader
from analysis.speech import NOUN, VERB, dictionary, is_detail, part_of_speech
from analysis.tokenise import named_words

# A topic is said by so many of the notes, and by so many more of them than of the others.
_SAID, _MORE = 0.4, 0.3
_FEWEST = 2
# A neighbour that stands beside a word so often belongs to it: กองทุน|สตรี.
_BESIDE = 0.6
# Of the forms that so many notes write, the longest one is the fullest.
_OFTEN = 0.2
_LONGEST_MATTER = 26
_FIRST = 3  # one of so many best matters stands first
_WHOLE = 0.9  # how well a matter is cut at least
_NEGATED = ("ไม่", "ยังไม่", "ขาด")
_VAGUE = named_words("cuts")["vague"]


def topical(
    corpus: Corpus,
    group: Sequence[int],
    counts: Mapping[str, int],
    phrases: Sequence[Phrase],
    reader: Reader,
    taken: Collection[str],
) -> str | None:
    """The best topic of a group with two things that are said of it; None where there is none, or they are alike.

    counts    how many of the group's notes say each word
    phrases   of the group's notes, best first; taken  labels without spaces that may not be used
    """
    everywhere = corpus.counts
    size, others = len(group), max(1, len(corpus) - len(group))
    found = []
    for word, count in counts.items():
        more = count / size - (everywhere[word] - count) / others
        if count >= max(_FEWEST, _SAID * size) and more >= _MORE and word not in _VAGUE:
            found.append((-round(more, 5), word))
    for _, word in sorted(found):
        name, share = _name(corpus, group, word, reader)
        if not name or (is_detail(word, reader.glossary.words) and share < _BESIDE):
            continue
        matters = list(_matters(phrases, word, name, reader))
        for first, (text, words) in enumerate(matters[:_FIRST]):
            for other, others_words in matters[first + 1 :]:
                label = f"{name}{TOPIC}{text}, {other}"
                if not words & others_words and len(label) <= LONGEST_LABEL and label.replace(" ", "") not in taken:
                    return label
    return None


def _name(corpus: Corpus, group: Sequence[int], word: str, reader: Reader) -> tuple[str, float]:
    """How a topic is written, with the nouns that mostly stand beside it, and the share of the notes that say it; a
    verb is made a noun: การประชุม. "" where it can be none.
    """
    spans = []
    for at in group:
        pieces = pieces_of(corpus.notes[at].text[:1500], reader)
        first = next((i for i, piece in enumerate(pieces) if piece.word == word), None)
        if first is not None:
            spans.append((pieces, first, first + 1))
    if not spans:
        return "", 0.0
    share = len(spans) / len(group)
    written = Counter(pieces[first].text for pieces, first, _ in spans).most_common(1)[0][0]
    if part_of_speech(written) != NOUN:
        return ("การ" + written if "การ" + written in dictionary() else ""), share
    for _ in range(2):
        beside_it = [pieces[end] for pieces, _, end in spans if end < len(pieces)]
        beside = Counter(piece.text for piece in beside_it if piece.count and piece.sound and piece.kind == NOUN)
        text, often = (beside.most_common(1) or [("", 0)])[0]
        if often < max(_FEWEST, _BESIDE * len(group)):
            break
        spans = [(p, start, end + 1) for p, start, end in spans if end < len(p) and p[end].text == text]
    common = Counter("".join(piece.text for piece in p[a:b]) for p, a, b in spans)
    forms = [form for form, count in common.items() if count >= max(_FEWEST, _OFTEN * len(group))] or list(common)
    return max(forms, key=lambda form: (len(form), form)), share


def _matters(phrases: Sequence[Phrase], word: str, name: str, reader: Reader) -> Iterator[tuple[str, set[str]]]:
    """Whole clauses with their words but the topic's, best first; without the topic where they begin with it."""
    named = {word, *reader.read(name).said}
    for phrase in phrases:
        words = set(phrase.words) - named
        if not words or phrase.details or phrase.shape < _WHOLE or len(phrase.text) > _LONGEST_MATTER:
            continue
        text = phrase.text
        pieces = pieces_of(text.removeprefix(name).strip(), reader)
        if pieces and pieces[0].word == word:
            pieces = pieces[1 + (len(pieces) > 1 and pieces[1].is_space) :]
        rest = "".join(piece.text for piece in pieces)
        says = pieces and (pieces[0].text.startswith(_NEGATED) or (pieces[0].kind == VERB and pieces[0].sound))
        # A lone word behind the topic says too little: "งบ: น้อย".
        whole = says and sum(piece.count for piece in pieces) > 1
        yield rest if rest != text and whole and ends(pieces)[-1] > 0 else text, words
