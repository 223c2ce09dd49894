"""Translations. Thai is the language of the source (the msgids); English is the catalogue.

python tools/translations.py update    take new msgids into the catalogue, drop those no longer used
python tools/translations.py compile   .po to .mo
python tools/translations.py check     fails when a msgid is missing, untranslated, fuzzy or left over
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "workshop" / "translations"
ENGLISH = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
UNSTEADY = tuple(
    f'"{name}'.encode() for name in ("POT-", "PO-", "Project-", "Report-", "Last-", "Language-T", "Generated-")
)
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "unfilled": None, "_l": None, "lazy_ngettext": (1, 2)}


def extracted() -> Catalog:
    """All msgids of the Python modules and templates, with the file each stands in."""
    catalog = Catalog(project="laena", charset="utf-8")
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, comment_tags=("NOTE:",), directory_filter=ours)
    for filename, _line, message, comments, context in found:
        catalog.add(message, locations=[(filename, 0)], auto_comments=comments, context=context)
    return catalog


def ours(folder: str) -> bool:
    """Only our own folders are searched: node_modules and .venv hold thousands of files."""
    path = Path(folder).resolve().relative_to(ROOT)
    return not path.parts or path.parts[0] in {"workshop", "templates"}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def update() -> None:
    catalog = read(ENGLISH) if ENGLISH.exists() else Catalog(locale="en", project="laena", fuzzy=False)
    catalog.update(extracted(), no_fuzzy_matching=True)
    buffer = BytesIO()
    # Without line numbers, dates and versions, two people's branches meet without conflicts.
    catalog.header_comment = "# The English texts of Laena; the msgids are the Thai ones that stand in the source."
    write_po(buffer, catalog, width=0, sort_output=True, ignore_obsolete=True, include_lineno=False, omit_header=False)
    lines = [line for line in buffer.getvalue().splitlines(keepends=True) if not line.startswith(UNSTEADY)]
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    ENGLISH.write_bytes(b"".join(lines))
    empty = sum(1 for message in read(ENGLISH) if message.id and not translated(message.string))
    print(f"{ENGLISH.relative_to(ROOT)}: {len(catalog)} texts, {empty} without a translation")


def compile_all() -> None:
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))


def check() -> list[str]:
    """One line for everything that keeps the catalogue from being complete."""
    texts = {(message.context, key(message.id)) for message in extracted() if message.id}
    if not ENGLISH.exists():
        return [f"no catalogue for {len(texts)} texts"] if texts else []
    catalogue = {(message.context, key(message.id)): message for message in read(ENGLISH) if message.id}
    wrong = [f"not in the catalogue: {text}" for _, text in sorted(texts - catalogue.keys(), key=str)]
    wrong += [f"no longer used: {text}" for _, text in sorted(catalogue.keys() - texts, key=str)]
    for (_, text), message in catalogue.items():
        if message.fuzzy or not translated(message.string):
            wrong.append(f"{'fuzzy' if message.fuzzy else 'untranslated'}: {text}")
        wrong += [f"{error}: {text}" for error in message.check()]
    return wrong


def key(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def translated(string: str | tuple[str, ...] | list[str]) -> bool:
    return bool(string) if isinstance(string, str) else all(string)


def main(verb: str) -> None:
    if verb == "check":
        wrong = check()
        print("\n".join(wrong))
        sys.exit(f"translations: {len(wrong)} to mend; `make translations` takes up new texts" if wrong else 0)
    {"update": update, "compile": compile_all}[verb]()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else sys.exit(__doc__))
