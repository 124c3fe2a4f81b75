"""Installs the release by its lock file, as a user does, and the parts that a check needs more."""

import re
from pathlib import Path

from kit import environment
from kit.environment import HOST, IN, NEEDS, SCRATCH, WHEELHOUSE, Installed
from kit.verdict import Unjudged

_COMPILER = re.compile(
    r"^openxla-compiler==\S+( \\\n    --hash=sha256:[0-9a-f]{64})+$", re.MULTILINE
)
PACKAGES = ("iree-compiler", "iree-runtime")


def native(target: str) -> Installed:
    """The whole release, in a virtual environment."""
    return environment.native(target, _release(target))


def emulated(target: str) -> Installed:
    """The whole release, for another architecture."""
    return environment.emulated(target, _release(target))


def host(target: str) -> Installed:
    """Only the compiler of the same release for this machine, to compile for the other one."""
    line = _COMPILER.search(_lock(HOST, target).read_text(encoding="utf-8"))
    if line is None:
        raise Unjudged(f"the host's lock file names no openxla-compiler: {HOST}")
    only = SCRATCH / "host.lock.txt"
    only.write_text(line[0] + "\n", encoding="utf-8")
    requirements = ["--no-deps", *_links([IN, HOST]), "-r", str(only)]
    return environment.native(target, requirements, "host")


def _release(target: str) -> list[str]:
    folders = [IN, WHEELHOUSE, *(NEEDS / name for name in PACKAGES)]
    return [*_links(folders), "-r", str(_lock(IN, target))]


def _links(folders: list[Path]) -> list[str]:
    return [it for folder in folders for it in ("--find-links", str(folder))]


def _lock(folder: Path, target: str) -> Path:
    locks = list(folder.glob(f"openxla-compiler-*-{target}.lock.txt"))
    if len(locks) != 1:
        raise Unjudged(
            f"expected one lock file for {target} in {folder}, found {[it.name for it in locks]}"
        )
    return locks[0]
