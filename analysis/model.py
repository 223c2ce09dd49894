"""What goes in and what comes out: notes, the themes known so far, and an arrangement of the notes."""

from __future__ import annotations

from dataclasses import dataclass

# What stands between a topic and what the notes say of it, parted by commas: "รถ: ซ่อมบ่อย, ไม่พอใช้".
TOPIC = ": "
# The topic of a theme that holds several matters.
MIXED = "หลายเรื่อง" + TOPIC


def parts_of_label(label: str) -> list[str]:
    """What a label has of the notes' own words: the matters behind its topic or MIXED, else the label itself."""
    return label.partition(TOPIC)[2].split(", ") if TOPIC in label else [label]


@dataclass(frozen=True)
class Note:
    """One note as it was written. `source` is the breakout group (or any origin), where known."""

    id: str
    text: str
    source: str | None = None


@dataclass(frozen=True)
class KnownTheme:
    """A theme as it stands now, with what people decided about it.

    id           stable; a later arrangement keeps it where the notes stay together
    members      note ids in it now
    given_label  a person's label: never replaced, and the theme survives every regrouping
    fixed        notes a person put here: every later arrangement keeps them here
    barred       notes a person took out of here: never put back
    locked       no note is added or taken away by the machine
    label        the machine's label shown now, kept while it still fits, so that labels hold still
    words        of a heading that people gave beforehand: what it is about, besides its given label; else None
    """

    id: str
    members: tuple[str, ...]
    given_label: str | None = None
    fixed: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    locked: bool = False
    label: str | None = None
    words: str | None = None


@dataclass(frozen=True)
class SubTheme:
    """A part of a large theme: the same words as for a theme, one level down."""

    id: str
    label: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Stack:
    """Notes that say the same in nearly the same letters; `shown` stands for all of `members`."""

    shown: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Theme:
    """Notes that say the same.

    label        a heading of the library, or a verbatim phrase of a member, several behind a topic or MIXED, or the
                 person's when `label_given`
    members      note ids in the order of the notes given
    keywords     up to six telling words, most telling first
    medoid       the note id nearest to the theme's middle; "" for a theme without members
    examples     up to three note ids, close to the middle and unlike each other
    subthemes    of large themes, after a full regrouping of many notes
    stacks       near-duplicates among the members (two or more notes each)
    """

    id: str
    label: str
    label_given: bool
    members: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    medoid: str = ""
    examples: tuple[str, ...] = ()
    subthemes: tuple[SubTheme, ...] = ()
    stacks: tuple[Stack, ...] = ()


@dataclass(frozen=True)
class Arrangement:
    """Every note id given stands in it exactly once: in one theme, ungrouped, or set aside."""

    themes: tuple[Theme, ...] = ()
    ungrouped: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
