"""python -m bench.readers make SOURCE... --into FOLDER | score FOLDER: blind sheets for readers, and their scores.

SOURCE is FIELD:CATEGORY of the corpus, demo:CATEGORY, or FILE.tsv with the columns text and theme, perhaps followed by
:CATEGORY. Readers get the files NAME.1-group, then NAME.2-sort, then NAME.3-print, never NAME.key.json. Their answers
come back into the folder as NAME.READER.answers.json, or as the CSV files, saved as NAME.1-group.READER.csv and so on.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from analysis import ThemePipeline
from analysis.e5.encoder import e5_encoder
from bench.readers.answers import AnswerError, answers_of
from bench.readers.parts import write_parts
from bench.readers.report import report
from bench.readers.sheet import SheetError, grouped, made, read_sheet, source, written

_NOTES = 80


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.readers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="write sheets")
    make.add_argument("sources", nargs="+", metavar="SOURCE")
    make.add_argument("--into", type=Path, required=True, help="folder of the sheets")
    make.add_argument("--notes", type=int, default=_NOTES, help=f"notes of a sheet, drawn by chance ({_NOTES})")
    make.add_argument("--seed", type=int, default=1, help="of the drawing (1)")
    make.add_argument("--keys", type=Path, help="folder of the keys, out of the readers' sight (that of the sheets)")
    score = commands.add_parser("score", help="print a table of all sheets that were answered")
    score.add_argument("folder", type=Path)
    score.add_argument("--anew", action="store_true", help="group the notes with this build; labels are not scored")
    score.add_argument("--keys", type=Path, help="folder of the keys (that of the sheets)")
    arguments = parser.parse_args()
    try:
        _make(arguments) if arguments.command == "make" else _score(
            arguments.folder, arguments.keys or arguments.folder, arguments.anew
        )
    except (SheetError, AnswerError) as error:
        parser.exit(1, f"{error}\n")


def _make(arguments: argparse.Namespace) -> None:
    pipeline = ThemePipeline(deep=e5_encoder())
    keys = arguments.keys or arguments.into
    for folder in (arguments.into, keys):
        folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.sources:
        sheet = made(source(name), pipeline, arguments.notes, arguments.seed)
        write_parts(sheet, arguments.into)
        print(f"{sheet.name}: {len(sheet.texts)} notes, {len(sheet.labels)} labels; {written(sheet, keys).name}")


def _score(folder: Path, keys_in: Path, anew: bool) -> None:
    keys = sorted(keys_in.glob("*.key.json"))
    if not keys:
        raise SheetError(
            f"no keys of sheets in {keys_in}; make some first: python -m bench.readers make SOURCE --into {folder}"
        )
    answered = []
    for path in keys:
        sheet = read_sheet(path)
        answers = answers_of(sheet, folder)
        if anew:
            groups, labels = grouped(sheet.texts, ThemePipeline(deep=e5_encoder()))
            sheet = replace(sheet, groups=groups, labels=labels)
            answers = [replace(one, sorted=[], printed=[]) for one in answers]
        answered.append((sheet, answers))
    print(report(answered))


if __name__ == "__main__":
    main()
