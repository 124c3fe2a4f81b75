"""Builds, audits and checks wheels with the standard tools of the build image."""

import importlib.metadata
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.utils import parse_wheel_filename

from kit.verdict import Red, Unjudged, not_its_own, say, sha256

# Deflate level 5: within 1 % of the size of level 6, in two thirds of its time.
_ZIP_LEVEL = "5"
_LIMIT_SECONDS = 480


@dataclass
class Steps:
    """Runs tools and remembers what each found and how long it took."""

    environment: dict[str, str]
    done: list[dict[str, Any]] = field(default_factory=list)

    def run(self, name: str, command: list[str], cwd: Path) -> str:
        """Runs one tool; raises `Red` when it refuses, `Unjudged` when it does not come back."""
        say(f"{name}: {' '.join(command)}")
        started = time.monotonic()
        try:
            process = subprocess.run(
                command, cwd=cwd, env=self.environment, text=True, timeout=_LIMIT_SECONDS,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise Unjudged(f"{name} did not end within {_LIMIT_SECONDS} s") from error
        lines = process.stdout.strip().splitlines()
        for line in lines[-40:]:
            say(f"  {line}")
        why = not_its_own(process.returncode, process.stdout) if process.returncode else ""
        if why:
            raise Unjudged(f"{name}: {why}")
        self.record(name, process.returncode == 0, lines[-1] if lines else "", started)
        if process.returncode != 0:
            raise Red(f"{name} failed with exit code {process.returncode}: {' '.join(lines[-5:])}")
        return process.stdout

    def twine(self, wheel: Path) -> None:
        """Refuses metadata that an index would refuse."""
        command = [sys.executable, "-m", "twine", "--no-color", "check", "--strict", str(wheel)]
        self.run("twine", command, wheel.parent)

    def record(self, name: str, green: bool, detail: str, started: float) -> None:
        """Notes one check."""
        outcome = "green" if green else "red"
        seconds = round(time.monotonic() - started, 2)
        self.done.append(
            {"name": name, "outcome": outcome, "detail": detail.strip()[:500], "seconds": seconds}
        )


def build(steps: Steps, project: Path, out: Path, architecture: str) -> Path:
    """Makes the wheel in `out`, named for the platform tags that auditwheel finds it to satisfy."""
    tool = sys.executable
    plain = project.parent / "plain"
    steps.run(
        "build",
        [tool, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(plain), str(project)],
        project.parent,
    )
    linux = _only(plain)
    repair = [
        tool,
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
    report = steps.run("auditwheel", repair, project.parent)
    linux.unlink()
    wheel = _only(out)
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


def clean_environment(epoch: int, scratch: Path) -> dict[str, str]:
    """What the tools see of the outside: a path, a home that is thrown away, a date."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "LANG": "C.UTF-8",
        "SOURCE_DATE_EPOCH": str(epoch),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _only(folder: Path) -> Path:
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise Red(f"expected one wheel in {folder}, found {[it.name for it in wheels]}")
    return wheels[0]
