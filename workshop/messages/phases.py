"""What consoles send of a phase: numbers that it has."""

from pydantic import Field

from workshop.messages.incoming import Identity, Message, PhaseSharing

MOST_OF_A_DEVICE = 99


class ChooseGrace(Message):
    """In minutes; 0: what comes late is refused."""

    minutes: int = Field(ge=0, le=24 * 60)


class ChooseMost(Message):
    """How many notes each device may have in the phase; 0: any number."""

    notes: int = Field(ge=0, le=MOST_OF_A_DEVICE)


class ChoosePhaseSharing(Message):
    """What phones are sent of what others write in the phase; "": as the workshop says."""

    sharing: PhaseSharing


class AddPhase(Message):
    """A phase behind the others; `category`: the name of what is written in it, known or new."""

    title: str = Field(max_length=400)
    question: str = Field(default="", max_length=2000)
    category: str = Field(max_length=400)
    identity: Identity = "anonymous"
