"""The built wheel, alone: everything is inside, and it starts in an environment that does not see this folder."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from bench.servers import ports
from tools.vendor import FILES

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def build(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    return subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    done = build(ROOT, out)
    assert done.returncode == 0, done.stdout
    return next(out.glob("laena-*.whl"))


@pytest.fixture(scope="module")
def environment(tmp_path_factory, wheel: Path) -> Path:
    """A fresh virtual environment with the wheel; the dependencies are those of the running one."""
    venv = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = venv / SCRIPTS / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True)
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    own = Path(subprocess.run(asked, text=True, capture_output=True, check=True).stdout.strip())
    # A folder named in a .pth is searched, but its own .pth files (the editable install) are not read.
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return venv


@pytest.fixture
def outside() -> dict[str, str]:
    """Environment variables of somebody who has never heard of this folder."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LAENA_", "VIRTUAL_ENV"))}


def in_tree(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".pyc", ".pyo"}
    }


def test_the_wheel_carries_every_module_page_static_file_migration_and_translation(wheel: Path):
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    sites = {f"workshop/_site/{name}" for folder in ("templates", "static") for name in in_tree(folder)}
    guides = {"docs/guide-day.md", "docs/guide-year.md"} | in_tree("docs/guide")
    sites |= {f"workshop/_site/{name}" for name in guides}
    made_by_set_up = in_tree("analysis/data/e5")
    assert inside == in_tree("workshop") | (in_tree("analysis") - made_by_set_up) | sites
    assert {f"workshop/_site/static/vendor/{name}" for name in FILES.values()} < inside
    assert "workshop/translations/en/LC_MESSAGES/messages.mo" in inside
    assert any(name.startswith("workshop/migrations/versions/") for name in inside)


def test_a_build_without_the_front_end_files_stops_and_says_what_to_do(tmp_path: Path):
    source = tmp_path / "source"
    leave_out = shutil.ignore_patterns("vendor", "__pycache__", "*.mo")
    for folder in ("workshop", "analysis", "templates", "static", "tools"):
        shutil.copytree(ROOT / folder, source / folder, ignore=leave_out)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, source)

    done = build(source, tmp_path / "dist")

    assert done.returncode != 0
    assert "static/vendor lacks socket.io.min.js" in done.stdout
    assert all(name in done.stdout for name in FILES.values())
    assert "make setup" in done.stdout


def test_the_tests_of_the_wheel_import_the_installed_package(
    environment: Path, outside: dict[str, str], tmp_path: Path
):
    code = "import workshop, analysis, workshop.paths as p; print(workshop.__file__, analysis.__file__, p.static_dir())"
    python = environment / SCRIPTS / "python"
    done = subprocess.run([str(python), "-c", code], cwd=tmp_path, env=outside, text=True, capture_output=True)

    assert done.returncode == 0, done.stderr
    assert str(ROOT) not in done.stdout
    assert done.stdout.count(str(environment)) == 3


def test_the_installed_package_serves_its_first_page_with_styles_scripts_and_font(
    environment: Path, outside: dict[str, str], tmp_path: Path
):
    elsewhere, data = tmp_path / "elsewhere", tmp_path / "data"
    elsewhere.mkdir()
    port = ports.free()
    log = tmp_path / "log"
    command = [str(environment / SCRIPTS / "laena"), "serve", "--port", str(port), "--data", str(data)]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=elsewhere, env=outside, stdout=output, stderr=subprocess.STDOUT)
    try:
        page = fetched(f"http://127.0.0.1:{port}/", server, log).decode()
        assert 'lang="th"' in page
        assert "แลหน้า" in page
        linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
        assert any(path.endswith("/css/base.css") for path in linked)
        top = next(path for path in linked if path.endswith("/css/base.css")).removesuffix("css/base.css")
        for path in [*linked, top + "vendor/socket.io.min.js", top + "vendor/sarabun/sarabun-thai-400.woff2"]:
            sent = fetched(f"http://127.0.0.1:{port}{path}", server, log)
            assert sent == (ROOT / "static" / path.removeprefix(top)).read_bytes()
        assert list(data.iterdir())
        assert list(elsewhere.iterdir()) == []
    finally:
        server.terminate()
        server.wait(timeout=60)


def fetched(address: str, server: subprocess.Popen[bytes], log: Path) -> bytes:
    """The answer of `address`, asked again for as long as the server runs and does not listen yet."""
    while True:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.read()
        except urllib.error.HTTPError as refused:
            raise AssertionError(
                f"{address}: {refused.code}\n{refused.read().decode()}\n{log.read_text()}"
            ) from refused
        except (urllib.error.URLError, ConnectionError):
            continue
