"""Print the path of a Chromium or Chrome for the browser tests; install Debian's where that is allowed.

Debian's headless shell draws the same pages without the windows around them, for a quarter less of the processor.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL, DEBIANS = "chromium-headless-shell", "/usr/bin/chromium"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# A room without a network waits for none.
_ONCE = ("-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20")


def find() -> str | None:
    """The browser that CHROMIUM names, else the first of the usual ones on this machine."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named) or sys.exit(f"CHROMIUM={named} is not a program on this machine")
    found = (shutil.which(name) for name in NAMES)
    return next(filter(None, found), None) or next((place for place in PLACES if Path(place).is_file()), None)


def install(name: str) -> None:
    """Install this package of Debian as root, or by sudo where it asks for no password; do nothing elsewhere."""
    if not shutil.which("apt-get"):
        return
    as_root: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
            return
        as_root = ["sudo", "-n"]
    print(f"setup: {name}", file=sys.stderr, flush=True)
    quiet = {
        "stdin": subprocess.DEVNULL,
        "stdout": sys.stderr,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run([*as_root, "apt-get", "update", *_ONCE], **quiet)
    subprocess.run([*as_root, "apt-get", "install", "-y", *_ONCE, "--no-install-recommends", name], **quiet)


def main() -> None:
    browser = find()
    if browser is None or (browser == DEBIANS and not os.environ.get("CHROMIUM")):
        install(SHELL)
        browser = find()
    if browser is None:
        install("chromium")  # not every Debian has the shell
        browser = find()
    if browser is None:
        sys.exit("No Chromium for the browser tests: install Chromium or Chrome, or set CHROMIUM=/path/to/it")
    print(browser)


if __name__ == "__main__":
    main()
