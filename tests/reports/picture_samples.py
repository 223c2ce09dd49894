"""Pictures as phones and programs make them: with places, times, comments, and turned on their side."""

from __future__ import annotations

import io
from hashlib import sha256
from random import Random

from PIL import Image, ImageDraw, PngImagePlugin

from workshop.domain.picture_files import prepared, size
from workshop.views.record import Picture

SECRET = "16.4419N 102.8360E กล้องของสมหมาย"


def picture_file(width: int, height: int, kind: str, *, turned: bool = False, secret: str = "") -> bytes:
    """A picture, red at its left top; `turned`: stored on its side, as phones do, with a note to turn it back."""
    shape = (height, width) if turned else (width, height)
    image = _noise(shape[0] // 4, shape[1] // 4).resize(shape).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, shape[1] // 2, shape[0] // 2, shape[1]) if turned else
                                    (0, 0, shape[0] // 2, shape[1] // 2), fill="red")  # fmt: skip
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6  # turn it by a quarter, clockwise
    more: dict[str, object] = {}
    if secret:
        exif[0x010E] = exif[0x0131] = secret  # description, software
        exif.get_ifd(0x8825)[29] = secret  # the place
        if kind == "PNG":
            more["pnginfo"] = PngImagePlugin.PngInfo()
            more["pnginfo"].add_itxt("Comment", secret)  # type: ignore[attr-defined]
        else:
            more["xmp"] = f"<x:xmpmeta>{secret}</x:xmpmeta>".encode()
        if kind == "JPEG":
            more["comment"] = secret.encode()
    stream = io.BytesIO()
    image.save(stream, kind, exif=exif, **more)  # type: ignore[arg-type]
    return stream.getvalue()


def _noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("L", (width, height), Random(width).randbytes(width * height))


def picture(width: int, height: int, caption: str) -> Picture:
    """A picture as the record has it."""
    data = prepared(picture_file(width, height, "JPEG"))
    return Picture(caption, data, *size(data), sha256(data).hexdigest())
