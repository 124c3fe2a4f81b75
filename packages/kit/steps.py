"""Runs the tools of a build, one after the other, and remembers what each found."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.verdict import Red, Unjudged, end, not_its_own, say

_LIMIT_SECONDS = 480


@dataclass
class Steps:
    """Runs tools and remembers what each found and how long it took."""

    environment: dict[str, str]
    done: list[dict[str, Any]] = field(default_factory=list)

    def run(self, name: str, command: Sequence[str], cwd: Path) -> str:
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
            raise Red(f"{name}: {end(process.returncode)}: {' '.join(lines[-5:])}")
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
