"""A slide of 16:9 with a title, texts that fit into their boxes, and one Thai font for every script."""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from workshop.reports.charts.wrapping import wrapped
from workshop.reports.fonts import OFFICE_FONT
from workshop.reports.words import Words
from workshop.reports.xml_text import xml_text

WIDTH, HEIGHT = 33.867, 19.05  # centimetres
MARGIN = 1.5
TOP = 4.1  # below the title
BOTTOM = HEIGHT - 1.3  # above number and mark
INNER = WIDTH - 2 * MARGIN
INK, SOFT, ACCENT = "1B2A33", "4A5760", "1F4E5F"
_TITLE_ONLY = 5
_CM_TO_POINTS = 72 / 2.54
_LEADING, _AFTER = 1.35, 0.25  # of the size: a line of Sarabun, what follows a paragraph
_PADDING = 7.2  # points above and below the text of a box
_CELL = 12  # points above and below the text of a cell


class Deck:
    """A presentation whose slides have a number, and the mark of a draft. Lengths are centimetres and points.

    font  its name; whichever it is, there is room for one as wide as Sarabun
    """

    def __init__(self, words: Words, draft: str = "", font: str = OFFICE_FONT) -> None:
        self.words, self._draft, self.font = words, draft, font
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Cm(WIDTH), Cm(HEIGHT)
        self._layout = self.file.slide_layouts[_TITLE_ONLY]
        for holder in list(self._layout.placeholders):
            if holder.placeholder_format.idx:  # date, footer and number, which stand where 4:3 had them
                holder._element.getparent().remove(holder._element)
        self._fonts()

    def slide(self, title: str) -> Any:
        """Add a slide with its title in at most two lines, and return it."""
        made = self.file.slides.add_slide(self._layout)
        holder = made.shapes.title
        holder.left, holder.top, holder.width, holder.height = Cm(MARGIN), Cm(0.8), Cm(INNER), Cm(3.0)
        points = 34 if len(wrapped(title, _room(INNER, 34), 3, True)) < 2 else 28
        self.fill(holder.text_frame, [fitted(title, INNER, points, 2, bold=True)], points, bold=True, colour=ACCENT)
        holder.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        holder.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        number = self.words.digits(len(self.file.slides))
        self.text(made, [number], WIDTH - MARGIN - 2, HEIGHT - 1.2, 2, 0.9, 16, colour=SOFT)
        if self._draft:
            self.text(made, [self._draft], MARGIN, HEIGHT - 1.2, INNER - 3, 0.9, 16, bold=True, colour=SOFT)
        return made

    def text(
        self,
        slide: Any,
        lines: Sequence[str],
        x: float,
        y: float,
        width: float,
        height: float,
        points: int,
        *,
        bold: bool = False,
        colour: str = INK,
        bullets: bool = False,
    ) -> None:
        """Add a box with a paragraph a line; the caller has fitted them."""
        box = slide.shapes.add_textbox(Cm(x), Cm(y), Cm(width), Cm(height))
        self.fill(box.text_frame, lines, points, bold=bold, colour=colour, bullets=bullets)

    def picture(self, slide: Any, data: bytes, x: float, y: float, width: float, height: float, alt: str) -> None:
        """Add a picture, read aloud by `alt`."""
        made = slide.shapes.add_picture(io.BytesIO(data), Cm(x), Cm(y), Cm(width), Cm(height))
        made._element.nvPicPr.cNvPr.set("descr", xml_text(alt))

    def fill(
        self,
        frame: Any,
        lines: Sequence[str],
        points: int,
        *,
        bold: bool = False,
        colour: str = INK,
        bullets: bool = False,
    ) -> None:
        frame.word_wrap = True
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = xml_text(line)
            run.font.size, run.font.bold, run.font.color.rgb = Pt(points), bold, RGBColor.from_string(colour)
            run._r.get_or_add_rPr().set("lang", "th-TH" if self.words.language == "th" else "en-GB")
            thai(run._r.get_or_add_rPr(), self.font)
            if bullets:
                _bullet(paragraph)
            paragraph.space_after = Pt(points * _AFTER)

    def table(
        self, slide: Any, title: str, widths: Sequence[float], rows: Sequence[Sequence[str]], points: int
    ) -> None:
        """Add a native table below the slide's title; the first row names the columns."""
        box = (Cm(MARGIN), Cm(TOP), Cm(sum(widths)), Cm(1.2 * len(rows)))
        frame = slide.shapes.add_table(len(rows), len(widths), *box)
        described(frame, title)
        frame.table.first_row = True
        for column, width in zip(frame.table.columns, widths, strict=True):
            column.width = Cm(width)
        for at, (line, row) in enumerate(zip(frame.table.rows, rows, strict=True)):
            line.height = Pt(
                _CELL
                + max(line_count(text, width, points) for text, width in zip(row, widths, strict=True)) * points * 1.4
            )
            for cell, text in zip(line.cells, row, strict=True):
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string("F4F7F8" if at else ACCENT)
                self.fill(cell.text_frame, [text], points, bold=not at, colour=INK if at else "FFFFFF")

    def _fonts(self) -> None:
        """Name the office's font in the theme, for what people add themselves."""
        for part in self.file.slide_masters[0].part.rels.values():
            if part.reltype.endswith("/theme"):
                name = f"typeface={quoteattr(self.font)}".encode()
                blob = part.target_part.blob.replace(b'typeface="Calibri"', name)
                part.target_part._blob = blob


def fitted(text: str, width: float, points: int, most: int, bold: bool = False) -> str:
    """Return `text`, cut between visible characters where it is longer than `most` lines of a box `width` wide."""
    lines = wrapped(text, _room(width, points), most, bold)
    plain = " ".join(text.split())
    if not lines[-1].endswith("…"):
        return plain
    # The program that shows it ends the lines by itself, so the spaces between them come back.
    letters = sum(len(line.replace(" ", "")) for line in lines) - 1
    ends = [at for at, letter in enumerate(plain, start=1) if letter != " "]
    return plain[: ends[min(letters, len(ends)) - 1]] + "…"


def line_count(text: str, width: float, points: int) -> int:
    """Return how many lines a text becomes in a box `width` wide."""
    return len(wrapped(text, _room(width, points), 99))


def height_of(lines: Sequence[str], width: float, points: int) -> float:
    """Return how high a box with a paragraph a line becomes, in centimetres."""
    rows = sum(line_count(line, width, points) for line in lines)
    return (rows * points * _LEADING + len(lines) * points * _AFTER + _PADDING) / _CM_TO_POINTS


def _room(width: float, points: int) -> float:
    """Return how many ems fill a line of what stands in for TH SarabunPSK: Laksaman, in LibreOffice, is as wide as
    Sarabun. Impress makes no row of a table higher, so a line more than was counted would be hidden."""
    return (width - 0.6) * _CM_TO_POINTS / points


def thai(properties: Any, font: str) -> None:
    """Name the font for Latin, East Asian and complex scripts; Thai is a complex one."""
    for tag in ("a:latin", "a:ea", "a:cs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        made = properties.makeelement(qn(tag), {"typeface": font})
        properties.append(made)


def described(frame: Any, text: str) -> None:
    """Give a table or chart its words for those who do not see it."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", xml_text(text))


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "342900")
    properties.set("indent", "-342900")
    properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))
