#!/usr/bin/env bash
# PyThaiNLP reads a spoken sum such as หมื่นห้า as ten thousand and five.
# Expected: in spoken Thai a digit behind the last rank word counts the next rank below it: พันห้า is 1,500,
#           หมื่นห้า 15,000, สองแสนสี่ 240,000; so do people say, and write in notes, what a repair costs.
# Seen:     the digit is added as ones: 1,005, 10,005 and 200,004, without a word of doubt.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pythainlp==5.4.0'
"$folder/venv/bin/python" - <<'PY'
import pythainlp
from pythainlp.util import thaiword_to_num

print("PyThaiNLP", pythainlp.__version__)
assert thaiword_to_num("หมื่นห้าพัน") == 15_000
assert thaiword_to_num("พันห้า") == 1_005
assert thaiword_to_num("หมื่นห้า") == 10_005
assert thaiword_to_num("สองแสนสี่") == 200_004
PY
