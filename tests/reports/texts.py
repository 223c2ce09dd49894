"""The words inside a file of any format, read by another library than what wrote it."""

import html
import io
from zipfile import ZipFile

import pypdfium2

from workshop.reports.formats import FORMATS

_PACKAGES = (".docx", ".xlsx", ".pptx")


def texts(key: str, data: bytes) -> str:
    """Return all text of a file of the format `key`, with marks of its own; "" for a picture."""
    suffix = FORMATS[key].suffix
    if suffix == ".pdf":
        return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    if suffix == ".png" or key == "parcel":  # what is in a parcel is in the other files
        return ""
    if suffix == ".zip":
        with ZipFile(io.BytesIO(data)) as files:
            return "".join(files.read(name).decode() for name in files.namelist())
    if suffix in _PACKAGES:
        with ZipFile(io.BytesIO(data)) as parts:
            names = [name for name in parts.namelist() if name.endswith(".xml")]
            return "".join(parts.read(name).decode(errors="replace") for name in names)
    text = data.decode("utf-8-sig")
    return html.unescape(text) if suffix in (".html", ".svg") else text
