"""Sessions: only the facilitator's browser has one. A phone's request is spared the making of a signature."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class Sessions(SecureCookieSessionInterface):
    """As Flask's own, for those who bring a cookie; whoever brings none begins with an empty one all the same."""

    def open_session(self, app: Flask, request: Any) -> SecureCookieSession | None:
        if "HTTP_COOKIE" not in request.environ or self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)
