"""The signed cookie of a facilitator's browser; requests without one skip the signature."""

from contextlib import suppress
from typing import Any

from flask import Flask, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions; a request without the cookie gets an empty one.

    The signature's age is not looked at: domain/sessions.py ends sessions, and a clock set back by a second would make
    the cookie invalid.
    """

    def open_session(self, app: Flask, request: Any) -> SecureCookieSession | None:
        signed = request.cookies.get(self.get_cookie_name(app)) if "HTTP_COOKIE" in request.environ else None
        serializer = self.get_signing_serializer(app) if signed else None
        with suppress(BadSignature):
            if serializer is not None:
                return self.session_class(serializer.loads(signed or ""))
        return self.session_class()

    def get_cookie_secure(self, app: Flask) -> bool:
        """Return whether the browser came over TLS, as the configured proxies say; a laptop's room has none."""
        return request.is_secure
