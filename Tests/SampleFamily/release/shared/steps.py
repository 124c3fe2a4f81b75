"""Runs tools, remembers what each found, and turns their ends into verdicts."""

import os
import subprocess
import time
from pathlib import Path
from typing import Any

from family.given import SCRATCH
from family.verdict import Red, Unjudged, say, sha256

_LIMIT_SECONDS = 300


class Steps:
    """The tools that a build ran, as `checks` of its result."""

    def __init__(self) -> None:
        self.done: list[dict[str, Any]] = []

    def run(self, name: str, command: list[str], cwd: Path = SCRATCH) -> str:
        """Runs one tool; what it wrote is the log."""
        say(f"{name}: {' '.join(command)}")
        started = time.monotonic()
        environment = {
            **os.environ,
            "HOME": str(SCRATCH),
            "TMPDIR": str(SCRATCH),
            "LC_ALL": "C.UTF-8",
        }
        try:
            process = subprocess.run(
                command, cwd=cwd, env=environment, text=True, errors="replace",
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=_LIMIT_SECONDS,
                check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise Unjudged(f"{name} did not end within {_LIMIT_SECONDS} s") from error
        for line in process.stdout.splitlines()[-60:]:
            say(f"  {line}")
        if "No space left on device" in process.stdout:
            raise Unjudged(f"{name}: no space left on device")
        passed = process.returncode == 0
        self.note(name, passed, _last_line(process.stdout), time.monotonic() - started)
        if not passed:
            raise Red(f"{name}: {_first_error(process.stdout)}")
        return process.stdout

    def note(self, name: str, passed: bool, detail: str, seconds: float) -> None:
        """Remembers one step."""
        outcome = "green" if passed else "red"
        self.done.append(
            {"name": name, "outcome": outcome, "detail": detail[:300], "seconds": round(seconds, 2)}
        )


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""


def _first_error(text: str) -> str:
    """The first line that says what is wrong."""
    for line in text.splitlines():
        if "error:" in line or "Error" in line or "undefined reference" in line:
            return line.strip()[:400]
    return _last_line(text)[:400]


def described(role: str, path: Path) -> dict[str, Any]:
    """One entry of `files`."""
    size = path.stat().st_size
    return {"name": path.name, "role": role, "sha256": sha256(path), "bytes": size}
