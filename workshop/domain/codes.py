"""Join codes: six characters that are easy to read from a distance."""

import re
import secrets
import unicodedata

from sqlalchemy.orm import Session
from sqlmodel import select

from workshop.feed import now_ms
from workshop.store.models import Workshop

# Without 0/O, 1/I/L, 2/Z, 5/S, 8/B, 6/G and Q, which look alike.
ALPHABET = "ACDEFHJKMNPRTUVWXY3479"
LENGTH = 6
_MOST = 12
_DAY_MS = 24 * 3_600_000
_IN_LINK = re.compile(r"(?:/j/|[?&]code=)([^/?&#\s]+)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\-_.\u2010-\u2015\u200b-\u200d\u2060\ufeff]")


def new_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if session.execute(select(Workshop.id).where(Workshop.code == code)).first() is None:
            return code


def of_form(session: Session, key: str) -> tuple[str, bool]:
    """Return the code of the workshop that the form with this key (a hexadecimal number) makes, and whether it has.

    Another workshop's, made within the day, has the same code by a chance of one in a hundred million.
    """
    number, letters = int(key, 16), []
    for _letter in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    code = "".join(letters)
    made_at = session.execute(select(Workshop.created_at).where(Workshop.code == code)).scalar_one_or_none()
    if made_at is None:
        return code, False
    return (code, True) if abs(now_ms() - made_at) < _DAY_MS else (new_code(session), False)


def typed(text: str) -> str:
    """Return the code in what was typed or pasted: a link, other words around it, any case, width or kind of digits."""
    if len(text) <= _MOST and text.isascii() and text.isalnum():
        return text.upper()
    plain = "".join(str(unicodedata.digit(letter, letter)) for letter in unicodedata.normalize("NFKC", text))
    link = _IN_LINK.search(plain)
    letters = _BETWEEN.sub("", link[1] if link else plain).upper()
    latin = re.search(r"[A-Z0-9]+", letters)
    return (latin[0] if latin else "".join(filter(str.isalnum, letters)))[:_MOST]
