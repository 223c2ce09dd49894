#!/usr/bin/env bash
# Babel joins a Thai list by spaces, which Thai phrases have inside, and one of its documented styles raises.
# Expected: where one thing ends and the next begins can be seen, and each style that is documented works.
# Seen:     "กลุ่มที่ 1 กลุ่มที่ 2 และกลุ่มที่ 3"; style="unit" is a KeyError in Thai, not in English.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'babel==2.19.0'
"$folder/venv/bin/python" - <<'PY'
from babel.lists import format_list

print("babel 2.19.0")
groups = ["กลุ่มที่ 1", "กลุ่มที่ 2", "กลุ่มที่ 3"]
assert format_list(groups, locale="th") == "กลุ่มที่ 1 กลุ่มที่ 2 และกลุ่มที่ 3"
assert format_list(groups, style="or", locale="th") == "กลุ่มที่ 1, กลุ่มที่ 2 หรือ กลุ่มที่ 3"
assert format_list(groups, style="unit", locale="en") == "กลุ่มที่ 1, กลุ่มที่ 2, กลุ่มที่ 3"
try:
    format_list(groups, style="unit", locale="th")
except KeyError as error:
    assert error.args == ("start",)
else:
    raise SystemExit("no longer an error")
PY
