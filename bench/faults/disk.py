"""A disk that gets full, and has room again: a small memory file system where one may be mounted, else a limit on the
size of files, which the running processes are given from outside."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from pathlib import Path

_SIZE_MB = 48
_LEFT_BYTES = 96 * 1024


class Disk:
    """The place of a data folder. `close` takes it away with everything on it."""

    def __init__(self, folder: Path, mount: bool = True) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE_MB}m", "laena-bench", str(folder)]
        self.mounted = (
            mount
            and bool(shutil.which("mount"))
            and subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0
        )
        self._filler = folder / "filler"
        self._limited: dict[int, tuple[int, int]] = {}

    def fill(self, pids: list[int], left: int = _LEFT_BYTES) -> None:
        """Leaves `left` bytes, or lets no file of these processes grow much past the largest that is there."""
        if self.mounted:
            with self._filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
                free = shutil.disk_usage(self.folder).free - left
                while free > 0:
                    free -= file.write(bytes(min(free, 1 << 20)))
            return
        import resource  # not on Windows, where there is no limit to give

        for pid in pids:
            before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            self._limited.setdefault(pid, before)
            largest = max(path.stat().st_size for path in self.folder.glob("laena.db*"))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest + left // 8, before[1]))

    def free(self) -> None:
        self._filler.unlink(missing_ok=True)
        for pid, before in self._limited.items():
            import resource

            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
        self._limited.clear()

    def close(self) -> None:
        self.free()
        if self.mounted:
            subprocess.run(["umount", str(self.folder)], stdin=subprocess.DEVNULL, capture_output=True, check=False)
