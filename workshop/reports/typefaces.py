"""The typeface of a file: the office's own where it has added one, else the usual one of the form."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.font_tables import line_height
from workshop.reports.font_widths import width_ratio
from workshop.reports.fonts import EMBEDDED_FONT, OFFICE_FONT, WIDTH_RATIO

# A font up to so wide is one of the small Thai fonts of offices, and is set in the very size of the form.
_OFFICE_SIZED = 1.25


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font by its name, as files name it.

    ratio   the points of TH SarabunPSK that one point of it looks like
    width   how wide a text is in it, so set, for one in TH SarabunPSK
    line    the height of its line for one point of its size
    faces   the files of the office's own, () of the others
    """

    name: str
    ratio: float
    width: float = 1.0
    line: float = 1.13
    faces: tuple[OfficeFont, ...] = ()

    def points(self, of_form: float) -> float:
        """Return the size that looks like so many points of TH SarabunPSK."""
        return of_form / self.ratio

    def half_points(self, of_form: float) -> int:
        return round(2 * self.points(of_form))


SARABUN = Typeface(EMBEDDED_FONT, WIDTH_RATIO, line=1.3)
OFFICIAL = Typeface(OFFICE_FONT, 1.0)


def typeface(fonts: Sequence[OfficeFont], usual: Typeface) -> Typeface:
    """Return the office's own, measured on its regular face, in the size of the form where it is a small Thai font."""
    if not fonts:
        return usual
    wide = width_ratio(fonts[0].data)
    ratio = 1.0 if wide < _OFFICE_SIZED else wide
    return Typeface(fonts[0].family, ratio, wide / ratio, line_height(fonts[0].data), tuple(fonts))
