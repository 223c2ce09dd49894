"""Answers guesses of the password that would not be checked, before the application does any work for them.

A hundred at once would otherwise delay the room's notes by the time of a hundred pages.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from flask import Flask, Response, render_template

from workshop.web.limits import Limits
from workshop.web.password_brake import near, whole_seconds


class Gate:
    """WSGI middleware in front of `app`, within what corrects a visitor's address."""

    def __init__(self, app: Flask, limits: Limits, language: str) -> None:
        self._flask, self._app = app, app.wsgi_app
        self._limits, self._language = limits, language
        self._page = lru_cache(200)(self._render)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/sign-in" and environ["REQUEST_METHOD"] == "POST":
            address = environ.get("REMOTE_ADDR", "")
            wait = self._limits.brake.wait(address, near(address, "HTTP_X_FORWARDED_FOR" in environ))
            if wait:
                cookie = environ.get("HTTP_COOKIE", "")
                chosen = next((each for each in ("th", "en") if f"language={each}" in cookie), self._language)
                return self.answer(chosen, whole_seconds(wait))(environ, start_response)
        return self._app(environ, start_response)

    def answer(self, language: str, seconds: int) -> Response:
        """Return the page that says how long to wait."""
        headers = {
            "Retry-After": str(seconds),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
        }
        return Response(self._page(language, seconds), 429, headers, mimetype="text/html")

    def _render(self, language: str, seconds: int) -> str:
        with self._flask.test_request_context("/sign-in", headers={"Cookie": f"language={language}"}):
            return render_template("facilitator/wait.html", seconds=seconds)
