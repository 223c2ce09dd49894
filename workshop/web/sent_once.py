"""Forms that make something carry an id of their own: sent twice unchanged, as by a double press, they make one thing.

What is made is named by the id and all that was typed: who goes back, changes something and sends again makes another.
"""

import hashlib
import re
import secrets

from flask import request

FIELD = "once"
_ID = re.compile(r"[0-9a-f]{32}")


def form_id() -> str:
    """Return the id for a form's template; a form that was refused keeps its own."""
    given = request.form.get(FIELD, "")
    return given if _ID.fullmatch(given) else secrets.token_hex(16)


def key() -> str:
    """Return 32 letters 0 to f, the same where the same form is sent again unchanged; random for one without an id."""
    if not _ID.fullmatch(request.form.get(FIELD, "")):
        return secrets.token_hex(16)
    typed = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    return hashlib.sha256(repr((request.path, typed)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
