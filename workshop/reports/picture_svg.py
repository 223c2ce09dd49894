"""SVG: the one-page picture at any size, with its fonts inside."""

from typing import BinaryIO

from workshop.reports.format import Format
from workshop.reports.words import Words
from workshop.views.record import Record

FORMAT = Format(
    key="picture_svg",
    suffix=".svg",
    media_type="image/svg+xml",
    title={"th": "ภาพสรุปหน้าเดียว (SVG)", "en": "One-page picture (SVG)"},
    about={"th": "ขยายได้ไม่แตก สำหรับป้ายและสไลด์", "en": "Sharp at any size, for posters and slides"},
    place=22,
    writer=__name__,
    needs=("lxml",),
    prefix={"th": "ภาพสรุป", "en": "Picture"},
)


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the picture; it reads nothing from elsewhere."""
    # slow: lxml
    from lxml import etree

    from workshop.reports.charts.page import drawn
    from workshop.reports.charts.svg import NS, font_faces

    picture = drawn(record, words)
    style = etree.Element(f"{{{NS}}}style")
    style.text = font_faces()
    picture.insert(0, style)
    stream.write(etree.tostring(picture, xml_declaration=True, encoding="UTF-8"))
