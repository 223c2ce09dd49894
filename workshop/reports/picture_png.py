"""PNG: the one-page picture for a chat."""

from typing import BinaryIO

from workshop.reports.format import Format
from workshop.reports.words import Words
from workshop.views.record import Record

FORMAT = Format(
    key="picture_png",
    suffix=".png",
    media_type="image/png",
    title={"th": "ภาพสรุปหน้าเดียว (PNG)", "en": "One-page picture (PNG)"},
    about={"th": "สำหรับส่งทางไลน์หรือแทรกในเอกสาร", "en": "To send in a chat or put into a document"},
    place=21,
    writer=__name__,
    needs=("typst", "fontpkg_sarabun"),
    prefix={"th": "ภาพสรุป", "en": "Picture"},
)
_PIXELS_PER_INCH = 144  # two pixels a unit


def write(record: Record, words: Words, stream: BinaryIO) -> None:
    """Write the picture at 2,160 pixels' width."""
    # slow: typst, lxml
    from workshop.reports.charts.layers import layers
    from workshop.reports.charts.page import drawn
    from workshop.reports.pdf.typeset import as_png

    stream.write(as_png("picture.typ", {"picture": layers(drawn(record, words))}, words, _PIXELS_PER_INCH))
