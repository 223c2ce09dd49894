#!/usr/bin/env bash
# PyThaiNLP's thai_strftime writes the Buddhist year into forms that are made for machines.
# Expected: %F, %G-W%V and %D, which ISO 8601 and POSIX define, keep the common era.
# Seen:     %F gives 2563-10-30, %G-W%V gives 2563-W44, and %D gives 10/30/63.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pythainlp==5.4.0'
"$folder/venv/bin/python" - "$folder" <<'PY'
import datetime

from pythainlp.util import thai_strftime

print("pythainlp 5.4.0")
moment = datetime.datetime(2020, 10, 30, 9, 5)
assert thai_strftime(moment, "%F") == "2563-10-30"
assert thai_strftime(moment, "%G-W%V") == "2563-W44"
assert thai_strftime(moment, "%D") == "10/30/63"
PY
