"""Laena (แลหน้า): look back, look forward, together."""

__version__ = "0.1.0"
