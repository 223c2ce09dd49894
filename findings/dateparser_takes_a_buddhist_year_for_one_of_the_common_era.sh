#!/usr/bin/env bash
# dateparser knows Thai months and digits, but not the era that a Thai date is written in.
# Expected: 28 ตุลาคม 2563 is 28 October 2020, with พ.ศ. before the year too; or an error.
# Seen:     the year 2563 of the Common Era; the short 63 is 2063; with พ.ศ. there is no date at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'dateparser==1.5.0'
"$folder/venv/bin/python" - <<'PY'
from datetime import datetime

import dateparser

print("dateparser 1.5.0")


def read(text):
    return dateparser.parse(text, languages=["th"])


assert read("28 ตุลาคม 2563") == read("๒๘ ตุลาคม ๒๕๖๓") == datetime(2563, 10, 28)
assert read("28 ต.ค. 63") == datetime(2063, 10, 28)
assert read("28 ตุลาคม พ.ศ. 2563") is None
PY
