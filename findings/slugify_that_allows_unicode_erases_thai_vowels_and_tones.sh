#!/usr/bin/env bash
# python-slugify with allow_unicode=True, meant to leave letters of other scripts as they are, cuts Thai words apart.
# Expected: two different Thai words have two different slugs, in which every letter stands.
# Seen:     vowels and tone marks above and below become dashes or go: หมู (pig) and หมู่ (village) are both หม.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-slugify==9.2.0'
"$folder/venv/bin/python" - <<'PY'
from slugify import slugify

print("python-slugify 9.2.0")
assert slugify("หมู", allow_unicode=True) == slugify("หมู่", allow_unicode=True) == "หม"
assert slugify("ที่ดินทำกิน", allow_unicode=True) == "ท-ด-นท-าก-น"
assert slugify("น้ำ") == "nmaa", "without it, Thai is spelt in Latin letters"
PY
