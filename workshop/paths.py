"""Where the pages and their files lie: inside the package once installed, at the top of the tree in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def templates_dir() -> Path:
    """Folder of the Jinja templates."""
    return _site("templates")


def static_dir() -> Path:
    """Folder of style sheets, scripts and `vendor/`, served under /static/."""
    return _site("static")


def guides_dir() -> Path:
    """Folder of the guides, which are pages of the application too."""
    return _site("docs")


def translations_dir() -> Path:
    """Folder of the gettext catalogues."""
    return PACKAGE / "translations"


def _site(name: str) -> Path:
    installed = PACKAGE / "_site" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
