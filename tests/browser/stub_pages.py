"""What the stand-ins for the server share: the pages' templates, and the static files as the application sends them."""

from __future__ import annotations

from flask import Flask

from workshop import paths
from workshop.web import assets
from workshop.web.forms import units


def pages() -> Flask:
    """An application that has the pages' templates, and no routes but the static files'."""
    app = Flask(__name__, template_folder=str(paths.templates_dir()), static_folder=None)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters["units"] = units
    app.jinja_env.globals.update(
        csrf_token=lambda: "stub",
        unfilled=str,
        language="th",
        other_language="en",
        asked={},
        attached=["comments"],
        switches=[],
        role=lambda: "",
        may=lambda _what: True,
    )
    assets.serve(app, paths.static_dir())
    return app
