"""git's own names of files and folders, computed from what lies on the disk.

https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
"""

import hashlib
from pathlib import Path


def object_id(path: Path) -> str:
    """The id that git gives a regular file or a folder of regular files.

    Raises `ValueError` for anything else: the trees that we pack have no links and no submodules.
    """
    if path.is_symlink() or not (path.is_file() or path.is_dir()):
        raise ValueError(f"{path} is neither a file nor a folder")
    return _tree(path) if path.is_dir() else _named("blob", path.read_bytes())


def _tree(folder: Path) -> str:
    entries = sorted(folder.iterdir(), key=_order)
    lines = [
        f"{_mode(it)} {it.name}".encode() + b"\0" + bytes.fromhex(object_id(it)) for it in entries
    ]
    return _named("tree", b"".join(lines))


def _order(path: Path) -> bytes:
    """git sorts a folder as if its name ended with a slash."""
    return path.name.encode() + (b"/" if path.is_dir() else b"")


def _mode(path: Path) -> str:
    if path.is_dir():
        return "40000"
    return "100755" if path.stat().st_mode & 0o100 else "100644"


def _named(kind: str, data: bytes) -> str:
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()
