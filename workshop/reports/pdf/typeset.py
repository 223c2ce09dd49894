"""typst, which sets a source of this folder with its data as PDF; it reads nothing from the network."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from workshop.reports.fonts import font_files, script_fonts
from workshop.reports.pdf.text_layer import mended
from workshop.reports.words import Words
from workshop.views.dates import BANGKOK

_FOLDER = Path(__file__).resolve().parent


def typeset(source: str, data: dict[str, Any], words: Words, moment: datetime) -> bytes:
    """Return the PDF of `source`, a file of this folder that reads `data`. Raises typst.TypstError."""
    zoned = moment.replace(microsecond=0, tzinfo=moment.tzinfo or BANGKOK)
    pdf = _compiler(source, data, words).compile(format="pdf", pdf_standards=["ua-1"], timestamp=zoned)
    assert isinstance(pdf, bytes)
    return mended(pdf)


def as_png(source: str, data: dict[str, Any], words: Words, ppi: int) -> bytes:
    """Return the one page of `source` with `ppi` pixels for each inch of 72 points. Raises typst.TypstError."""
    png = _compiler(source, data, words).compile(format="png", ppi=float(ppi))
    assert isinstance(png, bytes)
    return png


def as_pngs(source: str, data: dict[str, Any], words: Words, ppi: int) -> list[bytes]:
    """Return the pages of `source`, each as PNG. Raises typst.TypstError."""
    found = _compiler(source, data, words).compile(format="png", ppi=float(ppi))
    return [found] if isinstance(found, bytes) else list(found or [])


def _compiler(source: str, data: dict[str, Any], words: Words) -> typst.Compiler:
    data = {**data, "language": words.language, "thai_digits": words.digits(1) != "1"}
    folders = {font_files()["Regular"].parent, *(each.parent for each in script_fonts())}
    return typst.Compiler(
        input=str(_FOLDER / source),
        root=str(_FOLDER),
        font_paths=[str(folder) for folder in sorted(folders)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
