"""Static files under an address that changes with their content, so that a phone fetches each just once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, send_from_directory

YEAR = 365 * 24 * 3600
_KINDS = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".css": "text/css"}


def serve(app: Flask, folder: Path) -> None:
    """Adds /static/<version>/<path> and `asset(path)` for templates; modules may import each other relatively."""
    version = _version(folder)

    @app.get("/static/<version>/<path:name>", endpoint="static")
    def _file(version: str, name: str) -> Any:
        response = send_from_directory(folder, name, max_age=YEAR, mimetype=_KINDS.get(Path(name).suffix))
        response.cache_control.public = True
        response.cache_control.immutable = True
        response.direct_passthrough = False
        response.get_data()  # whole in memory, so that it is compressed like any other answer
        for name in ("Content-Disposition", "Expires", "Last-Modified"):
            response.headers.pop(name, None)
        return response

    @app.context_processor
    def _asset() -> dict[str, Any]:
        return {"asset": lambda name: f"/static/{version}/{name}"}


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        status = path.stat()
        digest.update(f"{path.relative_to(folder).as_posix()} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:10]
