"""Tags notes with focus issues (ประเด็นเน้นหนัก): by the glossary's words, and by meaning."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from analysis.corpus import Corpus
from analysis.glossary import FocusIssue
from analysis.reading import Reader
from analysis.represent import Matrix, unit

# Cosine, centred, to the notes that name an issue, from which a note is about it without naming it.
_ABOUT = 0.45
_FEWEST = 3


def tagged(
    corpus: Corpus,
    mean: Matrix,
    reader: Reader,
    issues: Collection[FocusIssue],
    corrections: Mapping[tuple[str, str], bool] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Note id -> names of its focus issues, in the order of `issues`; untagged notes are left out.

    corrections   (note id, issue name) -> whether it belongs, as people decided
    """
    decided = corrections or {}
    rows = unit(corpus.vectors - mean)
    found: dict[str, list[str]] = {}
    for issue in issues:
        told = {reader.glossary.canonical(word) for word in issue.words}
        named = [i for i, words in enumerate(corpus.words) if told & set(words)]
        about = set(named)
        if len(named) >= _FEWEST:
            middle = unit(rows[named].mean(axis=0, keepdims=True))
            about |= {i for i, close in enumerate((rows @ middle.T).ravel()) if close >= _ABOUT}
        for i, note in enumerate(corpus.notes):
            if decided.get((note.id, issue.name), i in about):
                found.setdefault(note.id, []).append(issue.name)
    return {name: tuple(issues_) for name, issues_ in found.items()}
