"""laena import"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.folding import comparable
from workshop.cli import import_report as report
from workshop.cli.known_code import found_code
from workshop.cli.start import open_feed, settings_option
from workshop.domain import workshops
from workshop.domain.imports import ImportResult
from workshop.errors import ImportIntoEnded
from workshop.settings import Settings

if TYPE_CHECKING:
    from workshop.feed import Feed
    from workshop.intake.looking import Options
    from workshop.tables import TableError


@click.command("import")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@click.option("--workshop", "code", required=True, metavar="CODE", help="รหัสการประชุม / the workshop's code.")
@click.option(
    "--sheet", "sheets", multiple=True, metavar="SHEET", help="แผ่นงาน (ระบุได้หลายแผ่น) / sheet; may be repeated."
)
@click.option("--text", "text_column", metavar="COLUMN", help="คอลัมน์ความเห็น / column with the notes.")
@click.option("--category", "category_column", metavar="COLUMN", help="คอลัมน์ประเภท / column with the category.")
@click.option(
    "--column",
    "given",
    multiple=True,
    metavar="COLUMN=CATEGORY",
    help="คอลัมน์และประเภทของความเห็นในนั้น (ระบุได้หลายคอลัมน์ คอลัมน์= คือไม่อ่าน) / a column of notes and their category; may be"
    " repeated, COLUMN= leaves one out.",
)
@click.option("--group", "group_column", metavar="COLUMN", help="คอลัมน์กลุ่ม / column with the group.")
@click.option("--time", "time_column", metavar="COLUMN", help="คอลัมน์วันที่ / column with the days.")
@click.option(
    "--days",
    type=click.Choice(["day-first", "month-first", "none"]),
    help="1/11 คือ 1 พ.ย. หรือ 11 ม.ค. หรือไม่ใช้วันที่ / 1/11 is 1 November or 11 January; none: take no days.",
)
@click.option(
    "--header", type=click.IntRange(min=0), metavar="ROW", help="แถวหัวตาราง 0 คือไม่มี / row of the header, 0 for none."
)
@click.option(
    "--means", multiple=True, metavar="A=B", help="ประเภทหรือกลุ่ม A ในไฟล์คือ B / category or group A of the file is B."
)
@click.option(
    "--make-groups",
    is_flag=True,
    help="สร้างกลุ่มที่ยังไม่มี เว้นที่ชื่อคล้ายกลุ่มที่มี / make the groups that are not there, but for names near another.",
)
@click.option("--into", metavar="CATEGORY", help="ประเภทของแถวที่ไม่ได้ระบุ / category of rows that name none.")
@click.option(
    "--headings/--no-headings",
    default=True,
    help="แถวที่มีแต่ชื่อกลุ่มหรือประเภทใช้กับแถวที่อยู่ใต้ / rows with nothing but a group or a category count for those below.",
)
@click.option(
    "--carry/--no-carry",
    default=None,
    help="กลุ่มและประเภทใช้กับช่องว่างที่อยู่ใต้ / a group or category counts for the empty cells below it.",
)
@click.option(
    "--file-group/--no-file-group",
    default=True,
    help="ชื่อไฟล์บอกกลุ่ม ถ้าในไฟล์ไม่มีกลุ่ม / the file's name says the group, where nothing in the file does.",
)
@click.option(
    "--hidden/--no-hidden",
    default=True,
    help="อ่านแถวและคอลัมน์ที่ซ่อนด้วย / read hidden rows and columns too.",
)
@click.option(
    "--split", is_flag=True, help="แยกรายการในช่อง 1) … 2) … เป็นข้อละความเห็น / each item of a list in a cell is a note."
)
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
    given: tuple[str, ...],
    group_column: str | None,
    time_column: str | None,
    days: str | None,
    header: int | None,
    means: tuple[str, ...],
    make_groups: bool,
    into: str | None,
    headings: bool,
    carry: bool | None,
    file_group: bool,
    hidden: bool,
    split: bool,
    source: str,
    again: bool,
    strict: bool,
    dry_run: bool,
    chosen: Settings,
) -> None:
    """นำความเห็นจากไฟล์เข้าการประชุม / Take the notes of FILE (CSV, TSV, XLSX, XLS, ODS, or a ZIP of them) into a workshop.

    A form with one question for each category needs no column names. The same file again adds nothing; a text that is
    there already is not added either, unless --again or --source asks for it. The server may be running meanwhile.
    """
    # slow: the detection of encodings
    from workshop.intake.layout import Columns
    from workshop.intake.looking import Options
    from workshop.tables import TableError
    from workshop.tables.archive import COPIES

    feed = open_feed(chosen)
    code = found_code(feed, code)
    order = (days or "").replace("-", "_")
    columns = Columns(
        text_column,
        category_column,
        group_column,
        into,
        source,
        time_column,
        order,
        means=_pairs(means, "ชื่อในไฟล์=ชื่อในการประชุม / name in the file=name in the workshop"),
        given=_pairs(given, "คอลัมน์=ประเภท / column=category", last=True),
        headings=headings,
        carry=carry,
        of_file=file_group,
        hidden=hidden,
        split=split,
    )
    options = Options(sheets, header, columns, again, make_all=make_groups)
    given_files = [each for file in files for each in _contents(file)]
    results: list[tuple[str, ImportResult | None]] = []
    for name, data in given_files:
        try:
            if isinstance(data, TableError):
                raise click.ClickException(str(data))
            results.append((name, _import_file(feed, code, name, data, options, strict, dry_run)))
        except click.ClickException as error:
            if len(given_files) == 1:
                raise
            click.echo(f"{name}: {error.format_message()}", err=True)
            results.append((name, None))
    if len(given_files) > 1:
        report.show_table(results, dry_run)
        copies = [name for name, data in given_files if isinstance(data, TableError) and data.code in COPIES]
        if any(result is None and name not in copies for name, result in results):
            raise SystemExit(1)


def _contents(file: Path) -> Iterator[tuple[str, bytes | TableError]]:
    """Yield (name, bytes) of the file, or of each file in a ZIP, or why one is not read."""
    # slow: the detection of encodings
    from workshop.tables import TableError, bytes_of
    from workshop.tables.archive import content_of, files_inside

    try:
        data = bytes_of(file)
        inside = files_inside(data, file.name)
    except TableError as error:
        yield file.name, error
        return
    if inside is None:
        yield file.name, data
        return
    for each in inside:
        try:
            yield f"{file.name} › {each.name}", each.trouble or content_of(data, each.place, each.name)
        except TableError as error:
            yield f"{file.name} › {each.name}", error


def _import_file(
    feed: Feed, code: str, name: str, data: bytes, options: Options, strict: bool, dry_run: bool
) -> ImportResult:
    """Import one file, or only look at it, and report it. Raises ClickException."""
    # slow: the detection of encodings
    from workshop.intake.answers import NoCategory
    from workshop.intake.looking import look, take
    from workshop.tables import TableError

    try:
        looked = look(feed, code, data, name, replace(options, columns=replace(options.columns, file=name)))
    except TableError as error:
        raise click.ClickException(str(error)) from None
    except ImportIntoEnded:
        raise click.ClickException(report.ENDED) from None
    except NoCategory as error:
        categories = feed.read(workshops.find, code).categories
        known = ", ".join(f"“{category['name']}” ({category['key']})" for category in categories)
        raise click.ClickException(f"{error}\n  ประเภทของการประชุมนี้ / categories of this workshop: {known}") from None
    report.show_columns(name, looked.found, looked.categories)
    report.show_around(looked.found)
    report.show_cells(looked.found, options.columns)
    report.show_days(looked.found)
    report.show_ungrouped(looked.ungrouped())
    found, outlook = looked.found.answers, looked.outlook
    report.show_refused([found[row.place] for row in outlook.refused], outlook.refused)
    if strict and outlook.refused and not dry_run:
        raise click.ClickException("ไม่ได้นำเข้าเลยตามที่สั่ง --strict / nothing was imported, as --strict asks")
    report.show_alike([found[place] for place in outlook.alike], looked.again)
    try:
        result = looked.result() if dry_run else take(feed, looked, strict)
    except TableError as error:
        raise click.ClickException(str(error)) from None
    except ImportIntoEnded:
        raise click.ClickException(report.ENDED) from None
    report.show(result, looked.groups, dry_run)
    return result


def _pairs(pairs: tuple[str, ...], form: str, last: bool = False) -> dict[str, str]:
    """Return {name in the file: name in the workshop}, split at the first or the last =. Raises BadParameter."""
    found = {}
    for pair in pairs:
        written, sign, name = pair.rpartition("=") if last else pair.partition("=")
        if not sign or not written.strip():
            raise click.BadParameter(f"“{pair}”: {form}")
        found[comparable(written)] = name.strip()
    return found
