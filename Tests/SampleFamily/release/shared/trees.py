"""Trees in archives whose bytes depend on names and contents only."""

import tarfile
from pathlib import Path

from family.given import EPOCH
from family.verdict import Red


def archive(folder: Path, path: Path, below: str = "") -> Path:
    """Writes everything of `folder` into a tar; compressed when its name says so."""
    mode = "w:xz" if path.name.endswith(".xz") else "w"
    with tarfile.open(path, mode, format=tarfile.PAX_FORMAT) as tar:
        for item in sorted(folder.rglob("*")):
            if item.is_dir() or "__pycache__" in item.parts:
                continue
            info = tar.gettarinfo(item.resolve(), str(Path(below) / item.relative_to(folder)))
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            info.mtime = EPOCH
            info.mode = 0o755 if info.mode & 0o100 else 0o644
            with item.open("rb") as file:
                tar.addfile(info, file)
    return path


def unpack(path: Path, folder: Path) -> Path:
    """Unpacks a tree, where upstream wrote too: nothing of it leaves the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            parts = Path(member.name).parts
            if not member.isfile() or member.name.startswith("/") or ".." in parts:
                raise Red(f"{path.name} has {member.name}, which is not a plain file of its tree")
        tar.extractall(folder)
    return folder
