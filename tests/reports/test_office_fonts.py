"""The office's own font: refused with the reason where PDF cannot use it, else report and letters are set in it."""

from __future__ import annotations

import ctypes
from dataclasses import replace

import pypdfium2
import pytest

from tests.reports.font_samples import FAMILY, faces, font_file, without_thai
from tests.reports.report_samples import whole
from tests.reports.test_letters import OFFICE, text_of, written
from workshop.domain.office_fonts import MAX_BYTES, UnfitFont
from workshop.reports.font_check import checked
from workshop.reports.letters.measures import BODY
from workshop.views.content import digest

PLAIN = replace(whole(), office=OFFICE)
IN_OWN_FONT = replace(PLAIN, office=replace(OFFICE, fonts=faces("Regular", "Bold")))
# Bits of OS/2 fsType: restricted; no part of the font; bitmaps only.
FORBIDDEN = (0x0002, 0x0100, 0x0200)


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_family_and_face_are_read_from_the_file(face: str) -> None:
    found = checked(font_file(face))
    assert (found.face, found.family) == (face, FAMILY)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "kind"),
        (b"wOFF" + font_file()[4:], "kind"),
        (b"ttcf" + font_file()[4:], "kind"),
        (font_file().replace(b"GSUB", b"fvar", 1), "kind"),
        (font_file()[:20_000], "broken"),
        (font_file()[:12] + b"\xff" * 100_000, "broken"),
        (font_file().replace(b"glyf", b"glyx", 1), "broken"),
        (font_file() + bytes(MAX_BYTES), "large"),
        (without_thai(), "letters"),
        (font_file(family="Sarabun"), "ours"),
        (font_file(family="SARABUN"), "ours"),
        *((font_file(rights=rights), "rights") for rights in FORBIDDEN),
    ],
)
def test_a_font_that_pdf_cannot_use_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnfitFont) as refused:
        checked(data)
    assert refused.value.reason == reason
    assert ("ก ข ฃ" in refused.value.detail) == (reason == "letters")


@pytest.mark.parametrize("rights", [0x0000, 0x0004, 0x0008])
def test_a_font_that_may_be_embedded_for_print_is_taken(rights: int) -> None:
    assert checked(font_file(rights=rights)).family == FAMILY


def words_of(pdf: bytes) -> str:
    """Its letters without leaders, of which lines have as many as fit, and without blanks, which PDFium guesses."""
    return "".join(text_of(pdf).replace(".", "").split())


@pytest.mark.parametrize("key", ["pdf", "letter_pdf", "memo_pdf"])
def test_report_and_letters_say_the_same_in_the_offices_font_and_are_set_in_it(key: str) -> None:
    own, ours = (written(each, key) for each in (IN_OWN_FONT, PLAIN))
    assert (f"+{FAMILY}".encode() in own, b"+Sarabun" in own) == (True, False)
    assert (f"+{FAMILY}".encode() in ours, b"+Sarabun" in ours) == (False, True)
    assert words_of(own) == words_of(ours)


def test_a_letter_in_a_small_font_of_the_office_has_the_very_size_of_the_form() -> None:
    page = pypdfium2.PdfDocument(written(IN_OWN_FONT, "letter_pdf"))[0].get_textpage()
    at = page.get_text_range().index("ศาลากลาง")
    assert pypdfium2.raw.FPDFText_GetFontSize(page, ctypes.c_int(at)) == pytest.approx(BODY, abs=0.01)


def test_the_font_is_no_content_so_an_approved_report_stays_approved() -> None:
    assert digest(IN_OWN_FONT) == digest(PLAIN)
