"""The two fonts of the reports, how their sizes compare, and the files of the free one."""

from pathlib import Path

from workshop import paths

OFFICE_FONT = "TH SarabunPSK"  # what Thai offices have and expect, at 16 points
# The same letters in the same widths under other names, the likeliest first.
OFFICE_FONTS = (OFFICE_FONT, "TH Sarabun New", "TH SarabunIT๙", "TH SarabunIT9")
EMBEDDED_FONT = "Sarabun"  # free to embed, from the package fontpkg-sarabun
# Of what Sarabun has not; the sources of typst name them too.
SCRIPT_FAMILIES = ("Noto Emoji", "Noto Sans Lao", "Noto Sans Khmer", "Noto Sans Myanmar", "Vazirmatn")
WIDTH_RATIO = 1.54  # measured: the same text in Sarabun is so many times as wide as in TH SarabunPSK


def font_files() -> dict[str, Path]:
    """Sarabun's files as its package installed them: Regular, Bold, Italic and BoldItalic."""
    # slow: finds its files at import
    import fontpkg_sarabun

    return {face: fontpkg_sarabun.ROOT / "files" / f"Sarabun-{face}.ttf" for face in FACES}


def script_fonts() -> list[Path]:
    """Return the files of SCRIPT_FAMILIES."""
    return sorted((paths.static_dir() / "vendor" / "scripts").glob("*.ttf"))


FACES = ("Regular", "Bold", "Italic", "BoldItalic")
