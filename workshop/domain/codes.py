"""Join codes: six characters that are easy to read from a distance."""

import secrets

from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.store.models import Workshop

# Without 0/O, 1/I/L, 2/Z, 5/S, 8/B, 6/G and Q, which look alike.
ALPHABET = "ACDEFHJKMNPRTUVWXY3479"
LENGTH = 6
_MOST = 12


def new_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if session.execute(select(Workshop.id).where(Workshop.code == code)).first() is None:
            return code


def typed(text: str) -> str:
    """Return the code that was typed in any case, with blanks or dashes between."""
    if len(text) <= _MOST and text.isascii() and text.isalnum():
        return text.upper()
    return "".join(letter for letter in text.upper() if letter.isalnum())[:_MOST]
