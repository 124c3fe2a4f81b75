"""Gives native files a second name space, by replacing strings with others of equal length.

MLIR's Python bindings carry their package prefix as text in the binary, and three process-wide
registries are keyed by text: Python's modules, the dynamic loader's shared-object names
(DT_SONAME) and nanobind's type registry. A copy that is to live beside the original needs other
texts in all of them. Equal length keeps every offset in the file valid, so no tool has to rewrite
ELF structures. See docs/decisions/0010-compiler-name-space.md.
"""

from dataclasses import dataclass
from pathlib import Path

# `iree.compiler` is the prefix that the bindings are built for. `openxla._iree` is as long, and is
# an alias of `openxla.compiler`.
ELEMENTAL_PREFIX = b"iree.compiler"
ALIAS_PREFIX = b"openxla._iree"

# nanobind keeps its type registry in a capsule of this name:
# https://nanobind.readthedocs.io/en/latest/faq.html (NB_DOMAIN).
NANOBIND_REGISTRY = b"__nb_internals_"
OWN_REGISTRY = b"__xl_internals_"

_LIBRARY_NAMES = (("IREE", "OXLA"), ("mlir", "oxla"), ("MLIR", "OXLA"), ("lib", "oxl"))


class CannotRename(Exception):
    """The elemental wheel is not built as this recipe knows it; the text says what was missing."""


@dataclass(frozen=True)
class Renamed:
    """What was replaced, for the evidence."""

    files: int
    prefixes: int
    registries: int
    libraries: dict[str, str]


def library_name(name: str) -> str:
    """The equally long name of a bundled shared library in our copy."""
    for old, new in _LIBRARY_NAMES:
        if old in name:
            return name.replace(old, new, 1)
    raise CannotRename(f"no equally long name for the library {name!r}")


def is_elf(path: Path) -> bool:
    """True for ELF files, by their magic number."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def rename(folder: Path) -> Renamed:
    """Renames every ELF file below `folder` in place; raises `CannotRename` when a registry was not
    found."""
    native = sorted(path for path in folder.rglob("*") if path.is_file() and is_elf(path))
    libraries = {
        path.name: library_name(path.name) for path in native if path.name.startswith("lib")
    }
    prefixes = registries = 0
    for path in native:
        data = bytearray(path.read_bytes())
        found = _replace(data, ELEMENTAL_PREFIX, ALIAS_PREFIX)
        shared = _replace(data, NANOBIND_REGISTRY, OWN_REGISTRY)
        named = sum(_replace(data, old.encode(), new.encode()) for old, new in libraries.items())
        if found or shared or named:
            path.write_bytes(data)
        prefixes, registries = prefixes + found, registries + shared
        if path.name in libraries:
            path.rename(path.with_name(libraries[path.name]))
    if not prefixes:
        raise CannotRename(f"no native file has the prefix {ELEMENTAL_PREFIX.decode()!r}")
    if not registries:
        raise CannotRename(
            f"no native file names nanobind's registry {NANOBIND_REGISTRY.decode()!r}"
        )
    return Renamed(len(native), prefixes, registries, libraries)


def _replace(data: bytearray, old: bytes, new: bytes) -> int:
    """Replaces in place and returns how often."""
    assert len(old) == len(new)
    count, at = 0, data.find(old)
    while at >= 0:
        data[at : at + len(new)] = new
        count, at = count + 1, data.find(old, at + len(new))
    return count
