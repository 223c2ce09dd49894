"""python -m bench.similarity words: the word vectors, with `pip install -r requirements/words.txt`, some ten minutes.
python -m bench.similarity: the likeness, from the corpus and the word vectors, a few minutes; and that with e5 where
`python -m analysis.e5` has made it ready.
python -m bench.similarity headings: what reads like a heading, from the corpus and the word vectors, seconds.
python -m bench.similarity library: the library of headings, from the corpus and headings.tsv, a minute; it needs e5."""

import argparse
import sys
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.similarity", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("words", "likeness", "headings", "library"), default="likeness")
    parser.add_argument("--known", type=Path, help="words: a file for the vectors of single words, to go on from")
    parser.add_argument(
        "--corpus", type=Path, help="likeness: a folder of FIELD.HAND.tsv in place of Laena's own notes"
    )
    parser.add_argument("--out", type=Path, help="likeness: a folder to write into in place of Laena's own")
    arguments = parser.parse_args()
    if arguments.what == "words":
        # slow: the analysis library
        from bench.similarity.words import build

        build(arguments.known)
    elif arguments.what == "headings":
        # slow: the analysis library
        from analysis.word_vectors import DATA
        from bench.similarity.corpus import FOLDER
        from bench.similarity.headings import train as train_headings

        train_headings(arguments.out or DATA, arguments.corpus or FOLDER)
    elif arguments.what == "library":
        # slow: the analysis library
        from analysis.word_vectors import DATA
        from bench.similarity.library import build as build_library

        try:
            build_library(arguments.out or DATA)
        except ValueError as error:
            sys.exit(str(error))
    else:
        # slow: the analysis library
        from analysis.e5.encoder import e5_encoder
        from analysis.word_vectors import DATA
        from bench.similarity.corpus import FOLDER, CorpusError
        from bench.similarity.train import train

        e5 = e5_encoder(threads=2)
        try:
            for deep in (None, e5) if e5 is not None else (None,):
                train(arguments.out or DATA, arguments.corpus or FOLDER, deep)
        except CorpusError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
