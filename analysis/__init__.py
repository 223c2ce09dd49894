"""Themes of short Thai notes: a pure library, text in, themes out."""
