#!/usr/bin/env bash
# SQLite FTS5 with its default tokenizer cuts Thai words at vowel and tone marks.
# Expected: the word ถนน in a note is found.
# Seen:     the note is cut into fragments such as วมถนนท, and ถนน finds nothing; with the trigram tokenizer a word of two letters finds nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'apsw==3.54.1.0'
"$folder/venv/bin/python" - "$folder" <<'PY'
import apsw

print("SQLite", apsw.sqlite_lib_version())


def index(tokenizer: str) -> apsw.Connection:
    database = apsw.Connection(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE note USING fts5(text, tokenize='{tokenizer}')")
    database.execute("INSERT INTO note VALUES ('น้ำท่วมถนนทุกปี งบมาช้า')")
    return database


def found(database: apsw.Connection, word: str) -> int:
    return database.execute("SELECT count(*) FROM note WHERE note MATCH ?", (f'"{word}"',)).fetchone()[0]


words = index("unicode61")
words.execute("CREATE VIRTUAL TABLE piece USING fts5vocab(note, 'row')")
pieces = {row[0] for row in words.execute("SELECT term FROM piece")}
print(sorted(pieces))
assert "วมถนนท" in pieces and found(words, "ถนน") == 0
trigrams = index("trigram")
assert found(trigrams, "ถนน") == 1 and found(trigrams, "งบ") == 0
PY
