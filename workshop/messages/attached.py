"""What clients are sent of anything attached to notes and themes."""

from typing import NotRequired, TypedDict


class AttachedShown(TypedDict):
    """What is attached to a note or theme: never who wrote it, nor the group, nor when. `staff`: the facilitator's."""

    id: str
    text: str
    staff: bool
    edited: bool


class DeskComment(AttachedShown):
    """As the console lists it; `words`: what an approval or hiding is to be of (domain/checking.py), `hidden_why`: see
    HideReason, "" unsaid; `unchecked`: it waits for approval, and is hidden until then."""

    hidden: bool
    hidden_why: str
    unchecked: bool
    words: str
    phase_id: int | None
    note_id: str | None
    theme_id: str | None


class PhoneComment(TypedDict):
    """A comment as its own writer sees it; `unchecked` and `hidden` as in PhoneNote."""

    id: str
    note_id: str | None
    theme_id: str | None
    phase_id: int | None
    text: str
    edited: bool
    unchecked: NotRequired[bool]
    hidden: NotRequired[str]
