"""`laena cluster FILE`: the analysis alone, on a table file, with no server."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.folding import comparable, folded
from workshop.domain.unfit import unfit
from workshop.settings import own_coarse_words

if TYPE_CHECKING:
    from analysis import Arrangement, KnownTheme, Note, Theme, ThemePipeline
    from analysis.embed import Embedder

_BATCH = 64
# What the categories of product.md are called, in Thai and English.
_PROBLEM = ("problem", "obstacle", "ปัญหา", "อุปสรรค")
_ANSWER = ("solution", "proposal", "แนวทางแก้", "วิธีแก้", "ข้อเสนอ", "ต่อยอด")


@dataclass(frozen=True)
class _File:
    """`texts` and `category` (None without such a column) by row; `rows`: row numbers by category."""

    texts: list[str]
    category: list[str | None]

    @property
    def rows(self) -> dict[str | None, list[int]]:
        found: dict[str | None, list[int]] = {}
        for row, category in enumerate(self.category):
            found.setdefault(category, []).append(row)
        return found


@click.command("cluster")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--text", "text_column", metavar="COLUMN", help="Column with the notes. [default: text]")
@click.option("--category", "category_column", metavar="COLUMN", help="Column with the category. [default: category]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv", "csv_data", "xlsx"]),
    default="json",
    show_default=True,
    help="csv: for Excel. csv_data: for programs, texts as they were written.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; else standard output.")
@click.option("--arrivals", type=click.IntRange(min=1), metavar="N", help="Replay as if N notes arrived at a time.")
@click.option("--problems", metavar="NAME", help="Category that holds problems. [default: told by its name]")
@click.option("--answers", metavar="NAME,NAME", help="Categories that answer them. [default: told by their names]")
@click.option("--glossary", type=click.Path(path_type=Path, dir_okay=False), help="Glossary file beside Laena's own.")
@click.option(
    "--model",
    envvar="LAENA_MODEL",
    metavar="FOLDER",
    help="Local ONNX or sentence-transformers model. [default: the one that comes with Laena]",
)
@click.option("--fineness", type=click.FloatRange(-1, 1), default=0.0, help="-1 fewer themes, 1 more. [default: 0]")
def cluster(
    file: Path,
    text_column: str | None,
    category_column: str | None,
    form: str,
    output: Path | None,
    arrivals: int | None,
    problems: str | None,
    answers: str | None,
    glossary: Path | None,
    model: str | None,
    fineness: float,
) -> None:
    """จัดกลุ่มความเห็นในไฟล์ตาราง / Find the themes of the notes in FILE (CSV, TSV, XLSX, XLS or ODS)."""
    # slow: scikit-learn and PyThaiNLP
    from analysis import Note, ThemePipeline
    from analysis.e5.encoder import e5_encoder

    if form == "xlsx" and output is None and not arrivals:
        raise _refusal("--format xlsx ต้องระบุ --output FILE", "--format xlsx needs --output FILE")
    table = _read(file, text_column, category_column)
    notes = [Note(str(row), text) for row, text in enumerate(table.texts)]
    pairs = _linked_categories(table, problems, answers)
    cores = os.cpu_count() or 1
    own = _embedder(model, cores)
    pipeline = ThemePipeline(
        embedder=own,
        deep=e5_encoder(cores) if own is None else None,
        fineness=fineness,
        glossary=_glossary(glossary),
        threads=cores,
        unfit=unfit(own_coarse_words()),
    )
    for start in _with_progress(range(0, len(notes), _BATCH), "อ่านความเห็น"):
        pipeline.prepare(table.texts[start : start + _BATCH])
    if arrivals:
        lines = (json.dumps(step, ensure_ascii=False) + "\n" for step in _replay(pipeline, table, notes, arrivals))
        _write(output, "".join(lines).encode())
        return
    found = {name: pipeline.regroup([notes[row] for row in rows]) for name, rows in table.rows.items()}
    result = _result(found) | _links(pipeline, found, notes, *pairs)
    writers: dict[str, Callable[[], bytes]] = {
        "json": lambda: (json.dumps(result, ensure_ascii=False, indent=1) + "\n").encode(),
        "csv": lambda: _csv(_lines(result, table)),
        "csv_data": lambda: _csv_data(_lines(result, table)),
        "xlsx": lambda: _xlsx(_lines(result, table)),
    }
    _write(output, writers[form]())


def _read(file: Path, text_column: str | None, category_column: str | None) -> _File:
    # slow: the detection of encodings
    from workshop.intake.layout import CATEGORY
    from workshop.intake.own import own_export
    from workshop.tables import TableError, read_table

    try:
        table = read_table(file)
        own = None if text_column else own_export(table)  # of which a CSV for Excel guards its texts
        if own:
            table = replace(
                table, rows=[[own.text(cell) for cell in row] for row in table.rows if not own.attached(row)]
            )
        text = table.column(text_column or (own.note if own else "text"))
        usual = CATEGORY if own else ("category",)
        category = table.column(category_column) if category_column else table.find(*usual)
    except TableError as error:
        raise _refusal(error.thai, error.english) from error
    first: dict[str, str] = {}  # one category, however its name is written
    categories = [
        None if category is None else first.setdefault(comparable(row[category]), row[category].strip()) or None
        for row in table.rows
    ]
    return _File([row[text] for row in table.rows], categories)


def _replay(pipeline: ThemePipeline, table: _File, notes: list[Note], at_a_time: int) -> Iterator[dict[str, Any]]:
    """Place a few notes at a time, as in a live room; yield the themes after each step."""
    # slow: scikit-learn and PyThaiNLP
    from analysis import KnownTheme

    known: dict[str | None, list[KnownTheme]] = {}
    found: dict[str | None, Arrangement] = {}
    ends = [*range(at_a_time, len(notes), at_a_time), len(notes)] if notes else []
    start = 0
    for end in _with_progress(ends, "จัดกลุ่มตามลำดับที่ส่ง"):
        for name in {table.category[row] for row in range(start, end)}:
            arrived = [notes[row] for row in table.rows[name] if row < end]
            found[name] = pipeline.place(arrived, known.get(name, ()))
            known[name] = [KnownTheme(theme.id, theme.members, label=theme.label) for theme in found[name].themes]
        start = end
        result = _result(dict(sorted(found.items(), key=lambda item: str(item[0]))))
        themes = {theme["id"]: theme["rows"] for theme in result["themes"]}
        yield {"arrived": end, "themes": themes} | {key: result[key] for key in ("ungrouped", "set_aside")}


def _result(found: dict[str | None, Arrangement]) -> dict[str, Any]:
    themes = []
    for category, arrangement in found.items():
        for theme in sorted(arrangement.themes, key=lambda theme: (-len(theme.members), theme.id)):
            entry: dict[str, Any] = {"id": theme.id, "label": theme.label, "category": category}
            entry |= {"rows": _rows(theme.members), "keywords": list(theme.keywords), "examples": _rows(theme.examples)}
            if theme.subthemes:
                entry["subthemes"] = [{"label": sub.label, "rows": _rows(sub.members)} for sub in theme.subthemes]
            themes.append(entry)
    return {
        "themes": themes,
        "ungrouped": sorted(row for a in found.values() for row in _rows(a.ungrouped)),
        "set_aside": sorted(row for a in found.values() for row in _rows(a.set_aside)),
    }


def _rows(ids: tuple[str, ...]) -> list[int]:
    return [int(name) for name in ids]


def _linked_categories(table: _File, problems: str | None, answers: str | None) -> tuple[list[str], list[str]]:
    """Return the names of the categories of problems and of their answers."""
    names = [name for name in table.rows if name is not None]
    wanted = [[problems] if problems else [], [name.strip() for name in (answers or "").split(",") if name.strip()]]
    for name in wanted[0] + wanted[1]:
        if name not in names:
            there = ", ".join(f"“{known}”" for known in names) or "-"
            raise _refusal(
                f"ไม่พบประเภท “{name}” ในไฟล์นี้มี {there}", f"There is no category “{name}”. The file has {there}"
            )
    usual = [[name for name in names if any(word in folded(name) for word in words)] for words in (_PROBLEM, _ANSWER)]
    problem_names = wanted[0] or usual[0]
    return problem_names, wanted[1] or [name for name in usual[1] if name not in problem_names]


def _links(
    pipeline: ThemePipeline,
    found: dict[str | None, Arrangement],
    notes: list[Note],
    problems: list[str],
    answers: list[str],
) -> dict[str, Any]:
    """Links between themes by id, and notes in none, which are called "row N" with N from 0."""
    sides = [
        [theme for name in names for theme in (*found[name].themes, *map(_alone, found[name].ungrouped))]
        for names in (problems, answers)
    ]
    links = pipeline.link(notes, *sides)
    pairs = [{"from": link.source, "to": link.target, "strength": link.strength} for link in links.links]
    return {"links": pairs, "gaps": list(links.gaps)} if answers else {"links": [], "gaps": []}


def _alone(row: str) -> Theme:
    # slow: scikit-learn and PyThaiNLP
    from analysis import Theme

    return Theme(f"row {row}", "", False, (row,))


def _glossary(path: Path | None) -> Any:
    """Return Laena's own glossary joined with the file's, whose broken lines are reported and left out."""
    # slow: scikit-learn and PyThaiNLP
    from analysis.glossary import Glossary, shipped
    from workshop.tables import TableError
    from workshop.tables.encoding import decode

    if path is None:
        return shipped()
    try:
        own = Glossary.parse(decode(path.read_bytes(), path.name))
    except OSError as error:
        raise _refusal(f"อ่านไฟล์คำศัพท์ {path} ไม่ได้: {error}", f"cannot read the glossary {path}: {error}") from error
    except TableError as error:
        raise _refusal(error.thai, error.english) from error
    for fault in own.faults:
        click.echo(f"{path}: {fault}", err=True)
    return shipped().joined(own)


def _embedder(model: str | None, cores: int) -> Embedder | None:
    """Return the model of a folder; None (Laena's own), after a message, if it cannot be used."""
    if not model:
        return None
    # slow: scikit-learn and PyThaiNLP
    from analysis.local_model import LocalModelError, local_model

    try:
        return local_model(model, cores)
    except LocalModelError as error:
        click.echo(_translated(error.thai, error.english), err=True)
        click.echo(_translated("ใช้โมเดลที่มากับ Laena แทน", "The model that comes with Laena is used instead"), err=True)
        return None


def _lines(result: dict[str, Any], table: _File) -> list[tuple[str, ...]]:
    """Return a header and one line a note: row, category, state, theme id, label, text."""
    lines: dict[int, tuple[str, ...]] = {}
    for theme in result["themes"]:
        for row in theme["rows"]:
            lines[row] = ("in theme", theme["id"], theme["label"])
    for state in ("ungrouped", "set_aside"):
        for row in result[state]:
            lines[row] = (state.replace("_", " "), "", "")
    rows = [(str(row), table.category[row] or "", *lines[row], table.texts[row]) for row in range(len(table.texts))]
    return [("row", "category", "state", "theme", "label", "text"), *rows]


def _csv(lines: list[tuple[str, ...]]) -> bytes:
    """Return a CSV for Excel, guarded as in the exports; the rows stay numbers."""
    # slow: the writers of reports
    from workshop.reports.cells import encodable, guarded

    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([row, *(guarded(encodable(cell)) for cell in cells)] for row, *cells in lines)
    return out.getvalue().encode("utf-8-sig")


def _csv_data(lines: list[tuple[str, ...]]) -> bytes:
    """Return a CSV for programs: texts verbatim, no mark before the first line."""
    # slow: the writers of reports
    from workshop.reports.cells import encodable

    out = io.StringIO(newline="")
    csv.writer(out).writerows([encodable(cell) for cell in line] for line in lines)
    return out.getvalue().encode()


def _xlsx(lines: list[tuple[str, ...]]) -> bytes:
    # slow: xlsxwriter
    import xlsxwriter

    from workshop.reports.xml_text import xml_text

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, plain) as book:
        sheet = book.add_worksheet("laena")
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True})
        for at, line in enumerate(lines):
            for column, cell in enumerate(line):
                if at and not column:
                    sheet.write_number(at, column, int(cell), wrap)
                else:
                    sheet.write_string(at, column, xml_text(cell)[:32_000], wrap if at else bold)
        sheet.set_column(0, 3, 12)
        sheet.set_column(4, 4, 36)
        sheet.set_column(5, 5, 80)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines) - 1, 0), 5)
    return out.getvalue()


def _write(output: Path | None, data: bytes) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise _refusal(
            f"เขียนไฟล์ {output} ไม่ได้: {error.strerror}", f"cannot write {output}: {error.strerror}"
        ) from error


def _with_progress(items: Any, what: str) -> Iterator[Any]:
    # slow: rich
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(list(items), description=what, console=console)


def _refusal(thai: str, english: str) -> click.ClickException:
    return click.ClickException(_translated(thai, english))


def _translated(thai: str, english: str) -> str:
    """Return the message in the language of $LAENA_LANG (th or en), in both where it is not set."""
    language = os.environ.get("LAENA_LANG", "")[:2].lower()
    return {"th": thai, "en": english}.get(language, f"{thai} / {english}")
