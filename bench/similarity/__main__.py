"""python -m bench.similarity words: the word vectors, with `pip install -r requirements/words.txt`, some ten minutes.
python -m bench.similarity: the likeness, from the corpus and the word vectors, a few minutes."""

import argparse
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.similarity", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("words", "likeness"), default="likeness")
    parser.add_argument("--known", type=Path, help="words: a file for the vectors of single words, to go on from")
    arguments = parser.parse_args()
    if arguments.what == "words":
        # slow: the analysis library
        from bench.similarity.words import build

        build(arguments.known)
    else:
        # slow: the analysis library
        from bench.similarity.train import train

        train()


if __name__ == "__main__":
    main()
