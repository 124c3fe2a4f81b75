"""A check: installs the wheels in a container that has no compiler, and uses them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from family.given import ARCHITECTURE, IN, NEEDS, OUT, PACKAGE, SCRATCH, TARGET, facts, inputs
from family.verdict import Red, Unjudged, conclude, say

SITE = SCRATCH / "site"
_QEMU = ["/usr/bin/qemu-aarch64-static", "-L", "/opt/aarch64"] if ARCHITECTURE == "aarch64" else []
_PYTHON = [*_QEMU, f"/opt/aarch64{sys.executable}"] if _QEMU else [sys.executable]
_PIP = next(Path("/usr/share/python-wheels").glob("pip-*.whl"), Path("pip")) / "pip"
_LIMIT_SECONDS = 120


class Failed(Exception):
    """One check does not hold."""


class Checking:
    """What is installed, and how it is run there."""

    def __init__(self) -> None:
        self.plugins: list[str] = []

    def install(self) -> str:
        """Installs what is released and what it needs, as pip does on the target's machine."""
        wheels = sorted([*IN.glob("*.whl"), *NEEDS.glob("*/*.whl")])
        platforms = [f"--platform=manylinux_2_{it}_{ARCHITECTURE}" for it in range(36, 4, -1)]
        options = ["--quiet", "--disable-pip-version-check", "--no-compile", "--no-index"]
        where = ["--only-binary=:all:", "--python-version=3.11", *platforms, f"--target={SITE}"]
        finds = [f"--find-links={it}" for it in {it.parent for it in wheels}]
        names = [f"{it.name.split('-')[0]}=={inputs()['version']}" for it in wheels]
        self._run([sys.executable, str(_PIP), "install", *options, *where, *finds, *names])
        return f"{len(wheels)} wheels"

    def tool(self, path: str, *arguments: str) -> str:
        """Runs a program of the wheels."""
        return self._run([*_QEMU, str(SITE / path), *arguments])

    def python(self, code: str, *arguments: str) -> str:
        """Runs Python of the target's machine with the wheels."""
        return self._run([*_PYTHON, "-c", code, *arguments])

    def _run(self, command: list[str]) -> str:
        say(" ".join(command)[:300])
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(SCRATCH), "TMPDIR": str(SCRATCH)}
        environment |= {"PYTHONPATH": f"{SITE}:{SCRATCH / 'tests'}", "LANG": "C.UTF-8"}
        try:
            process = subprocess.run(
                command, cwd=SCRATCH, env=environment, text=True, errors="replace",
                capture_output=True, timeout=_LIMIT_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise Unjudged(
                f"{Path(command[-1]).name} did not end within {_LIMIT_SECONDS} s"
            ) from error
        if process.returncode == -9 or "No space left" in process.stderr:
            raise Unjudged(f"killed, or no space left: {process.stderr[-200:]}")
        if process.returncode != 0:
            raise Failed(
                " ".join(process.stderr.split())[-400:] or f"exit code {process.returncode}"
            )
        return process.stdout


Check = Callable[[Checking, str], str]


def _expected() -> Iterator[tuple[str, str, str]]:
    """What package.json says must run: program, device, via."""
    for group in PACKAGE["targets"][TARGET]["checks"]:
        for word in group.get("package", []):
            yield word, "", "package"
        for device in group.get("devices", []):
            for program in group["programs"]:
                yield program, device, group["via"]


def main(checks: dict[str, Callable[[Checking], str]], **ways: Callable[..., str]) -> None:
    """Runs `checks` by name and `ways` by `via`, as package.json lists them.

    Exit codes as in docs/recipes.md."""

    def one(it: Checking, program: str, device: str, via: str) -> dict[str, Any]:
        started = time.monotonic()
        action, outcome = "compile+run" if device else "install", "green"
        try:
            if device:
                detail = ways[via](it, program, device)
            else:
                detail = Checking.install(it) if program == "install" else checks[program](it)
        except Failed as error:
            outcome, detail = "red", str(error)
        except Unjudged as error:
            outcome, detail = "unjudged", str(error)
        seconds = round(time.monotonic() - started, 2)
        return {
            "program": program, "device": device, "action": action, "via": via,
            "outcome": outcome, "detail": " ".join(detail.split())[:300], "seconds": seconds,
        }  # fmt: skip

    def judge(found: dict[str, Any]) -> None:
        it = Checking()
        found["version"] = inputs()["version"]
        expected = list(_expected())
        found["expected"], found["executed"], found["red"] = len(expected), 0, []
        unjudged = []
        with (OUT / "checks.jsonl").open("w", encoding="utf-8") as journal:
            for program, device, via in expected:
                line = one(it, program, device, via)
                name = f"{program}/{device}/{via}" if device else program
                print(json.dumps(line), file=journal, flush=True)
                print(json.dumps(line), flush=True)
                found["executed"] += 1
                if line["outcome"] == "red":
                    found["red"].append(f"{name}: {line['detail']}")
                if line["outcome"] == "unjudged":
                    unjudged.append(f"{name}: {line['detail']}")
                if name == "install" and line["outcome"] != "green":
                    break
        if PACKAGE.get("plugins"):
            found["plugins"] = it.plugins
        if found["red"]:
            raise Red(found["red"][0])
        if unjudged:
            raise Unjudged(unjudged[0])

    os.umask(0o022)
    sys.exit(conclude(OUT, facts(expected=0, executed=0), judge))
