"""The three parts that a reader gets, one after the other: as CSV to fill in, and as a page to print."""

from __future__ import annotations

from html import escape
from pathlib import Path

from bench.readers.sheet import Sheet, table

GROUP, SORT, PRINT = "1-group", "2-sort", "3-print"
_HOW = {
    GROUP: (
        "จัดกลุ่มความเห็น",
        "อ่านความเห็นทั้งหมด แล้วจัดข้อที่พูดเรื่องเดียวกันไว้กลุ่มเดียวกัน จำนวนกลุ่มเท่าใดก็ได้ ใส่เลขกลุ่มหลังแต่ละข้อ "
        "ข้อที่ไม่เข้ากับข้อใดใส่ 0 ยังไม่ดูตอนที่ 2 และ 3",
    ),
    SORT: (
        "จัดความเห็นเข้าชื่อกลุ่ม",
        "ด้านบนมีแต่ชื่อกลุ่ม อ่านความเห็นทีละข้อ แล้วใส่เลขของชื่อกลุ่มที่ข้อนั้นน่าจะอยู่ ถ้าไม่เข้ากับชื่อใดใส่ 0 ยังไม่ดูตอนที่ 3",
    ),
    PRINT: (
        "ชื่อกลุ่มนี้พิมพ์ลงรายงานได้เลยหรือไม่",
        "แต่ละกลุ่มมีชื่อกับความเห็นทั้งหมดของกลุ่ม ถ้าชื่อนี้พิมพ์ลงรายงานได้โดยไม่ต้องแก้ ใส่ 1 ถ้าต้องแก้ ใส่ 0",
    ),
}
_STYLE = (
    "body{font:15px/1.5 Sarabun,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3rem .5rem;text-align:left;"
    "vertical-align:top}td:first-child,td.fill{width:3.5rem}tr{break-inside:avoid}"
)


def write_parts(sheet: Sheet, folder: Path) -> None:
    """Write NAME.PART.csv and NAME.PART.html of all three parts."""
    notes = [[str(number), text] for number, text in enumerate(sheet.texts, 1)]
    labels = [[str(number), label] for number, label in enumerate(sheet.labels, 1)]
    blank = [[*row, ""] for row in notes]
    table(folder / f"{sheet.name}.{GROUP}.csv", ["note", "text", "group"], blank)
    table(folder / f"{sheet.name}.{SORT}.csv", ["note", "text", "label"], blank)
    table(folder / f"{sheet.name}.{SORT}.labels.csv", ["label", "name"], labels)
    table(folder / f"{sheet.name}.{PRINT}.csv", ["label", "name", "print"], [[*row, ""] for row in labels])
    _page(sheet, folder, GROUP, _rows(notes))
    _page(sheet, folder, SORT, _rows(labels, fill=False) + "<p></p>" + _rows(notes))
    inside = ""
    for number, label in enumerate(sheet.labels, 1):
        inside += f"<h2>{number}. {escape(label)} <small>[ &nbsp; ]</small></h2><ul>"
        inside += "".join(
            f"<li>{escape(text)}</li>" for text, group in zip(sheet.texts, sheet.groups, strict=True) if group == number
        )
        inside += "</ul>"
    _page(sheet, folder, PRINT, inside)


def _rows(rows: list[list[str]], fill: bool = True) -> str:
    end = '<td class="fill"></td>' if fill else ""
    lines = [f"<tr><td>{number}</td><td>{escape(text)}</td>{end}</tr>" for number, text in rows]
    return f"<table>{''.join(lines)}</table>"


def _page(sheet: Sheet, folder: Path, part: str, inside: str) -> None:
    title, how = _HOW[part]
    html = (
        f'<!doctype html><html lang="th"><meta charset="utf-8"><title>{escape(title)}: {escape(sheet.name)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><p>{escape(how)}</p>{inside}</html>\n"
    )
    (folder / f"{sheet.name}.{part}.html").write_text(html, encoding="utf-8")
