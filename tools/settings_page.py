"""Write the table of docs/settings.md from workshop/settings.py."""

import sys
from pathlib import Path

from workshop.settings import Settings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "settings.md"
HEAD = "| setting | default | meaning |\n|---|---|---|\n"


def table() -> str:
    return HEAD + "".join(f"| `{name}` | {shown(default)} | {text} |\n" for name, default, text in documented())


def documented() -> list[tuple[str, str, str]]:
    """(environment name, default as text, help) of every setting, in declared order."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = "the user's data folder" if field.default_factory else repr(field.default)
        rows.append((f"LAENA_{name.upper()}", default, field.description or ""))
    return rows


def shown(default: str) -> str:
    """A default as people write it in an environment variable."""
    if default in {"''", '""'}:
        return "(empty)"
    return default if " " in default else f"`{default.strip(chr(39))}`"


def written(page: str) -> str:
    """`page` with its table replaced by the present one; the words around it stay."""
    before, found, after = page.partition(HEAD)
    if not found:
        sys.exit("docs/settings.md: no table to replace")
    rest = after.splitlines(keepends=True)
    kept = next((i for i, line in enumerate(rest) if not line.startswith("|")), len(rest))
    return before + table() + "".join(rest[kept:])


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
