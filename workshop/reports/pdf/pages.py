"""Pages of a PDF as pictures, as the preview shows them: drawn from the very file that is downloaded."""

import io
from dataclasses import dataclass

import pypdfium2

_SCALE = 1.6  # pixels a point: 950 across A4
# Print has few colours: a page is then 50 kB instead of 150. Photographs have more.
_COLOURS, _OF_PHOTOS = 32, 256


@dataclass(frozen=True, slots=True)
class Page:
    """A page from 1 of `pages`, as PNG, with its text for those who do not see the picture."""

    number: int
    pages: int
    png: bytes
    text: str


def page_of(pdf: bytes, number: int) -> Page:
    """Return the page; the first or the last one where there is none of that number."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        number = min(max(number, 1), len(document))
        page = document[number - 1]
        photos = any(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=5))
        colours = _OF_PHOTOS if photos else _COLOURS
        picture = page.render(scale=_SCALE).to_pil().convert("RGB").quantize(colours, dither=0)
        text = page.get_textpage().get_text_range()
        stream = io.BytesIO()
        picture.save(stream, "PNG", optimize=True)
        return Page(number, len(document), stream.getvalue(), text.replace("\r\n", "\n"))
    finally:
        document.close()
