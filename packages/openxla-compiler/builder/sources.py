"""Moves the elemental Python sources from `iree.compiler` to `openxla.compiler`."""

import re
from pathlib import Path

# The prefix of the capsules that native code makes (mlir-c/Bindings/Python/Interop.h): it follows
# the binaries, not the package.
_CAPSULE_PREFIX = re.compile(r'^(MLIR_CAPSULE_PREFIX = )"iree\.compiler\."$', re.MULTILINE)
_PACKAGE = re.compile(r"\biree\.compiler\b")
_IMPORT = re.compile(r"^(\s*)from iree import compiler\b", re.MULTILINE)


def moved(text: str, libraries: dict[str, str]) -> str:
    """The source text as it reads in our name space."""
    text = _CAPSULE_PREFIX.sub(r'\1"openxla._iree."', text)
    text = _PACKAGE.sub("openxla.compiler", text)
    text = _IMPORT.sub(r"\1from openxla import compiler", text)
    for old, new in libraries.items():
        text = text.replace(old, new)
    return text


def move(folder: Path, libraries: dict[str, str]) -> int:
    """Rewrites every Python source below `folder` that needs it; returns how many did."""
    count = 0
    for path in sorted(folder.rglob("*.py*")):
        if path.suffix not in (".py", ".pyi"):
            continue
        old = path.read_text(encoding="utf-8")
        new = moved(old, libraries)
        if new != old:
            path.write_text(new, encoding="utf-8")
            count += 1
    return count
