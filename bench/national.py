"""python -m bench.national FILE.tsv ...: seconds and memory of a directive's board over the answers of 76 provinces.

The files have columns `theme` and `text`. Each province's notes are drawn from them with a place of its own, so that no
two are the same and each is embedded; the theme of the file is what the province calls it. Everything happens in one
process, as in a worker, in a data folder that is removed.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workshop import places
from workshop.cli.start import open_feed
from workshop.domain.agendas import LOOK_BACK
from workshop.domain.grouper import Grouper
from workshop.domain.wording import short
from workshop.feed import Feed
from workshop.jobs import at_once
from workshop.settings import Settings
from workshop.store.vectors import VectorFile
from workshop.year import (
    board,
    board_notes,
    board_steps,
    consolidating,
    contents,
    directives,
    keys,
    signed_files,
    units,
)
from workshop.year.taking import take

_LONGEST = 300  # characters of a note


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.national", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--units", type=int, default=76)
    parser.add_argument("--notes", type=int, default=250, help="of each unit")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--into", type=Path, help="data folder that is left there, to look at the pages")
    given = parser.parse_args()
    texts = texts_of(given.files)
    with tempfile.TemporaryDirectory(prefix="laena-bench-") as folder:
        chosen = Settings(data=given.into or Path(folder), cores=given.cores)
        feed = open_feed(chosen)
        uid = feed.write(directives.make, draft())
        key = feed.read(directives.find, uid).key
        files = [file_of(uid, key, unit, texts, given.notes) for unit in units.provinces()[: given.units]]
        print(f"{len(files)} files, {sum(map(len, files)) / 1e6:.1f} MB", flush=True)
        began = now()
        for data in files:
            found = signed_files.read(data)
            feed.write(take, found)
        say("taken in", began)
        del files
        began = now()
        grouper = Grouper(given.cores, VectorFile(chosen.data / "vectors.db"))
        grouper.warm()
        say("models loaded, as when a worker starts", began)
        for turn in ("board made", "board made again, vectors cached"):
            _make(feed, grouper, uid, turn)
        _open(feed, uid)


def texts_of(files: list[Path]) -> list[tuple[str, str]]:
    """Return (theme, text) of all files."""
    found: list[tuple[str, str]] = []
    for file in files:
        with file.open(encoding="utf-8", newline="") as stream:
            found += [(row["theme"], row["text"]) for row in csv.DictReader(stream, delimiter="\t") if row["text"]]
    return found


def draft() -> directives.Draft:
    asked = tuple((key, f"{name} ปีที่ผ่านมา") for key, name in LOOK_BACK.categories)
    day, deadline = date(2020, 10, 28), date(2020, 11, 2)
    return directives.Draft(
        issuer="กรม",
        number="1",
        issued_on=day,
        subject="ทบทวน",
        questions=asked,
        units=tuple(units.provinces()),
        deadline=deadline,
    )


def file_of(uid: str, key: str, unit: contents.Unit, texts: list[tuple[str, str]], count: int) -> bytes:
    """Return the answer of a province, the same in every run."""
    chance = random.Random(unit.code)
    where = places.districts(unit.name)
    rows = []
    for number in range(1, count + 1):
        category = LOOK_BACK.categories[number % len(LOOK_BACK.categories)][0]
        theme, text = chance.choice(texts)
        rows.append((category, theme, f"{short(text, _LONGEST - 40)} ที่{chance.choice(where)} {number}"))
    return answer_of(uid, key, unit, rows)


def answer_of(uid: str, key: str, unit: contents.Unit, rows: list[tuple[str, str, str]]) -> bytes:
    """Return the answer of a unit with these notes (category, its own theme, text), numbered from 1."""
    count = len(rows)
    notes, themes = [], defaultdict(list)
    for number, (category, theme, text) in enumerate(rows, 1):
        notes.append(contents.Note(number=number, category=category, text=text, status="theme", agreed=0))
        themes[category, theme].append(number)
    content = contents.Answer(
        directive=contents.Answered(uid=uid, version=1, key=key),
        unit=unit,
        version=1,
        predecessor="",
        title="ทบทวน",
        starts_on=None,
        ends_on=None,
        report="draft",
        figures=contents.Figures(received=count, in_themes=count, ungrouped=0, set_aside=0, hidden=0, participants=26),
        categories=[contents.Category(key=each, name=str(name)) for each, name in LOOK_BACK.categories],
        themes=[
            contents.Theme(id=f"t{place}", category=category, name=short(name, 60), given=True, notes=inside)
            for place, ((category, name), inside) in enumerate(themes.items())
        ],
        notes=notes,
    )
    private = Ed25519PrivateKey.from_private_bytes(unit.code.rjust(32).encode())
    raw = private.private_bytes_raw().hex(), private.public_key().public_bytes_raw().hex()
    return signed_files.write("answer", content, keys.Signer(*raw))


def _make(feed: Feed, grouper: Grouper, uid: str, what: str) -> None:
    began = now()
    feed.write(board_steps.request, uid)
    consolidating.consolidate(feed, grouper, uid, at_once)
    say(what, began)


def _open(feed: Feed, uid: str) -> None:
    began = now()
    whole = feed.read(board.read, uid)
    say("board read", began)
    largest = max((theme for part in whole.categories for theme in part.themes), key=lambda theme: theme.notes)
    began = now()
    assert whole.board is not None
    feed.read(board_notes.page, whole.board, board_notes.Wanted(theme=largest.id))
    say(f"a page of the largest theme, {largest.notes:,} notes", began)
    counts = ", ".join(f"{len(part.themes)} themes of {part.notes:,} notes" for part in whole.categories)
    print(f"{counts}; {len(whole.crossings)} links", flush=True)


def say(what: str, began: tuple[float, float]) -> None:
    wall, cpu = (end - begin for end, begin in zip(now(), began, strict=True))
    print(f"{what}: {wall:.1f} s, {cpu:.1f} s of CPU, at most {_peak():.0f} MB so far", flush=True)


def now() -> tuple[float, float]:
    """Return the time by the wall, and of CPU."""
    return time.perf_counter(), time.process_time()


def _peak() -> float:
    """Return the peak of this process's memory in MB; 0 on Windows, which does not say."""
    if sys.platform == "win32":
        return 0.0
    # system: not there on Windows
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


if __name__ == "__main__":
    main()
