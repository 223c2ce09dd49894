"""An import for the console, step by step: each step is a line, the last one says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from analysis.folding import comparable
from workshop.errors import Refusal
from workshop.feed import Feed
from workshop.intake import shown
from workshop.intake.answers import NoCategory
from workshop.intake.layout import Columns
from workshop.intake.looking import Options, compare, read, take
from workshop.messages.importing import ImportFile
from workshop.reports.words import Language
from workshop.tables import TableError
from workshop.tables.archive import Inside, content_of, files_inside

Line = dict[str, Any]


def lines(
    feed: Feed, code: str, ask: ImportFile, data: bytes, language: Language, compute: Callable[..., Any]
) -> Iterator[Line]:
    """Look at the file, or import it, and yield

    {step}               reading, comparing, then storing: from there on it cannot be stopped
    {files}              it is a ZIP of these, each to be asked for by `inside`
    {refused, message}   it cannot be read; `table` where its columns can be chosen
    {look} or {done}     see shown.py
    `compute` runs what only reads and computes.
    """
    options = Options(
        sheets=tuple(ask.sheets),
        header=ask.header,
        columns=Columns(
            ask.text,
            ask.category,
            ask.group,
            ask.into,
            time=ask.time,
            days=ask.days,
            means=_by_name(ask.means),
            given=_by_name(ask.columns),
            headings=ask.headings,
            hidden=ask.hidden,
            split=ask.split,
            carry=ask.carry,
            file="" if ask.pasted else ask.name,
            of_file=ask.of_file,
        ),
        again=ask.again,
        pasted=ask.pasted,
        make_groups=tuple(ask.make_groups),
    )
    tables, name = None, ask.name
    try:
        yield {"step": "reading"}
        if ask.inside is not None:
            data = compute(content_of, data, ask.inside, name)
        elif not ask.pasted and (files := compute(files_inside, data, name)) is not None:
            yield {"files": [_file(each, language) for each in files]}
            return
        tables = compute(read, feed, code, data, ask.name, options)
        yield {"step": "comparing"}
        looked = compute(compare, feed, code, tables, options)
        if not ask.store:
            yield {"look": compute(shown.look, looked, language)}
            return
        yield {"step": "storing"}
        result = take(feed, looked)
        yield {"done": shown.sums(result, looked.groups)}
    except NoCategory as error:
        yield {"refused": "no_category", "table": shown.table(tables or [], error.found.chosen if error.found else [])}
    except TableError as error:
        yield {
            "refused": error.code,
            "message": error.in_(language),
            **({"table": shown.table(tables, [])} if tables else {}),
        }
    except Refusal as refusal:
        yield {"refused": refusal.code}


def _file(each: Inside, language: Language) -> Line:
    return {"name": each.name, "place": each.place, "why": each.trouble.in_(language) if each.trouble else ""}


def _by_name(chosen: Mapping[str, str]) -> dict[str, str]:
    return {comparable(written): name for written, name in chosen.items()}
