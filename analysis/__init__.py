"""Themes of short Thai notes: a pure library, text in, themes out. Heavy imports happen at first use."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.model import Arrangement, KnownTheme, Note, Stack, SubTheme, Theme, parts_of_label
    from analysis.nothing import says_nothing
    from analysis.pipeline import ThemePipeline

__all__ = [
    "Arrangement",
    "KnownTheme",
    "Note",
    "Stack",
    "SubTheme",
    "Theme",
    "ThemePipeline",
    "parts_of_label",
    "says_nothing",
]

_WHERE = {
    "model": ("Arrangement", "KnownTheme", "Note", "Stack", "SubTheme", "Theme", "parts_of_label"),
    "nothing": ("says_nothing",),
    "pipeline": ("ThemePipeline",),
}


def __getattr__(name: str) -> Any:
    """The public name from its module; the web server, which compares names only, loads no numpy."""
    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(f"analysis.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
