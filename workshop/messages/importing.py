"""What the console sends of a file that it looks at or imports. As in incoming.py."""

from typing import Literal

from pydantic import Field

from workshop.messages.incoming import Message, Ref


class ImportFile(Message):
    """The first line of an import's body, before the file's bytes. What is None or empty is found in the file.

    `store`: import, not only look. `header`: its row from 1, 0 for none. `means`: names of categories and groups in the
    file, and what they mean in the workshop. `make_groups`: names of groups to be made. `days`: how the column `time`
    writes days, or that none are taken. `again`: also texts that are there already. `pasted`: from the clipboard.
    `columns`: columns of notes and their category, "" for one that is left out. `headings`: rows with nothing but a
    group or a category count for those below. `carry`: so does a cell of these for empty ones below it. `inside`: the
    number of a file in a ZIP. `hidden`: read hidden rows and columns. `split`: each item of a list in a cell is a note.
    `of_file`: the file's name says the group of its notes, where nothing in it does.
    """

    name: str = Field(max_length=300)
    store: bool = False
    pasted: bool = False
    sheets: list[str] = Field(default_factory=list, max_length=200)
    header: int | None = Field(default=None, ge=0, le=200_000)
    text: str | None = Field(default=None, max_length=4_000)
    category: str | None = Field(default=None, max_length=4_000)
    group: str | None = Field(default=None, max_length=4_000)
    into: Ref | None = Field(default=None, max_length=400)
    time: str | None = Field(default=None, max_length=4_000)
    days: Literal["", "day_first", "month_first", "none"] = ""
    means: dict[str, str] = Field(default_factory=dict, max_length=500)
    make_groups: list[str] = Field(default_factory=list, max_length=500)
    again: bool = False
    columns: dict[str, str] = Field(default_factory=dict, max_length=500)
    inside: int | None = Field(default=None, ge=0, le=1_000_000)
    headings: bool = True
    hidden: bool = True
    split: bool = False
    carry: bool | None = None
    of_file: bool = True
