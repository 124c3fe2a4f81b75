"""Builds, audits and checks wheels with the standard tools of the build image."""

import importlib.metadata
import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from packaging.utils import parse_wheel_filename

from kit.inputs import Inputs, abi_tag, python_tag
from kit.steps import Steps, clean_environment
from kit.verdict import Red, sha256

# Deflate level 5: within 1 % of the size of level 6, in two thirds of its time.
_ZIP_LEVEL = "5"

__all__ = [
    "Steps",
    "audit",
    "build",
    "clean_environment",
    "entry",
    "platform_tags",
    "tools",
]


def build(steps: Steps, project: Path, out: Path, given: Inputs, base: Path) -> Path:
    """Makes the wheel in `out`, for the Pythons of `base`, named for the platform tags that
    auditwheel finds it to satisfy."""
    tool = sys.executable
    plain = project.parent / "plain"
    steps.run(
        "build",
        [tool, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(plain), str(project)],
        project.parent,
    )
    # The build itself can name only the Python that runs it.
    tags = ["--python-tag", python_tag(base.name), "--abi-tag", abi_tag(base.name)]
    command = [tool, "-m", "wheel", "tags", "--remove", *tags, str(_only(plain))]
    steps.run("tags", command, project.parent)
    return audit(steps, _only(plain), out, given.architecture)


def audit(steps: Steps, linux: Path, out: Path, architecture: str) -> Path:
    """Moves a wheel for Linux to `out`, under the platform tags that auditwheel finds it to
    satisfy."""
    repair = [
        sys.executable,
        "-m",
        "auditwheel",
        "repair",
        "-z",
        _ZIP_LEVEL,
        "--plat",
        "auto",
        "-w",
        str(out),
        str(linux),
    ]
    before = list(out.glob("*.whl"))
    report = steps.run("auditwheel", repair, linux.parent)
    linux.unlink()
    wheel = _only(out, before)
    tags = platform_tags(wheel)
    if not all(re.fullmatch(rf"manylinux_\d+_\d+_{architecture}", tag) for tag in tags):
        words = " ".join(report.split())
        raise Red(f"auditwheel: {wheel.name} is no manylinux wheel for {architecture}: {words}")
    steps.twine(wheel)
    return wheel


def entry(role: str, path: Path) -> dict[str, Any]:
    """One entry of a result's `files`."""
    tags = {"platform-tags": platform_tags(path)} if path.suffix == ".whl" else {}
    digest, size = sha256(path), path.stat().st_size
    return {"name": path.name, "role": role, "sha256": digest, "bytes": size, **tags}


def tools(names: Sequence[str]) -> dict[str, str]:
    """The versions of the tools that decide what is built."""
    versions = {name: importlib.metadata.version(name) for name in names}
    return {"python": platform.python_version(), **versions}


def platform_tags(wheel: Path) -> list[str]:
    """The platform tags in the wheel's name (PEP 425, PEP 600)."""
    return sorted({tag.platform for tag in parse_wheel_filename(wheel.name)[3]})


def _only(folder: Path, besides: Sequence[Path] = ()) -> Path:
    wheels = [it for it in folder.glob("*.whl") if it not in besides]
    if len(wheels) != 1:
        raise Red(f"expected one wheel in {folder}, found {[it.name for it in wheels]}")
    return wheels[0]
