#!/usr/bin/env bash
# Jinja's text filters cut and miscount Thai, and lower what stands in Latin letters.
# Expected: wordcount counts น้ำท่วม as one or two words; truncate and wordwrap cut between whole characters as people see them; capitalize leaves OTOP alone.
# Seen:     wordcount gives 3 pieces, truncate leaves บ้ without its vowel and ที without its tone, wordwrap sends a tone mark to the next line, capitalize writes otop.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'jinja2==3.1.6'
"$folder/venv/bin/python" - "$folder" <<'PY'
import jinja2

print("jinja2", jinja2.__version__)


def shown(template: str, text: str) -> str:
    return jinja2.Template(template).render(x=text)


assert shown("{{ x|wordcount }}", "น้ำท่วม") == "3"
assert shown("{{ x|truncate(13, true, '', 0) }}", "น้ำท่วมบ้านที่ริมแม่น้ำ").endswith("ที")
assert shown("{{ x|wordwrap(6) }}", "น้ำท่วมบ้านที่") == "น้ำท่ว\nมบ้านท\nี่"
assert shown("{{ x|capitalize }}", "ใช้ OTOP และ KPI") == "ใช้ otop และ kpi"
PY
