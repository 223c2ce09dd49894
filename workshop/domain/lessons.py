"""What was learnt from people, as files of the data folder: learnt anew, switched off, deleted, out of date.

Beside the numbers lies {code: {at, seq, themes, notes}}: when, and up to which seq, each workshop was read. What is off
lies in a folder of another name.
"""

import contextlib
import json
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain import learning, workshops
from workshop.domain.grouper import Grouper, NotLearnt
from workshop.domain.learning import Source
from workshop.feed import Feed, now_ms
from workshop.store.purge import LEARNT_FROM

_OFF, _NEW = "learnt.off", "learnt.new"


class Went(Exception):
    """Words that were being learnt from have gone meanwhile."""


@dataclass(frozen=True)
class Lesson:
    """What was learnt: whether it is in use, and {code: {at, seq, themes, notes}}."""

    on: bool
    workshops: dict[str, dict[str, int]]


def taken(data: Path) -> Lesson | None:
    """Return what was learnt, None where nothing was."""
    for name, on in ((learning.FOLDER, True), (_OFF, False)):
        with contextlib.suppress(OSError, ValueError):
            found = json.loads((data / name / LEARNT_FROM).read_text(encoding="utf-8"))
            # A list of codes before there were facts of each.
            return Lesson(on, found if isinstance(found, dict) else {code: {} for code in found})
    return None


def switch(data: Path, on: bool) -> None:
    """Use what was learnt from the next grouping on, or leave it lying. Raises OSError."""
    source, target = (data / name for name in ((_OFF, learning.FOLDER) if on else (learning.FOLDER, _OFF)))
    if source.exists() and not target.exists():
        source.rename(target)


def forget(data: Path) -> bool:
    """Delete what was learnt, and what is being learnt; return whether there was anything. Raises OSError."""
    found = [data / name for name in (learning.FOLDER, _OFF, _NEW) if (data / name).exists()]
    for folder in found:
        shutil.rmtree(folder)
    return bool(found)


def outdated(session: Session, data: Path) -> bool:
    """Return whether words went from a workshop since it was learnt from, or the workshop itself did."""
    lesson = taken(data)
    if lesson is None:
        return False
    gone = {row.code: row.words_seq for row in workshops.every(session)}
    return any(code not in gone or gone[code] > facts.get("seq", 0) for code, facts in lesson.workshops.items())


def learn(feed: Feed, grouper: Grouper, data: Path) -> list[str]:
    """Learn anew from all that people decided, and use it; return the names of the files.

    Raises NotLearnt, Went and OSError, whose state is stored; what was learnt before then stays as it is.
    """
    try:
        names = _learn(feed, grouper, data)
    except NotLearnt:
        feed.write(learning.take_step, learning.TOO_LITTLE)
        raise
    except Went:
        feed.write(learning.take_step, learning.WENT)
        raise
    except Exception:
        feed.write(learning.take_step, learning.FAILED)
        raise
    finally:
        shutil.rmtree(data / _NEW, ignore_errors=True)
    feed.write(learning.take_step, learning.LEARNT)
    return names


def learn_again(feed: Feed, grouper: Grouper, data: Path) -> None:
    """Learn without the words that have gone; where too little is left, nothing stays. Raises OSError."""
    lesson = taken(data)
    forget(data)
    with contextlib.suppress(NotLearnt, Went):
        learn(feed, grouper, data)
        switch(data, lesson is None or lesson.on)


def _learn(feed: Feed, grouper: Grouper, data: Path) -> list[str]:
    feed.write(learning.take_step, learning.RUNNING)
    folder, new = data / learning.FOLDER, data / _NEW
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    # Written before the words are read, so that a purge meanwhile finds the folder and deletes it.
    codes = feed.read(_codes)
    _write(new, {code: {} for code in codes})
    found = [source for source in feed.read(learning.sources) if source.code in codes]
    step = partial(feed.write, learning.take_step, learning.RUNNING)
    names = grouper.learn(_sets(found), new, step)
    if not (new / LEARNT_FROM).exists():
        raise Went
    _write(new, _facts(found))
    for old in (folder, data / _OFF):
        if old.exists():
            shutil.rmtree(old)
    new.rename(folder)
    return names


def _write(folder: Path, facts: dict[str, Any]) -> None:
    (folder / LEARNT_FROM).write_text(json.dumps(facts), encoding="utf-8")


def _sets(found: list[Source]) -> list[dict[str, tuple[str, ...]]]:
    sets: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for number, source in enumerate(found):
        sets.setdefault((source.code, source.category), {})[str(number)] = source.texts
    return list(sets.values())


def _codes(session: Session) -> set[str]:
    return {row.code for row in workshops.every(session)}


def _facts(found: list[Source]) -> dict[str, dict[str, int]]:
    facts: dict[str, dict[str, int]] = {}
    for source in found:
        of = facts.setdefault(source.code, {"at": now_ms(), "seq": source.seq, "themes": 0, "notes": 0})
        of["themes"] += 1
        of["notes"] += len(source.texts)
    return facts
