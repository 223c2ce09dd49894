"""The letters back to all units as one ZIP, each as DOCX and PDF, with the board.

A worker writes them part by part, and each part is a job of its own: other jobs come in between, a worker that ends
loses one part, and no more than a part is being written at once.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.domain import office_fonts, office_templates, offices
from workshop.domain.offices import Office
from workshop.feed import Feed
from workshop.reports.filename import safe, shortened
from workshop.reports.letters import docx, pdf
from workshop.reports.words import Language, Words
from workshop.store.year_tables import DirectiveAnswer
from workshop.views import dates
from workshop.year import answers, board, board_paper, contents, directives, letter_order, letters_back, unit_results
from workshop.year.letter_order import UNITS_A_PART
from workshop.year.refusals import BoardChanged

_BOARD = "กระดานรวม"
# Names that Windows gives to devices, with any suffix.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")}


def write_part(feed: Feed, uid: str, language: Language, number: int, compute: Callable[..., Any]) -> bytes:
    """Return part `number` as a ZIP: 0 is the board, each other one the letters of some units.

    How far it is, is stored after each letter. Raises BoardChanged where the board is not the one that was ordered.
    """
    whole, content, office, actions, order, found = compute(feed.read, _read, uid)
    if whole.board is None or not whole.made or order.stamp != letter_order.stamp_of(whole.board):
        raise BoardChanged
    stream, units = io.BytesIO(), list(whole.board.sources)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parcel:
        if number == 0:
            for kind in ("docx", "pdf"):
                parcel.writestr(f"{_BOARD}.{kind}", compute(feed.read, board_paper.write, uid, kind, language))
        words, moment = Words(language), dates.at(whole.board.at)
        names = file_names([(unit, whole.names.get(unit, unit)) for unit in units])
        first = (number - 1) * UNITS_A_PART
        for at in range(first, min(first + UNITS_A_PART, len(units))) if number else ():
            feed.write(letter_order.take, uid, order.job, letter_order.WRITING, at)
            unit = units[at]
            letter = letters_back.letter(office, content, whole, order, unit, actions.get(unit, ()), found, words)
            for kind, data in compute(_files, letter, content.issuer, moment, office, words).items():
                parcel.writestr(f"{names[unit]}.{kind}", data)
    return stream.getvalue()


def joined(parts: Iterable[bytes]) -> bytes:
    """Return one ZIP of these."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as whole:
        for data in parts:
            with zipfile.ZipFile(io.BytesIO(data)) as part:
                for name in part.namelist():
                    whole.writestr(name, part.read(name))
    return stream.getvalue()


def file_names(units: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Return {code: name of its files without a suffix}: names that every system takes, no two of them as one."""
    taken, found = {_folded(_BOARD)}, {}
    for code, name in units:
        base = shortened(safe(f"{code} {name}")) or "-"
        base = f"_{base}" if _folded(base).partition(".")[0].strip() in _DEVICES else base
        found[code] = next(each for each in _numbered(base) if _folded(each) not in taken)
        taken.add(_folded(found[code]))
    return found


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name} ({number})"
        number += 1


def _folded(name: str) -> str:
    """Return what two names share that are one file on Windows or macOS."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _files(letter: Any, author: str, moment: datetime, office: Office, words: Words) -> dict[str, bytes]:
    word, paper = io.BytesIO(), io.BytesIO()
    docx.write_letter(letter, office, words, word)
    pdf.write_letter(letter, author, moment, office.fonts, words, paper)
    return {"docx": word.getvalue(), "pdf": paper.getvalue()}


def _read(
    session: Session, uid: str
) -> tuple[
    board.Whole,
    contents.Directive,
    Office,
    dict[str, list[contents.Action]],
    letter_order.Order,
    unit_results.Results,
]:
    content = directives.content_of(directives.find(session, uid))
    part = cast(Any, DirectiveAnswer.content)["actions"]
    query = select(DirectiveAnswer.checksum, DirectiveAnswer.key, part).where(DirectiveAnswer.uid == uid)
    written = {(checksum, key): found or () for checksum, key, found in session.execute(query)}
    actions = {
        each.unit.code: [
            contents.Action.model_validate(plain) for plain in written[each.answer.checksum, each.answer.key]
        ]
        for each in answers.table(session, uid).counting
        if each.answer is not None
    }
    office = replace(offices.read(session), fonts=office_fonts.read(session), templates=office_templates.read(session))
    return (
        board.read(session, uid),
        content,
        office,
        actions,
        letter_order.of(session, uid),
        unit_results.of(session, uid),
    )
