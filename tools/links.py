"""Dead links in README and docs: to a file, to a heading of a page, or from a page that no other page names.

Addresses on the web are not asked (the checks need no network); they only have to be https.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`[^`\n]*`")


def pages(root: Path) -> list[Path]:
    return sorted(
        path for pattern in ("*.md", "docs/**/*.md", "bench/*.md", "findings/*.md") for path in root.glob(pattern)
    )


def prose(page: Path) -> str:
    return INLINE.sub("", FENCED.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """Anchors as the usual viewers make them: lower case, blanks to hyphens, letters, marks and digits kept."""
    found: dict[str, int] = {}
    for heading in re.findall(r"^#{1,6}\s+(.+?)\s*#*$", FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE):
        text = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        kept = "".join(c for c in text if unicodedata.category(c)[0] in "LMN" or c in " -_").replace(" ", "-")
        found[kept] = found.get(kept, -1) + 1
        if found[kept]:
            found[f"{kept}-{found[kept]}"] = 0
    return set(found)


def dead(root: Path) -> Iterator[str]:
    """One line for each link of `root`'s pages that leads nowhere, and each page in docs/ that no page leads to."""
    reached = set()
    for page in pages(root):
        for target in LINK.findall(prose(page)):
            where = f"{page.relative_to(root)}: {target}"
            if re.match(r"[a-z]+:", target):
                if not target.startswith(("https://", "mailto:", "http://localhost", "http://127.0.0.1")):
                    yield f"{where}: not https"
                continue
            name, _, anchor = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            reached.add(file)
            if not file.exists():
                yield f"{where}: no such file"
            elif anchor and file.suffix == ".md" and anchor not in anchors(file):
                yield f"{where}: no such heading"
    yield from (f"{p.relative_to(root)}: no page leads here" for p in root.glob("docs/**/*.md") if p not in reached)


if __name__ == "__main__":
    sys.exit("\n".join(dead(ROOT)) or 0)
