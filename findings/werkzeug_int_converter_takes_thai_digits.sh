#!/usr/bin/env bash
# Werkzeug's <int:id> also matches Thai digits, so that one page has two addresses.
# Expected: /phases/๑๒ is no address of the route /phases/<int:id>.
# Seen:     it matches with id 12, and building the address gives /phases/12.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'werkzeug==3.1.9'
"$folder/venv/bin/python" - "$folder" <<'PY'
from werkzeug.routing import Map, Rule

print("werkzeug 3.1.9")
routes = Map([Rule("/phases/<int:id>", endpoint="phase")]).bind("laena.test")
assert routes.match("/phases/๑๒") == ("phase", {"id": 12})
assert routes.build("phase", {"id": 12}) == "/phases/12"
PY
