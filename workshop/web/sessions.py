"""Sessions of the facilitator's browser; requests without a cookie skip the signature."""

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions; a request without the cookie gets an empty one."""

    def open_session(self, app: Flask, request: Any) -> SecureCookieSession | None:
        if "HTTP_COOKIE" not in request.environ or self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)
