"""What a console sends of what is said at the end."""

from pydantic import Field

from workshop.messages.incoming import Message


class SetClosing(Message):
    """What is said at the end; `was_words`, `was_next`: the texts that were edited."""

    closing_words: str = Field(max_length=5000)
    next_steps: str = Field(max_length=5000)
    was_words: str = Field(max_length=5000)
    was_next: str = Field(max_length=5000)
