#!/usr/bin/env bash
# Two linkifiers take the Thai word that follows an address into the link.
# Expected: in "…/j/ABC123ครับ" the link ends at ABC123: Thai is written without spaces, and ครับ is a word of politeness.
# Seen:     the link goes on to the end of the word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'linkify-it-py==2.2.0' 'bleach==6.4.0'
"$folder/venv/bin/python" - "$folder" <<'PY'
import bleach
from linkify_it import LinkifyIt

print("linkify-it-py 2.2.0, bleach 6.4.0")
text = "เข้าที่ https://meeting.go.th/j/ABC123ครับ"
assert [match.url for match in LinkifyIt().match(text)] == ["https://meeting.go.th/j/ABC123ครับ"]
assert 'href="https://meeting.go.th/j/ABC123ครับ"' in bleach.linkify(text)
PY
