"""A disk that forgets, at a power cut, what was not synced: of SQLite's own files, in a process that is to die.

SQLite's default VFS is copied, and of each file that it opens the methods that write, truncate and sync go through
here. Of a sector that was written since its file's last sync any of its contents since then may be what is left. Linux,
and a Python whose sqlite3 is linked to a shared library.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import os
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

SECTOR = 512
CUT = 9  # the exit status of a process whose power was cut
_WORDS_OF_VFS, _NAME, _NEXT, _OPEN = 21, 3, 2, 5
_WORDS_OF_METHODS, _WRITE, _TRUNCATE, _SYNC = 19, 3, 4, 5
_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong
_Opens = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
_Writes = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_Truncates = ctypes.CFUNCTYPE(_I, _P, _L)
_Syncs = ctypes.CFUNCTYPE(_I, _P, _I)
_FOREVER: list[Any] = []  # what SQLite has pointers to


def possible() -> bool:
    return os.name == "posix" and Path("/proc/self/fd").is_dir() and hasattr(_library(), "sqlite3_vfs_register")


def _library() -> Any:
    return ctypes.CDLL(getattr(_sqlite3, "__file__", None))


class Disk:
    """`cut_at`: the write or sync, counted from 1, at which the power is cut."""

    def __init__(self, chance: Random, cut_at: int) -> None:
        self.chance, self.cut_at, self.seen = chance, cut_at, 0
        self._alone = threading.RLock()  # while the power is being cut, no thread writes any more
        self._paths: dict[int, str] = {}
        self._files: dict[str, int] = {}
        self._lengths: dict[str, int] = {}
        self._dropped: dict[
            str, set[int]
        ] = {}  # sectors behind the end of a file that was truncated since its last sync
        # By file and sector, what it contained at the last sync, and before each write since.
        self._before: dict[str, dict[int, list[bytes]]] = {}

    def install(self) -> None:
        library = _library()
        library.sqlite3_vfs_find.restype = _P
        at = library.sqlite3_vfs_find(None)
        vfs = (_P * _WORDS_OF_VFS).from_buffer_copy(ctypes.string_at(at, _WORDS_OF_VFS * ctypes.sizeof(_P)))
        opens = _Opens(vfs[_OPEN])

        def open_file(_vfs: int, name: int | None, file: int, flags: int, given: int) -> int:
            code = opens(at, name, file, flags, given)  # the pointer itself: parameters stand behind the name's end
            if code == 0 and name is not None:
                self._watch(file, os.fsdecode(ctypes.string_at(name)))
            return code

        name = ctypes.create_string_buffer(b"forgetful")
        vfs[_NEXT], vfs[_NAME] = None, ctypes.addressof(name)
        vfs[_OPEN] = ctypes.cast(hook := _Opens(open_file), _P).value
        _FOREVER.extend((vfs, name, hook, opens))
        assert library.sqlite3_vfs_register(ctypes.byref(vfs), 1) == 0
        fsync = os.fsync

        def sync(file: Any) -> None:
            fsync(file)
            self._synced(str(Path(f"/proc/self/fd/{file if isinstance(file, int) else file.fileno()}").readlink()))

        os.fsync = sync

    def _watch(self, file: int, path: str) -> None:
        self._paths[file] = path
        place = ctypes.cast(file, ctypes.POINTER(_P))
        methods = (_P * _WORDS_OF_METHODS).from_buffer_copy(
            ctypes.string_at(place[0], _WORDS_OF_METHODS * ctypes.sizeof(_P))
        )
        write, truncate = _Writes(methods[_WRITE]), _Truncates(methods[_TRUNCATE])

        def writes(file: int, data: int, length: int, offset: int) -> int:
            return self._change(self._paths[file], offset, offset + length, lambda: write(file, data, length, offset))

        def truncates(file: int, length: int) -> int:
            path = self._paths[file]
            end = max(length, self._length(path))
            with self._alone:
                self._dropped.setdefault(path, set()).update(range(length // SECTOR, -(-end // SECTOR)))
                return self._change(path, length, end, lambda: truncate(file, length))

        def syncs(file: int, _flags: int) -> int:
            with self._alone:
                self._step()
                self._synced(self._paths[file])
            return 0

        hooks = (_Writes(writes), _Truncates(truncates), _Syncs(syncs))
        for word, hook in zip((_WRITE, _TRUNCATE, _SYNC), hooks, strict=True):
            methods[word] = ctypes.cast(hook, _P).value
        place[0] = ctypes.addressof(methods)
        _FOREVER.extend((methods, hooks, write, truncate))

    def _file(self, path: str) -> int:
        """A descriptor that is never closed: closing one would drop SQLite's locks on the file."""
        if path not in self._files:
            self._files[path] = os.open(path, os.O_RDWR)
        return self._files[path]

    def _length(self, path: str) -> int:
        return os.fstat(self._file(path)).st_size

    def _change(self, path: str, start: int, end: int, act: Callable[[], int]) -> int:
        with self._alone:
            self._step()
            file, before = self._file(path), self._before.setdefault(path, {})
            self._lengths.setdefault(path, self._length(path))
            for sector in range(start // SECTOR, -(-end // SECTOR)):
                before.setdefault(sector, []).append(os.pread(file, SECTOR, sector * SECTOR))
            return act()

    def _synced(self, path: str) -> None:
        with self._alone:
            self._before.pop(path, None)
            self._lengths.pop(path, None)
            self._dropped.pop(path, None)

    def _step(self) -> None:
        self.seen += 1
        if self.seen == self.cut_at:
            self.cut()

    def cut(self) -> None:
        """Leave of each file what a disk might, and end the process on the spot."""
        lost = self.chance.choice((0.0, 0.5, 1.0))
        for path, sectors in self._before.items():
            file, dropped = self._file(path), self._dropped.get(path, set())
            # A file system loses a new length as a whole, never a part of what it cut off.
            length = self.chance.random() < lost
            for sector, contents in sectors.items():
                if sector in dropped:
                    if length:
                        os.pwrite(file, contents[0], sector * SECTOR)
                elif self.chance.random() < lost:
                    os.pwrite(file, self.chance.choice(contents), sector * SECTOR)
            if length:
                os.ftruncate(file, self._lengths[path])
        os._exit(CUT)
