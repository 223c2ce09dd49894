#!/usr/bin/env bash
# dateparser reads the usual Thai way to write a time of day, 13.30 น., as a span of time that has passed.
# Expected: 13:30 of the day, as for "13:30 น." and for "13.30"; น. (นาฬิกา) is o'clock.
# Seen:     13.30 minutes before now; 9.00 น. is nine minutes ago.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'dateparser==1.5.0'
"$folder/venv/bin/python" - <<'PY'
from datetime import datetime

import dateparser

print("dateparser 1.5.0")
now = datetime(2020, 10, 28, 16, 0)


def read(text):
    return dateparser.parse(text, languages=["th"], settings={"RELATIVE_BASE": now})


assert read("13:30 น.") == read("13.30") == datetime(2020, 10, 28, 13, 30)
assert read("13.30 น.") == datetime(2020, 10, 28, 15, 46, 42)
assert read("9.00 น.") == datetime(2020, 10, 28, 15, 51)
PY
