"""laena import"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.cli import import_report as report
from workshop.cli.start import open_feed, settings_option
from workshop.domain import groups, imports, undo, workshops, written_names
from workshop.domain.imports import ImportResult
from workshop.errors import ImportIntoEnded, UnknownWorkshop
from workshop.settings import Settings

if TYPE_CHECKING:
    from workshop.feed import Feed
    from workshop.intake.answers import Answer
    from workshop.intake.layout import Columns


@click.command("import")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@click.option("--workshop", "code", required=True, metavar="CODE", help="รหัสการประชุม / the workshop's code.")
@click.option(
    "--sheet", "sheets", multiple=True, metavar="SHEET", help="แผ่นงาน (ระบุได้หลายแผ่น) / sheet; may be repeated."
)
@click.option("--text", "text_column", metavar="COLUMN", help="คอลัมน์ความเห็น / column with the notes.")
@click.option("--category", "category_column", metavar="COLUMN", help="คอลัมน์ประเภท / column with the category.")
@click.option("--group", "group_column", metavar="COLUMN", help="คอลัมน์กลุ่ม / column with the group.")
@click.option("--into", metavar="CATEGORY", help="ประเภทของแถวที่ไม่ได้ระบุ / category of rows that name none.")
@click.option("--source", default="", metavar="NAME", help="ชื่อแหล่ง เมื่อสองไฟล์มีแถวเหมือนกัน / tells alike files apart.")
@click.option("--again", is_flag=True, help="รับข้อความที่มีอยู่แล้วด้วย / also texts that are there already.")
@click.option("--strict", is_flag=True, help="รับทั้งหมดหรือไม่รับเลย / all rows or none.")
@click.option("--dry-run", is_flag=True, help="ดูผลก่อน ไม่นำเข้า / show what would happen, import nothing.")
@settings_option
def import_notes(
    files: tuple[Path, ...],
    code: str,
    sheets: tuple[str, ...],
    text_column: str | None,
    category_column: str | None,
    group_column: str | None,
    into: str | None,
    source: str,
    again: bool,
    strict: bool,
    dry_run: bool,
    chosen: Settings,
) -> None:
    """นำความเห็นจากไฟล์เข้าการประชุม / Take the notes of FILE (CSV, TSV, XLSX, XLS or ODS) into a workshop.

    A form with one question for each category needs no column names. The same file again adds nothing; a text that is
    there already is not added either, unless --again or --source asks for it. The server may be running meanwhile.
    """
    # slow: the detection of encodings
    from workshop.intake.layout import Columns

    feed = open_feed(chosen)
    try:
        feed.read(workshops.find, code)
    except UnknownWorkshop:
        raise click.ClickException(report.unknown_workshop(feed, code)) from None
    columns = Columns(text_column, category_column, group_column, into, source)
    results: list[tuple[Path, ImportResult | None]] = []
    for file in files:
        try:
            results.append(
                (file, _import_file(feed, code, file, sheets, columns, again or bool(source), strict, dry_run))
            )
        except click.ClickException as error:
            if len(files) == 1:
                raise
            click.echo(f"{file.name}: {error.format_message()}", err=True)
            results.append((file, None))
    if len(files) > 1:
        report.show_table(results, dry_run)
        if any(result is None for _, result in results):
            raise SystemExit(1)


def _import_file(
    feed: Feed,
    code: str,
    file: Path,
    sheets: tuple[str, ...],
    columns: Columns,
    again: bool,
    strict: bool,
    dry_run: bool,
) -> ImportResult:
    """Import one file, or only look at it, and report it. Raises ClickException."""
    # slow: the detection of encodings
    from workshop.intake.answers import NoCategory, answers
    from workshop.tables import TableError, read_tables

    workshop = feed.read(workshops.find, code)
    names = feed.read(lambda session: [group.name for group in groups.of(session, workshop.id)])
    try:
        read = answers(read_tables(file, sheets), columns, workshop.categories, names)
    except TableError as error:
        raise click.ClickException(str(error)) from None
    except NoCategory as error:
        known = ", ".join(f"“{category['name']}” ({category['key']})" for category in workshop.categories)
        raise click.ClickException(f"{error}\n  ประเภทของการประชุมนี้ / categories of this workshop: {known}") from None
    report.show_columns(file.name, read, workshop.categories)
    found = read.answers
    outlook = feed.read(imports.outlook, workshop.code, [answer.note for answer in found])
    report.show_refused([found[row.place] for row in outlook.refused], outlook.refused)
    if strict and outlook.refused and not dry_run:
        raise click.ClickException("ไม่ได้นำเข้าเลยตามที่สั่ง --strict / nothing was imported, as --strict asks")
    report.show_alike([found[place] for place in outlook.alike], again)
    places = sorted((*outlook.new, *outlook.alike)) if again else list(outlook.new)
    taken = [found[place] for place in places]
    result = _looked_at(taken, names) if dry_run else _imported(feed, workshop.code, taken, strict)
    left = 0 if again else len(outlook.alike)
    result = ImportResult(
        result.added, result.already + outlook.already, outlook.refused + result.refused, result.unknown_groups, left
    )
    report.show(result, names, dry_run)
    return result


def _looked_at(taken: list[Answer], names: list[str]) -> ImportResult:
    """Return what an import would add."""
    written = (answer.note.group.strip() for answer in taken)
    unknown = tuple(group for group in written if group and not written_names.same_group(names, group))
    return ImportResult(len(taken), unknown_groups=unknown)


def _imported(feed: Feed, code: str, taken: list[Answer], strict: bool) -> ImportResult:
    """Add the notes, all at once. Raises ClickException."""
    notes = [answer.note for answer in taken]
    try:
        return feed.change(code, undo.ACTOR, imports.add, notes, strict, imports.texts_of(notes))
    except ImportIntoEnded:
        raise click.ClickException(report.ENDED) from None
