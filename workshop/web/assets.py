"""Static files under an address that changes with their content, so that a phone fetches each just once.

A first visit fetches some fifty small files: they are sent from memory, compressed once, without Flask.
"""

import gzip
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask

from workshop.web import bundles

YEAR = 365 * 24 * 3600
_TOP = "/static/"
_KINDS = {
    # Read as the page that asks for them is, which says that it is UTF-8.
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
_PACKED = {".woff2", ".png"}
_WORTH_PACKING = 300  # bytes


def serve(app: Flask, folder: Path) -> None:
    """Serve /static/<version>/<path>, and give templates `asset(path)` and `bundle` (bundles.py)."""
    version, bundle = _version(folder), bundles.read(folder)
    bundled = bundle["modules"] if bundle else {}
    app.wsgi_app = StaticFiles(app.wsgi_app, folder)  # type: ignore[method-assign]

    @app.context_processor
    def _asset() -> dict[str, Any]:
        return {"asset": lambda name: f"{_TOP}{version}/{bundled.get(name, name)}", "bundle": bundle}


class StaticFiles:
    """WSGI middleware that sends the files of a folder, each read once, and passes other requests to Flask."""

    def __init__(self, app: Any, folder: Path) -> None:
        self._app = app
        self._files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        self._answer = cache(lambda name, packed: _answer(self._files[name], packed))

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        name = path[len(_TOP) :].partition("/")[2] if path.startswith(_TOP) else ""
        if name not in self._files or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._app(environ, start_response)  # type: ignore[no-any-return]
        headers, body = self._answer(name, "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""))
        start_response("200 OK", list(headers))
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _answer(path: Path, packed: bool) -> tuple[list[tuple[str, str]], bytes]:
    """Return (headers, body) of a file; few headers, as a phone gets them fifty times."""
    body = path.read_bytes()
    headers = [
        ("Content-Type", _KINDS.get(path.suffix, "application/octet-stream")),
        ("Cache-Control", f"max-age={YEAR}, immutable"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if path.suffix not in _PACKED:
        headers.append(("Vary", "Accept-Encoding"))
        if packed and len(body) >= _WORTH_PACKING:
            headers.append(("Content-Encoding", "gzip"))
            body = gzip.compress(body, 9, mtime=0)
    return [*headers, ("Content-Length", str(len(body)))], body


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        status = path.stat()
        digest.update(f"{path.relative_to(folder).as_posix()} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:10]
