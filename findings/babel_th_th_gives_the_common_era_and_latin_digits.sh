#!/usr/bin/env bash
# Babel formats for Thailand in the common era, and with Latin digits even where Thai ones are asked for.
# Expected: the locale th_TH gives the Buddhist era, its calendar in CLDR (2563 for 2020); numbering_system="thai" gives ๑,๒๓๔.
# Seen:     "ค.ศ. 2020" and "1,234.5"; a Thai date of 2563 is read as the year 2563 of the common era.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'babel==2.19.0'
"$folder/venv/bin/python" - "$folder" <<'PY'
import datetime

from babel.dates import format_date, parse_date
from babel.numbers import format_decimal

print("babel 2.19.0")
day = datetime.date(2020, 10, 30)
assert format_date(day, "long", locale="th_TH") == "30 ตุลาคม ค.ศ. 2020"
assert format_decimal(1234.5, locale="th_TH", numbering_system="thai") == "1,234.5"
assert parse_date("30/10/2563", locale="th_TH") == datetime.date(2563, 10, 30)
PY
