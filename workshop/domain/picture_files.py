"""A picture as reports store it: upright, small, a JPEG of nothing but its points."""

import io

from flask_babel import lazy_gettext as _

from workshop.errors import Refusal

SIDE = 1600  # pixels of the longer side: 14 centimetres at 290 points an inch
MAX_BYTES = 20_000_000
MAX_PIXELS = 60_000_000  # a small file can hold a huge picture; phones make up to fifty million
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82
_END = b"\xff\xd9"  # of a JPEG: what follows is none of the picture


class NoPicture(Refusal):
    """The file is no picture of these formats, broken, or too large."""

    def __init__(self) -> None:
        why = _("ไฟล์นี้ไม่ใช่ภาพ JPEG, PNG หรือ WebP หรือภาพเสียหรือใหญ่เกินไป เลือกภาพอื่น หรือจับภาพหน้าจอของภาพนี้แล้วใช้แทน")
        super().__init__(picture=why)


def prepared(data: bytes) -> bytes:
    """Return the picture turned upright and shrunk, as JPEG without metadata. Raises NoPicture.

    What is transparent becomes white; of several frames the first one counts.
    """
    # slow: loads its decoders
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise NoPicture
            picture.draft("RGB", (SIDE, SIDE))  # a large JPEG is decoded at a fraction of its size
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((SIDE, SIDE))
            points = upright.convert("RGBA")
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        raise NoPicture from error
    paper = Image.new("RGB", points.size, "white")
    paper.paste(points, mask=points.getchannel("A"))
    stream = io.BytesIO()
    paper.save(stream, "JPEG", quality=_QUALITY, optimize=True)
    return stream.getvalue()


def size(jpeg: bytes) -> tuple[int, int]:
    """Return width and height in pixels of what `prepared` returned."""
    # slow: loads its decoders
    from PIL import Image

    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
        return picture.size


def stored(data: bytes) -> tuple[int, int]:
    """Return the size of a picture that came in a file, as this installation would store it: as `prepared` makes them.

    Raises NoPicture for what is cut, larger, or says more than its points, such as a place.
    """
    # slow: loads its decoders
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            said = {name for name, _bytes in getattr(picture, "applist", ())} - {"APP0"}
            # Only the head of a picture in parts can be looked through; `prepared` makes none.
            if said or picture.info.get("progressive") or max(picture.size) > SIDE:
                raise NoPicture
            if data.count(_END) != 1 or not data.endswith(_END):
                raise NoPicture
            picture.load()
            return picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPicture from error
