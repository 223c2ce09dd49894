"""Whether a file is a font that PDF files can be set in. It runs in a process of its own (cli/office_child.py)."""

import io
import unicodedata
from pathlib import Path
from struct import error as StructError
from tempfile import TemporaryDirectory

from workshop.domain.office_fonts import MAX_BYTES, OfficeFont, UnfitFont
from workshop.reports.font_tables import code_points, embeddable, tables
from workshop.reports.fonts import EMBEDDED_FONT, SCRIPT_FAMILIES

_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
_THAI = (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E4F), *range(0x0E50, 0x0E5A))
_NEEDED = (*_THAI, *range(0x21, 0x7F))
_NAMED = 8  # so many missing letters are named
_BOLD = 600
_TROUBLES = (StructError, KeyError, IndexError, StopIteration, ValueError, RuntimeError, OSError, MemoryError)
_PAGE = b"#set text(font: sys.inputs.family, fallback: false)\n#sys.inputs.letters"


def checked(data: bytes) -> OfficeFont:
    """Return the font with its family and its face. Raises UnfitFont."""
    if len(data) > MAX_BYTES:
        raise UnfitFont("large")
    if data[:4] not in _KINDS:
        raise UnfitFont("kind")
    try:
        found = tables(data)
        if "fvar" in found:
            raise UnfitFont("kind")
        _refuse_missing(data)
        if not embeddable(data):
            raise UnfitFont("rights")
        _drawn(data)
        family, face = _named(data)
    except _TROUBLES as trouble:
        raise UnfitFont("broken") from trouble
    # typst finds a family in any case of its letters.
    if family.casefold() in {each.casefold() for each in (EMBEDDED_FONT, *SCRIPT_FAMILIES)}:
        raise UnfitFont("ours")
    return OfficeFont(face, family, data)


def _refuse_missing(data: bytes) -> None:
    there = code_points(data)
    missing = [code for code in _NEEDED if code not in there]
    if missing:
        more = " …" if len(missing) > _NAMED else ""
        raise UnfitFont("letters", " ".join(map(_shown, missing[:_NAMED])) + more)


def _shown(code: int) -> str:
    letter = chr(code)
    return f"\N{DOTTED CIRCLE}{letter}" if unicodedata.category(letter) == "Mn" else letter


def _drawn(data: bytes) -> None:
    """Draw each letter that is needed, as FreeType finds what is broken in outlines. Raises OSError, ValueError."""
    # slow: loads the library
    from PIL import ImageFont

    font = ImageFont.truetype(io.BytesIO(data), 40, layout_engine=ImageFont.Layout.BASIC)
    for code in _NEEDED:
        if font.getmask(chr(code)).getbbox() is None:
            raise ValueError(f"U+{code:04X} is empty")


def _named(data: bytes) -> tuple[str, str]:
    """Return the family, by which typst finds the font, and the face, after a page was set in it.

    Raises ValueError, RuntimeError (typst.TypstError).
    """
    # slow: loads the library
    import typst

    with TemporaryDirectory(prefix="laena-font-") as folder:
        (Path(folder) / "font.ttf").write_bytes(data)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        found = fonts.fonts()
        if len(found) != 1 or not found[0].family.strip():
            raise ValueError("no font, or one without a name")
        letters = "".join(map(chr, _NEEDED))
        inputs = {"family": found[0].family, "letters": letters}
        typst.Compiler(input=_PAGE, font_paths=fonts, sys_inputs=inputs).compile(format="pdf")
    bold, italic = found[0].weight >= _BOLD, found[0].style != "normal"
    return found[0].family, ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
