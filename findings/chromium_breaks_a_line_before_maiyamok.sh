#!/usr/bin/env bash
# Chromium breaks a line before the repetition mark ๆ where a space stands before it.
# Expected: the official spelling "ต่าง ๆ" never leaves ๆ at the start of a line, as LibreOffice lays it out.
# Seen:     ๆ begins a line as soon as the box is narrow enough.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" - "$folder" <<'PY'
import os
import re
import subprocess
import sys
from pathlib import Path

browser = next(name for name in ("chromium", "chromium-browser", "google-chrome") if any((Path(p) / name).exists() for p in os.environ["PATH"].split(":")))
folder = Path(sys.argv[1])
page = """<!doctype html><html lang="th"><meta charset="utf-8"><body><script>
const broken = [];
for (let width = 40; width < 140; width += 2) {
  const box = document.createElement("div");
  box.style.cssText = `width:${width}px;font:16px sans-serif`;
  box.textContent = "ปัญหาต่าง ๆ ของหมู่บ้าน";
  document.body.append(box);
  const text = box.firstChild, range = document.createRange(), at = text.data.indexOf("ๆ");
  const top = (i) => { range.setStart(text, i); range.setEnd(text, i + 1); return range.getBoundingClientRect().top; };
  if (top(at) > top(at - 2) + 4) broken.push(width);
}
document.title = "widths " + broken.length;
</script>"""
(folder / "page.html").write_text(page, encoding="utf-8")
command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
command += [f"--user-data-dir={folder}/profile", "--dump-dom", (folder / "page.html").as_uri()]
print(subprocess.run([browser, "--version"], capture_output=True, text=True).stdout.strip())
dom = subprocess.run(command, check=True, capture_output=True, text=True).stdout
widths = int(re.search(r"<title>widths ([0-9]+)</title>", dom).group(1))
print("widths at which the line begins with the mark:", widths)
assert widths > 0
PY
