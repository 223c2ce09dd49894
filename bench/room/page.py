"""Tables put into a page of docs, between two comments that name their place."""

from __future__ import annotations

from pathlib import Path


def put(page: Path, place: str, text: str) -> None:
    """Replaces what stands between `<!-- place -->` and `<!-- /place -->`. Raises ValueError where they are missing."""
    before, opened, rest = page.read_text(encoding="utf-8").partition(f"<!-- {place} -->\n")
    _, closed, after = rest.partition(f"<!-- /{place} -->")
    if not opened or not closed:
        raise ValueError(f"{page}: there is no <!-- {place} --> … <!-- /{place} -->")
    page.write_text(f"{before}{opened}\n{text.strip()}\n\n{closed}{after}", encoding="utf-8")
