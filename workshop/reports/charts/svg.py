"""Drawing in SVG: boxes, lines, Thai text in lines, and fills that are told apart in grey."""

from base64 import b64encode
from collections.abc import Iterator

from lxml import etree

from workshop import paths
from workshop.reports.charts.wrapping import wrapped
from workshop.reports.fonts import EMBEDDED_FONT, OFFICE_FONT, SCRIPT_FAMILIES
from workshop.reports.xml_text import xml_text

NS = "http://www.w3.org/2000/svg"
INK, SOFT, RULE, PAPER, ACCENT = "#1B2A33", "#4A5760", "#B8C4CA", "#FFFFFF", "#1F4E5F"
LEADING = 1.5  # of the size: stacked Thai marks touch no other line
_BASE = 1.1
FONTS = ", ".join((EMBEDDED_FONT, *(f"'{each}'" for each in (*SCRIPT_FAMILIES, OFFICE_FONT)), "sans-serif"))
# (ink, paper, pattern): told apart by hue and, in grey, by pattern and lightness.
FILLS = (
    ("#1F4E5F", "#1F4E5F", ""),
    ("#B5651D", "#F7E6D3", "M0 8L8 0M-2 2L2 -2M6 10L10 6"),
    ("#9DBECB", "#9DBECB", ""),
    ("#5B3A6E", "#EEE6F3", "M2 2h3v3h-3z"),
    ("#2E6B3A", "#DCEBDD", "M0 2H8M0 6H8"),
    ("#7A1F2B", "#F8E4E6", "M0 0L8 8M8 0L0 8"),
)
_GREY_TEXT = {"#1F4E5F": PAPER}


class Canvas:
    """A picture of a given width; drawing calls take the left top corner and sizes in its units, and write downwards.

    `name` makes the ids inside unique where several pictures stand in one page.
    """

    def __init__(self, width: float, name: str = "c") -> None:
        self.width, self._name = width, name
        self.root = etree.Element(f"{{{NS}}}svg", {"role": "img", "font-family": FONTS}, nsmap={None: NS})
        self._defs = etree.SubElement(self.root, f"{{{NS}}}defs")
        for at, (ink, paper, path) in enumerate(FILLS):
            if path:
                size = {"id": f"{name}-p{at}", "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}
                pattern = etree.SubElement(self._defs, f"{{{NS}}}pattern", size)
                etree.SubElement(pattern, f"{{{NS}}}rect", {"width": "8", "height": "8", "fill": paper})
                etree.SubElement(
                    pattern, f"{{{NS}}}path", {"d": path, "stroke": ink, "stroke-width": "1.6", "fill": "none"}
                )

    def add(self, tag: str, **attributes: object) -> etree._Element:
        named = {name.replace("_", "-"): _number(value) for name, value in attributes.items() if value is not None}
        return etree.SubElement(self.root, f"{{{NS}}}{tag}", named)

    def fill(self, at: int) -> str:
        at %= len(FILLS)
        return f"url(#{self._name}-p{at})" if FILLS[at][2] else FILLS[at][0]

    def box(self, x: float, y: float, width: float, height: float, fill: str, **more: object) -> None:
        self.add("rect", x=x, y=y, width=width, height=height, fill=fill, **more)

    def line(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        fill: str = INK,
        anchor: str | None = None,
    ) -> float:
        """Write one line, and return the y below it."""
        weight = "700" if bold else None
        made = self.add(
            "text", x=x, y=y + _BASE * size, font_size=size, font_weight=weight, fill=fill, text_anchor=anchor
        )
        made.text = xml_text(text)
        return y + LEADING * size

    def text(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        most: int = 2,
        *,
        bold: bool = False,
        fill: str = INK,
    ) -> float:
        """Write up to `most` lines in `width`, and return the y below them."""
        for line in wrapped(text, width / size, most, bold):
            y = self.line(x, y, line, size, bold=bold, fill=fill)
        return y

    def finished(self, height: float, title: str, alt: str) -> etree._Element:
        """Return the picture with its size, its title, and its description for those who do not see it."""
        self.root.set("viewBox", f"0 0 {_number(self.width)} {_number(height)}")
        for at, (tag, text) in enumerate((("title", title), ("desc", alt))):
            element = etree.Element(f"{{{NS}}}{tag}", {"id": f"{self._name}-{tag}"})
            element.text = xml_text(text)
            self.root.insert(at, element)
        self.root.set("aria-labelledby", f"{self._name}-title")
        self.root.set("aria-describedby", f"{self._name}-desc")
        return self.root


def on_fill(at: int) -> str:
    """Return the colour of figures on a fill."""
    return _GREY_TEXT.get(FILLS[at % len(FILLS)][1], INK)


def font_faces() -> str:
    """Return Sarabun as CSS with the fonts inside."""
    return "\n".join(_faces())


def _faces() -> Iterator[str]:
    ranges = {
        "thai": "U+0E00-0E7F,U+200B-200D,U+25CC",
        "latin-more": "U+0000-00FF,U+2010-2026,U+2190-21FF",
        "latin": "U+20-7E,U+A0,U+AB,U+B7,U+BB,U+D7,U+2010-2027,U+2030-203A",
    }
    for script, letters in ranges.items():
        for weight in (400, 700):
            data = (paths.static_dir() / "vendor" / "sarabun" / f"sarabun-{script}-{weight}.woff2").read_bytes()
            address = f"data:font/woff2;base64,{b64encode(data).decode()}"
            yield (
                f"@font-face{{font-family:Sarabun;font-weight:{weight};src:url({address}) format('woff2');"
                f"unicode-range:{letters}}}"
            )


def _number(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
