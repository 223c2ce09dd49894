"""Part the Latin font files in two, so that a phone's first visit brings the letters it shows and no others."""

from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "node_modules" / "@fontsource" / "sarabun" / "files"
TARGET = ROOT / "static" / "vendor" / "sarabun"
# ASCII, and the signs that Laena's own words use. The same ranges stand in static/css/tokens.css.
COMMON = {*range(0x20, 0x7F), 0xA0, 0xAB, 0xB7, 0xBB, 0xD7, *range(0x2010, 0x2028), *range(0x2030, 0x203B)}


def part_latin(package: Path = PACKAGE, target: Path = TARGET) -> None:
    """Write `sarabun-latin-WEIGHT.woff2` with the common letters, `sarabun-latin-more-WEIGHT.woff2` with the others."""
    for weight in (400, 700):
        source = package / f"sarabun-latin-{weight}-normal.woff2"
        letters = set(subset.load_font(source, subset.Options()).getBestCmap())
        _write(source, letters & COMMON, target / f"sarabun-latin-{weight}.woff2")
        _write(source, letters - COMMON, target / f"sarabun-latin-more-{weight}.woff2")


def _write(source: Path, letters: set[int], target: Path) -> None:
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    subset.save_font(font, target, options)


if __name__ == "__main__":
    part_latin()
