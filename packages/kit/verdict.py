"""The three verdicts of a recipe, and how a script ends with one of them. See docs/recipes.md."""

import hashlib
import json
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

EXIT_CODES = {"green": 0, "red": 1, "unjudged": 75}


# Nobody's own program ends itself by one of these: somebody or the kernel ended it.
_FROM_OUTSIDE = {signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL, signal.SIGTERM}
_MACHINE = ("No space left on device", "Disk quota exceeded", "[Errno 28]", "[Errno 122]")


def end(returncode: int) -> str:
    """How a process ended: its exit code, or the name of the signal, which a shell tells by 128 and
    its number."""
    number = -returncode if returncode < 0 else returncode - 128
    try:
        return f"ended by {signal.Signals(number).name}"
    except ValueError:
        return f"exit code {returncode}"


def not_its_own(returncode: int, text: str) -> str:
    """Why a process's end says nothing about the pins; empty when it may. A shell tells of a
    signal by 128 and its number."""
    number = -returncode if returncode < 0 else returncode - 128
    if number in _FROM_OUTSIDE:
        return f"ended by {signal.Signals(number).name}"
    return "no space left" if any(it in text for it in _MACHINE) else ""


class Red(Exception):
    """The pins are at fault: it does not build, compile or run, or the numbers differ."""


class Unjudged(Exception):
    """We could not tell: an input, the disk or the time was missing."""


def sha256(path: Path) -> str:
    """The file's digest as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def say(text: str) -> None:
    """One line for the person who reads the log."""
    print(text, file=sys.stderr, flush=True)


def conclude(out: Path, facts: dict[str, Any], judge: Callable[[dict[str, Any]], None]) -> int:
    """Runs `judge`, which adds facts and may raise a verdict; writes `result.json`; returns the
    exit code."""
    started = time.monotonic()
    verdict, reason = "green", ""
    try:
        judge(facts)
    except Red as error:
        verdict, reason = "red", str(error)
    except Unjudged as error:
        verdict, reason = "unjudged", str(error)
    except Exception as error:  # the disk, the memory, or a mistake of ours: never the pins' fault
        traceback.print_exc()
        verdict, reason = "unjudged", f"{type(error).__name__}: {error}"
    facts |= {"verdict": verdict, "reason": " ".join(reason.split())[:2000]}
    facts["seconds"] = round(time.monotonic() - started, 2)
    try:
        (out / "result.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        say(f"{out}/result.json: {error}")
        return EXIT_CODES["unjudged"]
    what = f"{facts['package']} {facts.get('target', '?')}"
    say(f"{what}: {verdict} in {facts['seconds']} s {facts['reason']}".rstrip())
    return EXIT_CODES[verdict]
