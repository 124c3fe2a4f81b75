"""Archives of pinned sources: compressed in pieces by a build, joined by a pack that costs nothing.

A piece is an xz stream of tar entries without tar's end; xz joins streams as they are, so an
archive is its pieces, then a piece with what only the pack knows, then tar's end. Dates, owners and
order do not vary: equal sources give equal bytes.
https://www.gnu.org/software/tar/manual/html_node/Standard.html
https://tukaani.org/xz/format.html
"""

import io
import lzma
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from kit.verdict import Red

_PRESET = 6


def files(folder: Path) -> list[Path]:
    """Every regular file below, in one order on every machine; anything else is refused."""
    found = []
    for path in sorted(folder.rglob("*"), key=lambda it: it.as_posix()):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise Red(f"{path}: neither a file nor a folder")
        if path.is_file():
            found.append(path)
    return found


def piece(entries: Iterable[tuple[str, Path]], to: Path) -> int:
    """Writes files under their names; returns how many."""
    count = 0
    with lzma.open(to, "wb", preset=_PRESET) as stream:
        for name, path in entries:
            data, is_executable = path.read_bytes(), path.stat().st_mode & 0o100
            stream.write(_entry(name, data, 0o755 if is_executable else 0o644))
            count += 1
    return count


def join(pieces: Iterable[Path], texts: Mapping[str, str], to: Path) -> None:
    """The archive: the pieces as they are, the texts, and tar's end."""
    with to.open("wb") as archive:
        for path in pieces:
            archive.write(path.read_bytes())
        last = [_entry(name, text.encode(), 0o644) for name, text in sorted(texts.items())]
        archive.write(lzma.compress(b"".join(last) + bytes(2 * tarfile.BLOCKSIZE), preset=_PRESET))


def unpack(archive: Path, to: Path) -> list[str]:
    """Unpacks and returns the names; refuses all but new regular files below `to`.

    `extractall(filter=…)` would do most of it, but Debian 12's Python does not have it.
    """
    names = []
    try:
        whole = io.BytesIO(lzma.decompress(archive.read_bytes()))
        with tarfile.open(fileobj=whole) as tar:
            for member in tar:
                _unpack_one(tar, member, to)
                names.append(member.name)
    except (tarfile.TarError, lzma.LZMAError, EOFError) as error:
        raise Red(f"{archive.name}: {error}") from error
    return names


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, to: Path) -> None:
    name = PurePosixPath(member.name)
    data = tar.extractfile(member) if member.isreg() else None
    if data is None or name.is_absolute() or ".." in name.parts:
        raise Red(f"{member.name!r} is not a file below the archive's folder")
    path = to / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(data.read())
    except FileExistsError as error:
        raise Red(f"{member.name!r} is there twice") from error
    path.chmod(member.mode & 0o755)


def _entry(name: str, data: bytes, mode: int) -> bytes:
    header = tarfile.TarInfo(name)
    header.size, header.mode, header.mtime = len(data), mode, 0
    padding = bytes(-len(data) % tarfile.BLOCKSIZE)
    return header.tobuf(tarfile.PAX_FORMAT) + data + padding
