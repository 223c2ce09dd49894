"""laena import"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.cli.start import open_feed, settings_option
from workshop.domain import groups, imports, workshops
from workshop.domain.imports import RefusedRow
from workshop.errors import UnknownWorkshop
from workshop.settings import Settings

if TYPE_CHECKING:
    from workshop.feed import Feed
    from workshop.intake.answers import Answer, Found

_BATCH = 100  # notes a transaction, so that a board's delta stays small
_SHOWN = 20
_REASONS = {
    "note_empty": "ไม่มีข้อความ / empty",
    "note_too_long": "ยาวเกิน 300 ตัวอักษร / longer than 300 characters",
    "bad_category": "ไม่มีประเภทนี้ในการประชุม / the workshop has no such category",
}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workshop", "code", required=True, metavar="CODE", help="รหัสการประชุม / the workshop's code.")
@click.option("--text", "text_column", metavar="COLUMN", help="คอลัมน์ความเห็น / column with the notes.")
@click.option("--category", "category_column", metavar="COLUMN", help="คอลัมน์ประเภท / column with the category.")
@click.option("--group", "group_column", metavar="COLUMN", help="คอลัมน์กลุ่ม / column with the group.")
@click.option("--into", metavar="CATEGORY", help="ประเภทของแถวที่ไม่ได้ระบุ / category of rows that name none.")
@click.option("--source", default="", metavar="NAME", help="ชื่อแหล่ง เมื่อสองไฟล์มีแถวเหมือนกัน / tells alike files apart.")
@click.option("--strict", is_flag=True, help="รับทั้งหมดหรือไม่รับเลย / all rows or none.")
@settings_option
def import_notes(
    file: Path,
    code: str,
    text_column: str | None,
    category_column: str | None,
    group_column: str | None,
    into: str | None,
    source: str,
    strict: bool,
    chosen: Settings,
) -> None:
    """นำความเห็นจากไฟล์เข้าการประชุม / Take the notes of FILE (CSV, TSV or XLSX) into a workshop.

    A form with one question for each category needs no column names. The same file again adds nothing. The server
    may be running meanwhile.
    """
    # slow: openpyxl and the detection of encodings
    from workshop.intake.answers import Columns, NoCategory, answers
    from workshop.tables import TableError, read_table

    feed = open_feed(chosen)
    try:
        workshop = feed.read(workshops.find, code)
    except UnknownWorkshop:
        raise click.ClickException(_unknown(feed, code)) from None
    columns = Columns(text_column, category_column, group_column, into, source)
    try:
        read = answers(read_table(file), columns, workshop.categories)
    except TableError as error:
        raise click.ClickException(str(error)) from None
    except NoCategory as error:
        names = ", ".join(f"“{category['name']}” ({category['key']})" for category in workshop.categories)
        raise click.ClickException(f"{error}\n  ประเภทของการประชุมนี้ / categories of this workshop: {names}") from None
    _show_columns(read, workshop.categories)
    found = read.answers
    try:
        result = _imported(feed, workshop.code, found, strict)
        _report(result, len(found), _groups(feed, workshop.id))
    except imports.RowsRefused as error:
        _show_refused([found[row.place] for row in error.refused], error.refused)
        raise click.ClickException("ไม่ได้นำเข้าเลยตามที่สั่ง --strict / nothing was imported, as --strict asks") from None


def _show_columns(read: Found, categories: Sequence[Mapping[str, str]]) -> None:
    """Name the columns that were read, and those with text that were not."""
    # slow: the detection of encodings
    from workshop.tables import quoted

    names = {category["key"]: category["name"] for category in categories}
    columns = ", ".join(f"“{column}”" + (f" → {names[key]}" if key else "") for column, key in read.read)
    click.echo(f"อ่านความเห็นจากคอลัมน์ / notes are in the column: {columns}")
    if read.others:
        click.echo(
            f"มีข้อความแต่ไม่ได้อ่าน / has text and was not read: {quoted(read.others)}\n"
            "ถ้าความเห็นอยู่ในคอลัมน์อื่น สั่งพร้อม --text คอลัมน์ / if the notes are in another column, say --text COLUMN",
            err=True,
        )


def _imported(feed: Feed, code: str, found: list[Answer], strict: bool) -> imports.ImportResult:
    """Add the notes and show the refused rows; with `strict` in one transaction, else in small ones."""
    added = already = 0
    refused: list[RefusedRow] = []
    unknown: list[str] = []
    step = max(1, len(found)) if strict else _BATCH
    for start in range(0, len(found), step):
        notes = [answer.note for answer in found[start : start + step]]
        part = feed.change(code, "import", imports.add, notes, strict)
        added, already = added + part.added, already + part.already
        refused += [RefusedRow(start + row.place, row.code) for row in part.refused]
        unknown += part.unknown_groups
    _show_refused([found[row.place] for row in refused], refused)
    return imports.ImportResult(added, already, tuple(refused), tuple(unknown))


def _show_refused(rows: list[Answer], refused: list[RefusedRow] | tuple[RefusedRow, ...]) -> None:
    for answer, row in list(zip(rows, refused, strict=True))[:_SHOWN]:
        click.echo(f"  แถวที่ {answer.row} / row {answer.row}: {_REASONS[row.code]}", err=True)
    if len(refused) > _SHOWN:
        click.echo(f"  … อีก {len(refused) - _SHOWN} แถว / and {len(refused) - _SHOWN} more", err=True)


def _report(result: imports.ImportResult, rows: int, names: list[str]) -> None:
    refused = len(result.refused)
    click.echo(
        f"{rows} ความเห็นในไฟล์ = เพิ่ม {result.added} + มีอยู่แล้ว {result.already} + ไม่รับ {refused}\n"
        f"{rows} notes in the file = {result.added} added + {result.already} already there + {refused} refused"
    )
    if refused:
        click.echo("แถวนับใต้หัวตารางจาก 1 / rows are counted from 1 below the header", err=True)
    if result.unknown_groups:
        counted = Counter(result.unknown_groups).most_common(_SHOWN)
        named = ", ".join(f"“{name}” ({count}){_near(names, name)}" for name, count in counted)
        click.echo(f"ไม่มีกลุ่มชื่อนี้ จึงเก็บโดยไม่ระบุกลุ่ม / no such group, kept without one: {named}", err=True)
    if result.already:
        click.echo(
            "ถ้าแถวที่มีอยู่แล้วมาจากคนละไฟล์ สั่งอีกครั้งพร้อม --source ชื่อ / "
            "if those already there came from another file, import again with --source NAME",
            err=True,
        )


def _groups(feed: Feed, workshop_id: int) -> list[str]:
    return feed.read(lambda session: [group.name for group in groups.of(session, workshop_id)])


def _near(names: list[str], written: str) -> str:
    near = imports.near_group(names, written)
    return f" คล้าย / like “{near}”" if near else ""


def _unknown(feed: Feed, code: str) -> str:
    known = [f"{row.code} {row.title}" for row in feed.read(workshops.every)[:5]]
    listed = "\n  ".join(["", *known]) if known else " -"
    return (
        f"ไม่พบการประชุมรหัส {code} ตรวจรหัส หรือโฟลเดอร์ข้อมูล (--data) / there is no workshop {code}: check the code, "
        f"or the data folder (--data)\n  ที่มีอยู่ / there are:{listed}"
    )
