"""Themes of short Thai notes: a pure library, text in, themes out. Heavy imports happen at first use."""

from analysis.model import Arrangement, KnownTheme, Note, Stack, SubTheme, Theme
from analysis.nothing import says_nothing
from analysis.pipeline import ThemePipeline

__all__ = ["Arrangement", "KnownTheme", "Note", "Stack", "SubTheme", "Theme", "ThemePipeline", "says_nothing"]
