#!/usr/bin/env bash
# WTForms takes a number in Thai digits, and refuses a date in them, in one form.
# Expected: Thai digits are understood in both fields, or in neither.
# Seen:     IntegerField gives 2564; DateField is an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'wtforms==3.3.2' 'werkzeug==3.1.9'
"$folder/venv/bin/python" - "$folder" <<'PY'
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form, IntegerField


class Workshop(Form):
    year = IntegerField()
    day = DateField()


print("wtforms 3.3.2")
typed = Workshop(MultiDict({"year": "๒๕๖๔", "day": "๒๐๒๐-๑๐-๓๐"}))
typed.validate()
assert typed.year.data == 2564 and not typed.year.errors
assert typed.day.data is None and typed.day.errors
# The same two values in Arabic digits are both good.
plain = Workshop(MultiDict({"year": "2564", "day": "2020-10-30"}))
assert plain.validate()
PY
