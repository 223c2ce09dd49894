"""What `laena import` shows of a file and of what became of it, in Thai and English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from workshop.domain import written_names
from workshop.domain.imports import ImportResult, RefusedRow
from workshop.intake.words import NO_DAYS, NO_NOTES, REFUSED
from workshop.views import dates

if TYPE_CHECKING:
    from workshop.intake.answers import Answer, Found
    from workshop.intake.layout import Columns

_SHOWN = 20
HEADINGS = (
    "แถวหัวข้อ ใช้กับความเห็นใต้แถวนั้น",
    "headings, which count for the rows below them:",
    "ไม่ใช้ / not to use them",
)
ABOVE = "เหนือหัวตาราง / above the header"
CARRIED = (
    "ช่องว่างใต้ {column} {n} ช่อง ใช้ค่าจากช่องบน สั่งพร้อม --no-carry ถ้าไม่ใช่",
    "empty cells in {column}, {n}, get what stands above: say --no-carry if that is wrong",
)
NOT_CARRIED = (
    "ช่องว่างใต้ {column} {n} ช่อง ไม่ได้ใช้ค่าจากช่องบน สั่งพร้อม --carry ถ้าใช้",
    "empty cells in {column}, {n}, stay empty: say --carry if what stands above counts for them",
)
OF_FILE = (
    "ชื่อไฟล์บอกกลุ่ม {group} ของ {n} ความเห็น สั่งพร้อม --no-file-group ถ้าไม่ใช่",
    "the file's name says the group, {group}, of its notes ({n}): say --no-file-group if that is wrong",
)
NOT_OF_FILE = (
    "ไม่ใช้ชื่อไฟล์เป็นกลุ่ม {group} ของ {n} ความเห็น ตามที่สั่ง",
    "the file's name is not taken for the group, {group}, of its notes ({n}), as asked",
)
ENDED = (
    "การประชุมนี้สิ้นสุดแล้ว ไม่ได้นำเข้า เปิดการประชุมอีกครั้งก่อน / the workshop has ended, nothing was imported: open it again first"
)


def show_columns(name: str, read: Found, categories: Sequence[Mapping[str, str]]) -> None:
    """Name the sheets and columns that were read, and those with text that were not; the rows that are no notes."""
    # slow: the detection of encodings
    from workshop.tables import quoted

    names = {category["key"]: category["name"] for category in categories}
    click.echo(name)
    for sheet in dict.fromkeys(sheet for sheet, _, _ in read.read):
        columns = ", ".join(
            quoted([column]) + (f" → {names[key]}" if key else "") for of, column, key in read.read if of == sheet
        )
        where = f"แผ่นงาน / sheet {quoted([sheet])}: " if sheet else ""
        click.echo(f"{where}อ่านความเห็นจากคอลัมน์ / notes are in the column: {columns}")
    if read.passed:
        click.echo(
            f"แผ่นงานที่ไม่ได้อ่าน สั่งอ่านด้วย --sheet / sheets not read, say --sheet to read one: {quoted(read.passed)}",
            err=True,
        )
    if read.others:
        click.echo(
            f"มีข้อความแต่ไม่ได้อ่าน / has text and was not read: {quoted(read.others)}\n"
            "ถ้าเป็นความเห็น สั่งพร้อม --column คอลัมน์=ประเภท หรือ --text คอลัมน์ ถ้าความเห็นทั้งหมดอยู่ในนั้น"
            " / if they are notes, say --column COLUMN=CATEGORY, or --text COLUMN where all notes are there",
            err=True,
        )
    if read.no_notes:
        click.echo(
            f"ไม่ใช่ความเห็น จึงไม่นำเข้า {len(read.no_notes)} แถว / rows that are no notes, left out: {len(read.no_notes)}",
            err=True,
        )
    for sheet, row, why in read.no_notes[:_SHOWN]:
        click.echo(f"  {_row(sheet, row)}: {_both(NO_NOTES[why])}", err=True)
    _more(len(read.no_notes))


def show_around(read: Found) -> None:
    """Name the rows that count for those below them, and the columns whose cells do; headers that may be notes."""
    # slow: the detection of encodings
    from workshop.tables import quoted

    if read.headers:
        click.echo(
            f"แถวแรก {quoted(read.headers)} อ่านเป็นหัวตาราง สั่งพร้อม --header 0 ถ้าเป็นความเห็น"
            f" / the first row, {quoted(read.headers)}, is taken for the header: say --header 0 if it is a note",
            err=True,
        )
    if read.headings:
        click.echo(
            f"{HEADINGS[0]} {len(read.headings)} / {HEADINGS[1]} {len(read.headings)} (--no-headings: {HEADINGS[2]}):"
        )
    for each in read.headings[:_SHOWN]:
        click.echo(f"  {_row(each.sheet, each.row) if each.row else ABOVE}: {quoted([each.text])}")
    _more(len(read.headings))
    for column in read.carried:
        thai, english = CARRIED if column.on else NOT_CARRIED
        click.echo(
            f"{thai.format(column=quoted([column.column]), n=column.cells)}"
            f" / {english.format(column=quoted([column.column]), n=column.cells)}",
            err=not column.on,
        )
    if read.of_file:
        thai, english = OF_FILE if read.of_file.on else NOT_OF_FILE
        filled = {"group": quoted([read.of_file.group]), "n": read.of_file.notes}
        click.echo(f"{thai.format(**filled)} / {english.format(**filled)}")


def show_cells(read: Found, chosen: Columns) -> None:
    """Say what is in cells that a person may not expect: lists, marks, remarks, and what is hidden."""
    # slow: the detection of encodings
    from workshop.tables import quoted

    if read.lists:
        done = (
            ("แยกเป็นข้อละความเห็น", "each item is a note")
            if chosen.split
            else ("สั่งพร้อม --split ถ้าให้แยก", "say --split to part them")
        )
        click.echo(f"ช่องที่มีหลายข้อ {read.lists}: {done[0]} / cells with several items, {read.lists}: {done[1]}")
    if read.marks:
        click.echo(f"ตัดเครื่องหมายหน้าข้อความ {read.marks} / marks before texts taken off: {read.marks}")
    columns = f" ({quoted(read.hidden_columns)})" if read.hidden_columns else ""
    if read.hidden or columns:
        done = (
            ("อ่านด้วย สั่งพร้อม --no-hidden ถ้าไม่อ่าน", "read too; say --no-hidden to leave them out")
            if chosen.hidden
            else ("ไม่อ่าน", "left out")
        )
        click.echo(
            f"แถวหรือคอลัมน์ที่ซ่อน {read.hidden}{columns}: {done[0]} / hidden rows or columns, {read.hidden}: {done[1]}",
            err=True,
        )
    if read.remarks:
        click.echo(f"ข้อคิดเห็นที่แนบกับช่องไม่ได้อ่าน {read.remarks} / remarks on cells, not read: {read.remarks}", err=True)


def show_days(read: Found) -> None:
    """Say which days the notes get, and which cells of the column are none."""
    # slow: the detection of encodings
    from workshop.tables import quoted

    days = read.days
    if days.first:
        thai, english = (dates.span(days.first, days.last, language, both_eras=False) for language in ("th", "en"))
        click.echo(f"วันที่ของความเห็น / days of the notes: {thai} / {english} ({quoted(days.columns)})")
    if days.undecided:
        click.echo(
            f"วันที่ใน {quoted(days.columns)} สลับวันกับเดือนได้ {days.undecided} แถว จึงไม่ใช้ สั่งพร้อม --days day-first"
            f" ถ้าวันมาก่อนเดือน --days month-first ถ้าเดือนมาก่อน / {days.undecided} days may be read in two ways"
            " and none is taken: say --days day-first or --days month-first",
            err=True,
        )
    wrong = [(sheet, row, why) for sheet, row, why in days.no_days if why != "day_order"]
    if wrong:
        click.echo(
            "ไม่ใช้วันที่ในแถวเหล่านี้ ใช้วันที่นำเข้าแทน / no day is taken from these rows, but that of the import:", err=True
        )
    for sheet, row, why in wrong[:_SHOWN]:
        click.echo(f"  {_row(sheet, row)}: {_both(NO_DAYS[why])}", err=True)
    _more(len(wrong))


def show_refused(rows: Sequence[Answer], refused: Sequence[RefusedRow]) -> None:
    for answer, row in list(zip(rows, refused, strict=True))[:_SHOWN]:
        click.echo(f"  {_row(answer.sheet, answer.row)}: {_both(REFUSED[row.code])}", err=True)
    _more(len(refused))


def show_ungrouped(notes: int) -> None:
    """Say how many notes lose the group that the file names."""
    if notes:
        click.echo(
            f"{notes} ความเห็นอยู่ในช่วงที่ไม่ระบุตัว จึงเก็บโดยไม่มีกลุ่ม"
            f" / notes of an anonymous phase, stored without their group: {notes}",
            err=True,
        )


def show_alike(rows: Sequence[Answer], again: bool) -> None:
    """Name the rows whose text is there already, though not the same row."""
    if not rows:
        return
    # slow: the detection of encodings
    from workshop.tables.echo import cut

    named = ", ".join(f"{cut(answer.sheet)} {answer.row}".strip() for answer in rows[:_SHOWN])
    done = (
        "รับเข้าตามที่สั่ง / added, as asked"
        if again
        else "ไม่ได้เพิ่ม สั่งพร้อม --again ถ้าเป็นของคนอื่น / not added; say --again if other people wrote them"
    )
    click.echo(
        f"ข้อความนี้มีอยู่แล้วในประเภทเดียวกัน {len(rows)} แถว / {len(rows)} texts are there already in their category"
        f" ({named}{' …' if len(rows) > _SHOWN else ''}): {done}",
        err=True,
    )


def show(result: ImportResult, names: Sequence[str], dry_run: bool) -> None:
    """Show the sums of one file, which add up."""
    refused = len(result.refused)
    rows = result.added + result.already + refused + result.alike
    if dry_run:
        click.echo("ดูผลเท่านั้น ยังไม่ได้นำเข้า / a look only, nothing was imported")
    click.echo(
        f"{rows} ความเห็นในไฟล์ = เพิ่ม {result.added} + มีอยู่แล้ว {result.already} + ข้อความซ้ำ {result.alike}"
        f" + ไม่รับ {refused}\n"
        f"{rows} notes in the file = {result.added} added + {result.already} already there"
        f" + {result.alike} texts there already + {refused} refused"
    )
    if refused:
        click.echo("แถวนับใต้หัวตารางจาก 1 / rows are counted from 1 below the header", err=True)
    if result.made_groups:
        made = ", ".join(f"“{name}”" for name in result.made_groups)
        click.echo(f"สร้างกลุ่ม {len(result.made_groups)} / groups made: {made}")
    if result.unknown_groups:
        # slow: the detection of encodings
        from workshop.tables import quoted

        counted = Counter(result.unknown_groups).most_common(_SHOWN)
        named = ", ".join(f"{quoted([name])} ({count}){_near(names, name)}" for name, count in counted)
        click.echo(
            f"ไม่มีกลุ่มชื่อนี้ จึงเก็บโดยไม่ระบุกลุ่ม / no such group, kept without one: {named}\n"
            "ถ้าเป็นกลุ่มที่มีอยู่ สั่งพร้อม --means ชื่อในไฟล์=กลุ่ม ถ้าเป็นกลุ่มใหม่ --make-groups (ชื่อที่คล้ายกลุ่มอื่น: --means"
            " ชื่อ=ชื่อ ด้วย) / if a group there is meant, say --means NAME=GROUP; for new groups --make-groups, with"
            " --means NAME=NAME where the name is near another",
            err=True,
        )
    if result.already:
        click.echo(
            "ถ้าแถวที่มีอยู่แล้วมาจากคนละไฟล์ สั่งอีกครั้งพร้อม --source ชื่อ / "
            "if those already there came from another file, import again with --source NAME",
            err=True,
        )


def show_table(results: Sequence[tuple[str, ImportResult | None]], dry_run: bool) -> None:
    """Show what happened to each file, and the sums."""
    # slow: rich
    from rich.console import Console
    from rich.table import Table

    title = "ดูผลเท่านั้น / a look only" if dry_run else None
    table = Table(title=title)
    table.add_column("ไฟล์\nfile", no_wrap=True)
    for heading in ("เพิ่ม\nadded", "มีอยู่แล้ว\nthere", "ข้อความซ้ำ\nsame text", "ไม่รับ\nrefused"):
        table.add_column(heading, justify="right", no_wrap=True)
    read = [result for _, result in results if result is not None]
    for file, result in results:
        numbers = ("ไม่ได้อ่าน", "", "", "") if result is None else _numbers([result])
        table.add_row(file, *numbers)
    table.add_section()
    table.add_row("รวม / total", *_numbers(read))
    Console(width=max(80, max(len(file) for file, _ in results) + 70)).print(table)


def _numbers(results: Sequence[ImportResult]) -> tuple[str, ...]:
    sums = zip(*((r.added, r.already, r.alike, len(r.refused)) for r in results), strict=True)
    return tuple(str(sum(column)) for column in sums) or ("0", "0", "0", "0")


def _row(sheet: str, row: int) -> str:
    # slow: the detection of encodings
    from workshop.tables.echo import cut

    return f"แถวที่ {row} / row {row}" + (f" (“{cut(sheet)}”)" if sheet else "")


def _both(words: tuple[str, str]) -> str:
    return " / ".join(words)


def _more(count: int) -> None:
    if count > _SHOWN:
        click.echo(f"  … อีก {count - _SHOWN} แถว / and {count - _SHOWN} more", err=True)


def _near(names: Sequence[str], written: str) -> str:
    near = written_names.near_group(names, written)
    return f" คล้าย / like “{near}”" if near else ""
