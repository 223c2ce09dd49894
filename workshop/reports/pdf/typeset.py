"""typst, which sets a source of this folder with its data as PDF; it reads nothing from the network."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.fonts import WIDTH_RATIO, font_files, script_fonts
from workshop.reports.pdf.text_layer import mended
from workshop.reports.typefaces import SARABUN, typeface
from workshop.reports.words import Words
from workshop.views.dates import BANGKOK

_FOLDER = Path(__file__).resolve().parent


Standard = Literal["ua-1", "a-3a"]  # of those that typst writes


def typeset(
    source: str,
    data: dict[str, Any],
    words: Words,
    moment: datetime,
    fonts: Sequence[OfficeFont] = (),
    standards: Sequence[Standard] = ("ua-1",),
) -> bytes:
    """Return the PDF of `source`, a file of this folder that reads `data`, in Sarabun or the office's own font.

    Raises typst.TypstError.
    """
    zoned = moment.replace(microsecond=0, tzinfo=moment.tzinfo or BANGKOK)
    with _compiler(source, _json(data, words), fonts) as compiler:
        pdf = compiler.compile(format="pdf", pdf_standards=list(standards), timestamp=zoned)
    assert isinstance(pdf, bytes)
    return mended(pdf)


def as_png(source: str, data: dict[str, Any], words: Words, ppi: int) -> bytes:
    """Return the one page of `source` with `ppi` pixels for each inch of 72 points. Raises typst.TypstError."""
    (png,) = as_pngs(source, data, words, ppi)
    return png


def as_pngs(source: str, data: dict[str, Any], words: Words, ppi: int) -> list[bytes]:
    """Return the pages of `source`, each as PNG. Raises typst.TypstError."""
    return list(_painted(source, _json(data, words), float(ppi)))


@lru_cache(maxsize=2)
def _painted(source: str, data: str, ppi: float) -> tuple[bytes, ...]:
    """Return the pages of what was painted last as they were: a report is written again while its charts stay."""
    with _compiler(source, data) as compiler:
        found = compiler.compile(format="png", ppi=ppi)
    return (found,) if isinstance(found, bytes) else tuple(found or ())


def _json(data: dict[str, Any], words: Words) -> str:
    said = {**data, "language": words.language, "thai_digits": words.digits(1) != "1"}
    return json.dumps(said, ensure_ascii=False)


@contextmanager
def _compiler(source: str, data: str, fonts: Sequence[OfficeFont] = ()) -> Iterator[typst.Compiler]:
    folders = {font_files()["Regular"].parent, *(each.parent for each in script_fonts())}
    with TemporaryDirectory(prefix="laena-fonts-") as own:
        for font in fonts:
            (Path(own) / f"{font.face}.ttf").write_bytes(font.data)
        yield typst.Compiler(
            input=str(_FOLDER / source),
            root=str(_FOLDER),
            font_paths=[own, *(str(folder) for folder in sorted(folders))],
            ignore_system_fonts=True,
            sys_inputs={"data": data, **_sizes(fonts)},
        )


def _sizes(fonts: Sequence[OfficeFont]) -> dict[str, str]:
    """Return what common.typ needs: the family, points of TH SarabunPSK for one of its own, and its size in charts.

    Charts are laid out in Sarabun, so their texts need its width; elsewhere a small font keeps the form's size.
    """
    own = typeface(fonts, SARABUN)
    if not own.faces:
        return {"ratio": str(WIDTH_RATIO)}
    in_charts = WIDTH_RATIO / (own.ratio * own.width)
    return {"family": own.name, "ratio": str(own.ratio), "in-charts": str(in_charts)}
