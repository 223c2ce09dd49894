"""The tables. Times are milliseconds since 1970 (UTC); `seq` is the workshop's change that touched the row last.

The database numbers rows with an `id: int`: it is None until the row is inserted.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Text, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from workshop.store import action_tables as action_tables
from workshop.store import board_tables as board_tables
from workshop.store import year_tables as year_tables
from workshop.store.feed_tables import Change as Change
from workshop.store.feed_tables import Console as Console
from workshop.store.focus_tables import FocusCount as FocusCount
from workshop.store.helper_tables import HelperLink as HelperLink
from workshop.store.installation_tables import LogEntry as LogEntry
from workshop.store.installation_tables import OwnTemplate as OwnTemplate
from workshop.store.installation_tables import SignedIn as SignedIn
from workshop.store.installation_tables import StoredSetting as StoredSetting
from workshop.store.lookback_tables import CardAnswer as CardAnswer
from workshop.store.lookback_tables import Lookback as Lookback
from workshop.store.lookback_tables import ReadyCards as ReadyCards
from workshop.store.minutes_tables import Acknowledgement as Acknowledgement
from workshop.store.minutes_tables import Minutes as Minutes
from workshop.store.minutes_tables import MinutesFile as MinutesFile
from workshop.store.minutes_tables import MinutesLink as MinutesLink
from workshop.store.organisation_tables import Person as Person
from workshop.store.organisation_tables import PersonRole as PersonRole
from workshop.store.organisation_tables import Unit as Unit
from workshop.store.point_tables import Point as Point
from workshop.store.pulse_tables import Pulse as Pulse
from workshop.store.pulse_tables import PulseAnswer as PulseAnswer
from workshop.store.pulse_tables import PulseWord as PulseWord
from workshop.store.report_tables import Approval as Approval
from workshop.store.report_tables import ReportText as ReportText
from workshop.store.slip_tables import Slip as Slip
from workshop.store.slip_tables import SlipBatch as SlipBatch
from workshop.store.slip_tables import SlipUse as SlipUse
from workshop.store.theme_tables import FocusIssue as FocusIssue
from workshop.store.theme_tables import Proposal as Proposal
from workshop.store.theme_tables import ThemeLink as ThemeLink
from workshop.store.voting_tables import Vote as Vote
from workshop.store.voting_tables import Voting as Voting

# For columns added after the first release, whose databases have rows without them.
_ZERO = {"server_default": "0"}
_LARGEST_ID = 2**31 - 1  # of rows numbered by the database; PostgreSQL refuses queries with more


def as_row_id(number: int) -> int:
    """Return the number as the id of a row; 0, which no row has, for one that no database takes."""
    return number if 0 < number <= _LARGEST_ID else 0


class Workshop(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    code: str = Field(unique=True, index=True)
    salt: str = Field(default_factory=lambda: secrets.token_hex(16))  # of the digests of its phones' keys
    template: str
    title: str
    host_unit: str = ""
    venue: str = ""
    starts_on: str = ""
    ends_on: str = ""
    fiscal_year: int | None = None
    opening_words: str = ""
    # What phones and projector show at the end: the facilitator's words, and what happens next.
    closing_words: str = Field(default="", sa_column_kwargs={"server_default": ""})
    next_steps: str = Field(default="", sa_column_kwargs={"server_default": ""})
    address: str = ""
    categories: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    fineness: float = 0.0  # -1 coarser ... 1 finer
    glossary: str = Field(default="", sa_column=Column(Text, nullable=False))
    # The worker links and tags anew what was grouped before this change.
    linked_at: int = Field(default=0, sa_type=BigInteger)
    themes_seq: int = Field(default=0, sa_type=BigInteger)
    # The timed items of the days in order; see domain/programmes.py.
    programme: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]")
    )
    # The ids of the groups in the order in which they present; those that are missing come last.
    presenting: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))
    timer: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    seq: int = Field(default=0, sa_type=BigInteger)
    facts_seq: int = Field(default=0, sa_type=BigInteger)
    timer_seq: int = Field(default=0, sa_type=BigInteger)
    # Of numbers: notes in all, the last counted number, and the places that drawn numbers used; see numbers.py.
    notes_made: int = 0
    last_number: int = Field(default=0, sa_column_kwargs=_ZERO)
    drawn: int = Field(default=0, sa_column_kwargs=_ZERO)
    # The end of its last anonymous phase: who asks for changes since an earlier one gets everything.
    whole_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    # What the projectors show in place of the live wall: {what, id}, None = the wall.
    shown: dict[str, str] | None = Field(default=None, sa_column=Column(JSON))
    projector_dark: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    shown_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    created_at: int = Field(default=0, sa_type=BigInteger)
    # Whose notes phones show: own, group, everyone.
    sharing: str = Field(default="own", sa_column_kwargs={"server_default": "own"})
    sharing_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    # The voting, the pulse and last year's cards that the screens show, open or closed; None = none.
    voting_id: int | None = None
    voting_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    pulse_id: int | None = None
    pulse_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    lookback_id: int | None = None
    lookback_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    # Its ends, 0 = not; see domain/endings.py. It is deleted when `delete_at` has passed.
    ended_at: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    archived_at: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    delete_at: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    door_shut: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # Whether a new device needs a slip to join.
    by_slip: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # Whether the projector shows own headings on which nobody has written.
    headings_shown: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # The last change by which words went: withdrawn, edited over or erased; files are cleaned by it.
    words_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    # Whose it is in the organisation; None = the installation's.
    unit_id: int | None = None
    # Of the privacy notice: controller, purpose, basis, period, contact.
    notice: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))
    # Of one that came in a file (year/workshop_in.py): {uid: of the workshop there, checksum: of the file}.
    brought: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))


class Phase(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    position: int
    title: str
    question: str = ""
    # What explains the question to who is asked it, of any number of lines.
    help: str = Field(default="", sa_column_kwargs={"server_default": ""})
    categories: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    state: str = "waiting"
    seq: int = Field(default=0, sa_type=BigInteger)
    removed: bool = False
    # Whether notes and themes may be commented on while it is open.
    comments: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # What its notes say of their writers: unit, anonymous, signed. Phases of before showed the group.
    identity: str = Field(default="anonymous", sa_column_kwargs={"server_default": "unit"})
    # Whether its notes are shown to nobody else before the facilitator has approved them (domain/checking.py).
    check_first: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # Whether those are that the hints warn of (domain/flagged.py). Phases of before showed them at once.
    check_flagged: bool = Field(default=True, sa_column_kwargs={"server_default": false()})
    # How often it was opened; and how many minutes after its end it still accepts what was written before, until when.
    run: int = Field(default=0, sa_column_kwargs=_ZERO)
    grace: int = Field(default=10, sa_column_kwargs={"server_default": "10"})
    late_until: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    # When it was opened last, as all notes of an anonymous phase have one time; 0 for one opened by a former release.
    opened_at: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    # Of an anonymous one: whether notes without a group have enough known writers behind them (domain/identity.py).
    others: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # Whether people write alone first, and whether what they wrote is revealed: see statements/veil.py.
    alone: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    revealed: int = Field(default=0, sa_column_kwargs=_ZERO)
    # What phones are sent of what others write in it, "" as the workshop says: see domain/sharing.py.
    sharing: str = Field(default="", sa_column_kwargs={"server_default": ""})
    # How many notes each device may have in it; 0: any number.
    most: int = Field(default=0, sa_column_kwargs=_ZERO)


class Group(SQLModel, table=True):
    __tablename__ = "breakout_group"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    position: int
    name: str
    seq: int = Field(default=0, sa_type=BigInteger)
    removed: bool = False
    # How many had joined it on another installation, where the workshop came from there.
    brought: int = Field(default=0, sa_column_kwargs=_ZERO)


class Participant(SQLModel, table=True):
    """`device` is a digest of the phone's key, salted by workshop; the key itself is never stored. Of a phone that
    came from another address (domain/moving.py): `former` of the key that it began with, `moved_from` of its last one.

    No row of what people write, say or vote refers to a participant; see domain/marks.py.
    """

    __table_args__ = (
        UniqueConstraint("workshop_id", "device"),
        Index("ix_participant_workshop_seq", "workshop_id", "seq"),
        Index(
            "ix_participant_former",
            "workshop_id",
            "former",
            sqlite_where=text("former IS NOT NULL"),
            postgresql_where=text("former IS NOT NULL"),
        ),
        # Without a column more: each phone that joins counts all people by group.
        Index("ix_participant_workshop_group", "workshop_id", "group_id"),
        # Rows in the order of random ids: in the order of joining, the feed would tell who wrote the first notes.
        {"sqlite_with_rowid": False},
    )

    id: str = Field(primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id")
    device: str
    group_id: int = Field(foreign_key="breakout_group.id")
    name: str = ""
    unit: str = ""
    role: str = ""
    scribe: bool = False
    # The change by which it moved to another group last; 0 for one that never did.
    seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    joined_at: int = Field(default=0, sa_type=BigInteger)
    # The group before the last shuffle, also where it stayed; None for who joined since.
    shuffled_from: int | None = None
    # When the facilitator shut it out; 0 = not.
    removed_at: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    # Whether the facilitator muted it in the list of devices (domain/mutes.py).
    muted: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    former: str | None = None
    moved_from: str | None = None
    # Whether the person consents to the name in the minutes of the meeting.
    in_minutes: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Note(SQLModel, table=True):
    """`id` is random, or of a file's row that a former release imported. `sent`, `own` and `voice` are of its writer's
    phone: see domain/marks.py.

    sent   of the phone's own id for it, or of a file's row, so that what comes again is one note
    own    by which the phone finds it again; None for one from a file, or of a release that stored writers
    voice  the same for all notes of a phone in a phase, so that people can be counted
    """

    __table_args__ = (
        Index("ix_note_workshop_seq", "workshop_id", "seq"),
        Index("ix_note_workshop_sent", "workshop_id", "sent", unique=True),
        Index("ix_note_workshop_own", "workshop_id", "own"),
        Index(
            "ix_note_waiting",
            "workshop_id",
            "category",
            sqlite_where=text("looked_at IS 0"),
            postgresql_where=text("looked_at IS false"),
        ),
        Index(
            "ix_note_muted",
            "workshop_id",
            "voice",
            sqlite_where=text("muted IS 1"),
            postgresql_where=text("muted IS true"),
        ),
    )

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    id: str = Field(primary_key=True)
    number: int
    sent: str | None = None
    own: str | None = None
    voice: str | None = None
    group_id: int | None = Field(default=None, foreign_key="breakout_group.id")
    phase_id: int | None = Field(default=None, foreign_key="phase.id")
    category: str
    text: str
    at: int = Field(default=0, sa_type=BigInteger)
    seq: int = Field(default=0, sa_type=BigInteger)
    edited: bool = False
    last_edit: str = ""
    hidden: bool = False
    # Of a hidden one that waits for the facilitator's approval: 1 new, 2 again; see domain/checking.py.
    unchecked: int = Field(default=0, sa_column_kwargs=_ZERO)
    # Why the facilitator hid it: one of HideReason (messages/incoming.py); "" where nobody said.
    hidden_why: str = Field(default="", sa_column_kwargs={"server_default": ""})
    deleted: bool = False
    # Of the grouping: looked_at False = not grouped yet.
    looked_at: bool = False
    set_aside: bool = False
    theme_id: str | None = None
    # Of people: placed = a person chose its theme, and no grouping may move it.
    placed: bool = False
    barred: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # Focus issues found in it, and people's corrections: {issue key: belongs}.
    focus: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    focus_said: dict[str, bool] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # How many others agree: its reactions that are on.
    agreed: int = Field(default=0, sa_column_kwargs=_ZERO)
    # The reaction that stamped `seq` last, and what `seq` was before the reactions.
    agreed_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    settled_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    # The last change of what phones show of it, its theme left out.
    shown_seq: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    # How many of its comments are shown, and how many the facilitator has hidden.
    comments: int = Field(default=0, sa_column_kwargs=_ZERO)
    comments_hidden: int = Field(default=0, sa_column_kwargs=_ZERO)
    # Of an anonymous phase that accepts notes: the group, which no view reads, until domain/identity.py releases or
    # drops it.
    sealed_group: int | None = None
    # The name that the writer gave to be shown with it, in signed phases.
    signed: str = Field(default="", sa_column_kwargs={"server_default": ""})
    # Whether it came after its phase had closed; never set in an anonymous phase, where it could tell who.
    late: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # Why the facilitator erased its words; "": not erased.
    erased: str = Field(default="", sa_column_kwargs={"server_default": ""})
    # The card of last year that it is about: "lookback.card" (domain/lookbacks.py), "" for none.
    card: str = Field(default="", sa_column_kwargs={"server_default": ""})
    # Whether the facilitator muted the phone behind it, which its `voice` finds again (domain/mutes.py).
    muted: bool = Field(default=False, sa_column_kwargs={"server_default": false()})

    @property
    def changed_seq(self) -> int:
        """Return the seq of its last change, reactions left out."""
        return self.settled_seq if self.seq == self.agreed_seq else self.seq


class Theme(SQLModel, table=True):
    __table_args__ = (Index("ix_theme_workshop_seq", "workshop_id", "seq"),)

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    id: str = Field(primary_key=True)
    category: str
    label: str
    given_label: str = ""
    keywords: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    examples: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # [{id, label, members: [note ids]}] in large categories
    subthemes: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    locked: bool = False
    # The place from 1 in the list of own headings, 0 for other themes; words say what a heading is about.
    heading: int = Field(default=0, sa_column_kwargs=_ZERO)
    words: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    # The named theme of a former workshop whose name fits: 0 and "" where none does. The name itself stays there.
    like_workshop: int = Field(default=0, sa_column_kwargs=_ZERO)
    like_theme: str = Field(default="", sa_column_kwargs={"server_default": ""})
    gone: bool = False
    seq: int = Field(default=0, sa_type=BigInteger)
    comments: int = Field(default=0, sa_column_kwargs=_ZERO)
    comments_hidden: int = Field(default=0, sa_column_kwargs=_ZERO)


class Attached(SQLModel):
    """What people write under a note or a theme (one is set). `staff`: the facilitator's. `sent`, `own`: as in a note.

    `id` is random; `made` is the seq that created it, and orders it. A time could tell who wrote it.
    """

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    id: str = Field(primary_key=True)
    sent: str | None = None
    own: str | None = None
    staff: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    phase_id: int | None = Field(default=None, foreign_key="phase.id")
    note_id: str | None = None
    theme_id: str | None = None
    text: str
    made: int = Field(default=0, sa_type=BigInteger)
    seq: int = Field(default=0, sa_type=BigInteger)
    edited: bool = False
    last_edit: str = ""
    hidden: bool = False
    # As of a note: why it was hidden, and whether it waits for the facilitator's approval.
    hidden_why: str = Field(default="", sa_column_kwargs={"server_default": ""})
    unchecked: int = Field(default=0, sa_column_kwargs=_ZERO)
    deleted: bool = False


class Comment(Attached, table=True):
    """A comment on a note or a theme."""

    __table_args__ = (
        Index("ix_comment_workshop_sent", "workshop_id", "sent", unique=True),
        Index("ix_comment_workshop_own", "workshop_id", "own"),
    )


# What is attached to notes and themes, by the column that counts it there and lets it in at a phase.
ATTACHED: dict[str, type[Attached]] = {"comments": Comment}
NAMES: dict[type[SQLModel], str] = {table: name for name, table in ATTACHED.items()}
COUNTS = tuple(f"{name}{part}" for name in ATTACHED for part in ("", "_hidden"))


class Reaction(SQLModel, table=True):
    """Whether a phone agrees with a note. `own` as in a note; `last_write`: see marks.order."""

    __table_args__ = (Index("ix_reaction_workshop_note", "workshop_id", "note_id"),)

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True)
    own: str = Field(primary_key=True)
    note_id: str
    agrees: bool
    last_write: str


# Every table whose rows belong to one workshop, those that others reference last.
OF_A_WORKSHOP = tuple(table for table in reversed(SQLModel.metadata.sorted_tables) if "workshop_id" in table.columns)
