#!/usr/bin/env bash
# SheetJS shows a number in Thai digits as an amount of dollars, and a Thai date in English and the common era.
# Expected: the formats that a Thai spreadsheet gives a cell, [$-D00041E]0 (Thai digits) and [$-107041E]d mmmm yyyy
#           (Thai month, Buddhist era), are shown in Thai, or at least as plain digits.
# Seen:     44132 becomes "$44132"; 28 October 2020 is shown as that, where the cell says ๒๘ ตุลาคม ๒๕๖๓.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v npm >/dev/null || { echo "needs Node.js (npm)"; exit 2; }
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5
cat > show.cjs <<'JS'
const assert = require("node:assert");
const sheets = require("xlsx");
console.log("SheetJS " + sheets.version);
const book = sheets.utils.book_new();
const sheet = {"!ref": "A1:A2", A1: {t: "n", v: 44132, z: "[$-D00041E]0"}, A2: {t: "n", v: 44132, z: "[$-107041E]d mmmm yyyy"}};
sheets.utils.book_append_sheet(book, sheet, "ตาราง");
const read = sheets.read(sheets.write(book, {type: "buffer", bookType: "xlsx"}), {cellNF: true});
assert.strictEqual(read.Sheets["ตาราง"].A1.z, "[$-D00041E]0");
assert.strictEqual(read.Sheets["ตาราง"].A1.w, "$44132");
assert.strictEqual(read.Sheets["ตาราง"].A2.w, "28 October 2020");
assert.strictEqual(sheets.utils.sheet_to_csv(read.Sheets["ตาราง"]).trim(), "$44132\n28 October 2020");
JS
node show.cjs
