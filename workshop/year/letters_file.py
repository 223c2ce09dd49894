"""The letters back to all units as one ZIP, each as DOCX and PDF, with the board; written by a worker, unit by unit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
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
from workshop.year import answers, board, board_paper, contents, directives, letter_order, letters_back
from workshop.year.refusals import BoardChanged


def write(feed: Feed, uid: str, language: Language, compute: Callable[..., Any]) -> bytes:
    """Return the ZIP; how far it is, is stored after each unit. Raises BoardChanged before the first consolidation."""
    try:
        data = _written(feed, uid, language, compute)
    except Exception:
        feed.write(letter_order.take, uid, letter_order.FAILED)
        raise
    return data


def _written(feed: Feed, uid: str, language: Language, compute: Callable[..., Any]) -> bytes:
    whole, content, office, actions, order = compute(feed.read, _read, uid)
    if whole.board is None or not whole.made:
        raise BoardChanged
    words, moment, stream = Words(language), dates.at(whole.board.at), io.BytesIO()
    units = list(whole.board.sources)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parcel:
        for kind in ("docx", "pdf"):
            parcel.writestr(f"กระดานรวม.{kind}", compute(feed.read, board_paper.write, uid, kind, language))
        for at, unit in enumerate(units, start=1):
            feed.write(letter_order.take, uid, letter_order.WRITING, at - 1, len(units))
            letter = letters_back.letter(office, content, whole, order, unit, actions.get(unit, ()), words)
            name = shortened(safe(f"{unit} {whole.names.get(unit, unit)}"))
            for kind, data in compute(_files, letter, content.issuer, moment, office, words).items():
                parcel.writestr(f"{name}.{kind}", data)
    feed.write(letter_order.take, uid, letter_order.DONE, len(units), len(units))
    return stream.getvalue()


def _files(letter: Any, author: str, moment: datetime, office: Office, words: Words) -> dict[str, bytes]:
    word, paper = io.BytesIO(), io.BytesIO()
    docx.write_letter(letter, office, words, word)
    pdf.write_letter(letter, author, moment, office.fonts, words, paper)
    return {"docx": word.getvalue(), "pdf": paper.getvalue()}


def _read(
    session: Session, uid: str
) -> tuple[board.Whole, contents.Directive, Office, dict[str, list[contents.Action]], letter_order.Order]:
    content = directives.content_of(directives.find(session, uid))
    part = cast(Any, DirectiveAnswer.content)["actions"]
    query = select(DirectiveAnswer.checksum, DirectiveAnswer.key, part).where(DirectiveAnswer.uid == uid)
    written = {(checksum, key): found or () for checksum, key, found in session.execute(query)}
    actions = {
        each.unit.code: [
            contents.Action.model_validate(plain) for plain in written[each.answer.checksum, each.answer.key]
        ]
        for each in answers.table(session, uid).rows
        if each.answer is not None
    }
    office = replace(offices.read(session), fonts=office_fonts.read(session), templates=office_templates.read(session))
    return board.read(session, uid), content, office, actions, letter_order.of(session, uid)
