"""What clients send (`incoming`) and what they are sent (`outgoing`)."""

from workshop.messages.incoming import (
    DEVICE_KEY as DEVICE_KEY,
)
from workshop.messages.incoming import (
    ENTER as ENTER,
)
from workshop.messages.incoming import (
    AnswerPulse as AnswerPulse,
)
from workshop.messages.incoming import (
    AskRegrouping as AskRegrouping,
)
from workshop.messages.incoming import (
    CastVote as CastVote,
)
from workshop.messages.incoming import (
    Choice as Choice,
)
from workshop.messages.incoming import (
    ChooseAddress as ChooseAddress,
)
from workshop.messages.incoming import (
    EditComment as EditComment,
)
from workshop.messages.incoming import (
    EditNote as EditNote,
)
from workshop.messages.incoming import (
    FocusDraft as FocusDraft,
)
from workshop.messages.incoming import (
    ImportedNote as ImportedNote,
)
from workshop.messages.incoming import (
    Join as Join,
)
from workshop.messages.incoming import (
    M as M,
)
from workshop.messages.incoming import (
    MergeThemes as MergeThemes,
)
from workshop.messages.incoming import (
    Message as Message,
)
from workshop.messages.incoming import (
    MoveNote as MoveNote,
)
from workshop.messages.incoming import (
    OpenPhase as OpenPhase,
)
from workshop.messages.incoming import (
    OpenPulse as OpenPulse,
)
from workshop.messages.incoming import (
    OpenVoting as OpenVoting,
)
from workshop.messages.incoming import (
    PhaseDraft as PhaseDraft,
)
from workshop.messages.incoming import (
    PhoneId as PhoneId,
)
from workshop.messages.incoming import (
    React as React,
)
from workshop.messages.incoming import (
    RenameTheme as RenameTheme,
)
from workshop.messages.incoming import (
    RowId as RowId,
)
from workshop.messages.incoming import (
    SayComment as SayComment,
)
from workshop.messages.incoming import (
    SayLink as SayLink,
)
from workshop.messages.incoming import (
    SetFocusIssues as SetFocusIssues,
)
from workshop.messages.incoming import (
    SetGlossary as SetGlossary,
)
from workshop.messages.incoming import (
    SetSharing as SetSharing,
)
from workshop.messages.incoming import (
    SetTimer as SetTimer,
)
from workshop.messages.incoming import (
    Sharing as Sharing,
)
from workshop.messages.incoming import (
    SplitTheme as SplitTheme,
)
from workshop.messages.incoming import (
    SubmitComment as SubmitComment,
)
from workshop.messages.incoming import (
    SubmitNote as SubmitNote,
)
from workshop.messages.incoming import (
    TagNote as TagNote,
)
from workshop.messages.incoming import (
    WorkshopDraft as WorkshopDraft,
)
from workshop.messages.incoming import (
    parse as parse,
)
from workshop.messages.outgoing import (
    CHANGES as CHANGES,
)
from workshop.messages.outgoing import (
    EVENTS as EVENTS,
)
from workshop.messages.outgoing import (
    NOTES as NOTES,
)
from workshop.messages.outgoing import (
    PRESENCE as PRESENCE,
)
from workshop.messages.outgoing import (
    STOPPING as STOPPING,
)
