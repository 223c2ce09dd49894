"""The formats of the report: every module and folder of this package that declares a FORMAT."""

import pkgutil
from importlib import import_module

import workshop.reports
from workshop.domain.chapters import Chapters
from workshop.domain.offices import Office
from workshop.reports.format import Format


def found() -> dict[str, Format]:
    """Return the formats that can be written here, by key, in their order."""
    names = (each.name for each in pkgutil.iter_modules(workshop.reports.__path__, "workshop.reports."))
    declared = [module.FORMAT for module in map(import_module, names) if hasattr(module, "FORMAT")]
    return {each.key: each for each in sorted(declared, key=lambda each: each.place) if each.available}


def offered(office: Office, chapters: Chapters) -> list[Format]:
    """Return what pages and the parcel offer: of the two letters only the one for the office's addressee, and in the
    place of a chapter its own file."""
    return [
        each
        for each in FORMATS.values()
        if (not office.sends or each.letter in ("", office.sends))
        and not (each.instead_of and chapters.has(each.instead_of))
    ]


FORMATS = found()
