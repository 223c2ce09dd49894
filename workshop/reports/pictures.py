"""The pictures of the event as every format shows them: in order, each with its number and its caption."""

from collections.abc import Iterator

from workshop.reports.words import Words
from workshop.views.record import Picture, Record


def captioned(record: Record, words: Words) -> Iterator[tuple[Picture, str]]:
    """Yield (picture, its number and caption in one line), which is read aloud in its place too."""
    for number, picture in enumerate(record.pictures, start=1):
        named = words.picture_number.format(number=words.digits(number))
        yield picture, " ".join(filter(None, (named, picture.caption)))


def fitted(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """Return width and height of the picture inside of a room of these, in the same unit."""
    scale = min(width / picture.width, height / picture.height)
    return picture.width * scale, picture.height * scale
