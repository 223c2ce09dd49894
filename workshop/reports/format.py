"""The declaration of a report format."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import BinaryIO

from workshop.reports.words import Language, Words
from workshop.views.record import Record


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of report file.

    key         its name at the command line and in addresses
    suffix      of the file, with its dot
    about       its use
    place       in lists, from 1
    writer      module whose `write(record, words, stream)` writes the file, or "module:function"; loaded at first use
    needs       packages without which the format is not offered
    prefix      first words of the file's name; those of the report without it
    instead_of  a chapter: offered where the report leaves it out
    letter      a kind of offices.SENDS: offered unless the office sends the other one
    """

    key: str
    suffix: str
    media_type: str
    title: Mapping[Language, str]
    about: Mapping[Language, str]
    place: int
    writer: str
    needs: tuple[str, ...] = ()
    prefix: Mapping[Language, str] | None = None
    letter: str = ""
    instead_of: str = ""

    @property
    def available(self) -> bool:
        return all(find_spec(name) for name in self.needs)

    def write(self, record: Record, language: Language, stream: BinaryIO, thai_digits: bool = True) -> None:
        """Write the whole file to `stream`, which stays open. Raises ValueError for what the format cannot hold.

        `thai_digits`: whether what Laena writes in Thai has the digits ๐–๙; rows of data never have them.
        """
        module, _, name = self.writer.partition(":")
        getattr(import_module(module), name or "write")(record, Words(language, thai_digits), stream)
