#!/usr/bin/env bash
# The default word boundaries of the regex package cut Thai between a consonant and its vowel ำ.
# Expected: with the flag WORD, \b falls at most between character clusters (\X), if not between words.
# Seen:     น้ำ is cut into น้ and ำ, though \X holds it together.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'regex==2026.11.19'
"$folder/venv/bin/python" - "$folder" <<'PY'
import regex

print("regex", regex.__version__)
assert regex.findall(r"\X", "น้ำทำ") == ["น้ำ", "ทำ"]
assert regex.findall(r"(?w).+?\b", "น้ำท่วม")[:2] == ["น้", "ำ"]
PY
