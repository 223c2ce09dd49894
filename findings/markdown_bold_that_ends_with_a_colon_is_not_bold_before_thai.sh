#!/usr/bin/env bash
# In Markdown (CommonMark), bold words that end with punctuation are not bold where Thai goes on without a space.
# Expected: **ปัญหา:**น้ำไม่พอ begins with a bold word, as **ปัญหา**น้ำไม่พอ does.
# Seen:     the asterisks stay as they are. Thai writes no space there, and with one the words would stand apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'markdown-it-py==4.3.0'
"$folder/venv/bin/python" - <<'PY'
from markdown_it import MarkdownIt

print("markdown-it-py 4.3.0")
html = MarkdownIt("commonmark").render
assert html("**ปัญหา**น้ำไม่พอ") == "<p><strong>ปัญหา</strong>น้ำไม่พอ</p>\n"
assert html("**ปัญหา:**น้ำไม่พอ") == "<p>**ปัญหา:**น้ำไม่พอ</p>\n"
assert html("ฉบับ**(ร่าง)**แก้ไข") == "<p>ฉบับ**(ร่าง)**แก้ไข</p>\n"
assert html("**ปัญหา:** น้ำไม่พอ") == "<p><strong>ปัญหา:</strong> น้ำไม่พอ</p>\n"
PY
