"""The real `laena serve`, as a user starts it: what only shows in a process of its own shows among the quick tests."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.browser.server import serve


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


def test_laena_serve_answers_its_first_page_with_its_style_and_can_take_notes(tmp_path: Path) -> None:
    with serve(tmp_path / "data") as served:
        page = fetched(f"{served.url}/")
        assert 'lang="th"' in page
        style = re.search(r'href="(/static/[^"]+/css/base\.css)"', page)
        assert style is not None
        assert "{" in fetched(served.url + style.group(1))
        assert "รหัสผ่าน" in fetched(served.setup_url)
        assert json.loads(fetched(f"{served.url}/readyz"))["ok"] is True
    assert (tmp_path / "data" / "laena.db").stat().st_size > 0


def test_the_server_starts_without_libraries_that_few_requests_need() -> None:
    code = "import json, sys, workshop.app; print(json.dumps([*sys.modules]))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    slow = {"icalendar", "scipy", "sklearn", "pythainlp", "docx", "pptx", "lxml", "openpyxl", "typst", "PIL"}
    assert not slow & set(loaded)
