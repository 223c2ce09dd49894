"""python -m bench.letters FILE.tsv ...: seconds and memory of the letters back to 76 provinces, part by part.

The files are those of bench.national, which makes the board here too. Everything happens in one process, as in a
worker, in a data folder that is removed.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import zipfile
from pathlib import Path

from bench import national
from workshop.cli.start import open_feed
from workshop.domain.grouper import Grouper
from workshop.jobs import at_once
from workshop.settings import Settings
from workshop.store.vectors import VectorFile
from workshop.year import board_steps, consolidating, directives, letter_order, letters_file, signed_files, units
from workshop.year.taking import take


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.letters", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--units", type=int, default=76)
    parser.add_argument("--notes", type=int, default=50, help="of each unit")
    given = parser.parse_args()
    texts = national.texts_of(given.files)
    with tempfile.TemporaryDirectory(prefix="laena-bench-") as folder:
        chosen = Settings(data=Path(folder), cores=2)
        feed = open_feed(chosen)
        uid = feed.write(directives.make, national.draft())
        key = feed.read(directives.find, uid).key
        for unit in units.provinces()[: given.units]:
            feed.write(take, signed_files.read(national.file_of(uid, key, unit, texts, given.notes)))
        began = national.now()
        feed.write(board_steps.request, uid)
        consolidating.consolidate(feed, Grouper(2, VectorFile(chosen.data / "vectors.db")), uid, at_once)
        national.say("board made", began)
        order = feed.write(letter_order.request, uid, letter_order.ADDRESSEE, "กรมรับทราบ")
        assert order is not None
        whole, took, parts = national.now(), [], []
        for number in range(order.parts):
            began = national.now()
            parts.append(letters_file.write_part(feed, uid, "th", number, at_once))
            took.append(national.now()[0] - began[0])
        national.say(f"{order.all} letters in {order.parts} parts", whole)
        later = sorted(took[1:])
        print(f"the board's papers {took[0]:.1f} s, a part {later[len(later) // 2]:.1f} s, at most {later[-1]:.1f} s")
        began = national.now()
        data = letters_file.joined(parts)
        national.say(
            f"joined, {len(data) / 1e6:.1f} MB, {len(zipfile.ZipFile(io.BytesIO(data)).namelist())} files", began
        )


if __name__ == "__main__":
    main()
