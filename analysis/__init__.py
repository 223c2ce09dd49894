"""Themes of short Thai notes: a pure library, text in, themes out. Heavy imports happen at first use."""

from analysis.figures import Backing, Origin, backing
from analysis.model import Arrangement, KnownTheme, Note, Stack, SubTheme, Theme
from analysis.nothing import says_nothing
from analysis.pipeline import ThemePipeline

__all__ = [
    "Arrangement",
    "Backing",
    "KnownTheme",
    "Note",
    "Origin",
    "Stack",
    "SubTheme",
    "Theme",
    "ThemePipeline",
    "backing",
    "says_nothing",
]
