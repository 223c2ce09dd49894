#!/usr/bin/env bash
# scikit-learn's strip_accents="unicode" erases Thai vowels and tones, not accents.
# Expected: Thai has no accents: nothing is lost.
# Seen:     ป่า, ป้า and ปา become one word, ปู and ป too, and น้ำ falls apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'scikit-learn==1.9.1'
"$folder/venv/bin/python" - "$folder" <<'PY'
from sklearn.feature_extraction.text import TfidfVectorizer, strip_accents_unicode

print("scikit-learn 1.9.1")
assert {strip_accents_unicode(word) for word in ("ป่า", "ป้า", "ปา")} == {"ปา"}
assert strip_accents_unicode("ปู") == "ป" and strip_accents_unicode("น้ำ") == "น\u0e4d\u0e32"
kept = TfidfVectorizer(analyzer="char").fit(["ป่า", "ป้า"]).vocabulary_
lost = TfidfVectorizer(analyzer="char", strip_accents="unicode").fit(["ป่า", "ป้า"]).vocabulary_
assert set(kept) - set(lost) == {"\u0e48", "\u0e49"}
PY
