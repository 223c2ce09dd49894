"""The pictures of the event in the DOCX report: one below the other, each with its caption."""

from collections.abc import Iterable, Sequence

from workshop.reports.docx.contents import Headings
from workshop.reports.docx.drawing import Drawings, style_of
from workshop.reports.docx.xml import Element, paragraph
from workshop.reports.pictures import captioned, fitted
from workshop.reports.words import Words
from workshop.views.record import Record

PICTURE = "Picture"  # the style of each paragraph in which a picture stands
ROOM = (12.0, 7.2)  # cm: three on a page


def pictures_part(record: Record, words: Words, headings: Headings) -> Iterable[Element]:
    """Yield the heading, and for each picture a paragraph for it and its caption."""
    if record.pictures:
        yield headings.heading(1, words.pictures)
    for _picture, caption in captioned(record, words):
        yield paragraph(PICTURE)
        yield paragraph("PictureCaption", caption)


def painted_pictures(story: Sequence[Element], record: Record, words: Words, drawings: Drawings) -> list[Element]:
    """Return `story` with each picture in its paragraph."""
    each = iter(captioned(record, words))
    made: list[Element] = []
    for element in story:
        if style_of(element) == PICTURE:
            picture, caption = next(each)
            element = paragraph(PICTURE, drawings.run(picture.data, *fitted(picture, *ROOM), caption))
        made.append(element)
    return made
