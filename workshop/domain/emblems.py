"""The emblem on letters: checked, shrunk to what paper needs, and without what the file says of itself."""

import io

from flask_babel import lazy_gettext as _

from workshop.errors import Refusal

PIXELS = 400  # three centimetres at 300 points an inch, and some more
_MOST_PIXELS = 40_000_000  # a small file can hold a huge picture


class NoEmblem(Refusal):
    """The file is no picture of these formats, broken, or too large."""

    def __init__(self) -> None:
        super().__init__(emblem=_("ไฟล์นี้ไม่ใช่ภาพ PNG หรือ JPEG หรือภาพใหญ่เกินไป กรุณาเลือกภาพตราอื่น"))


def prepared(data: bytes) -> bytes:
    """Return the picture as a small PNG with nothing but its points. Raises NoEmblem for what is no PNG or JPEG."""
    # slow: loads its decoders
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise NoEmblem
            points = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoEmblem from error
    points.thumbnail((PIXELS, PIXELS))
    bare = Image.frombytes(points.mode, points.size, points.tobytes())
    stream = io.BytesIO()
    bare.save(stream, "PNG", optimize=True)
    return stream.getvalue()
