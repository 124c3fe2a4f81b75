"""Records each check as it ends, and gives the verdict on all of them."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.plan import Plan
from kit.verdict import Red, Unjudged

GREEN, RED, UNJUDGED = "green", "red", "unjudged"


@dataclass
class Journal:
    """The checks that ran; written line by line, so that a killed check leaves what it knew."""

    plan: Plan
    path: Path
    outcomes: dict[str, tuple[str, str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, outcome: str, detail: str, seconds: float, action: str) -> None:
        """Notes one check; one that package.json lacks is a mistake in the recipe, and one that
        this Python skips is not noted."""
        if name in self.plan.skipped:
            return
        if name not in self.plan.names:
            raise ValueError(f"check {name!r} is not declared in package.json")
        program, device, via = (name.split("/") + ["", ""])[:3]
        detail = " ".join(detail.split())[-600:]
        line = {
            "program": program, "device": device, "action": action, "via": via or "package",
            "outcome": outcome, "detail": detail, "seconds": round(seconds, 2),
        }  # fmt: skip
        with self._lock:
            self.outcomes[name] = (outcome, detail)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
            print(json.dumps(line), flush=True)

    def use(self, name: str, check: Callable[[], str]) -> bool:
        """Notes a check that is a function: its words, or what it refuses."""
        started = time.monotonic()
        try:
            outcome, words = GREEN, check()
        except (Red, AssertionError, ValueError, KeyError) as error:
            outcome, words = RED, f"{type(error).__name__}: {error}"
        except Unjudged as error:
            outcome, words = UNJUDGED, str(error)
        self.add(name, outcome, words, time.monotonic() - started, "use")
        return outcome == GREEN

    def conclude(self, facts: dict[str, Any]) -> None:
        """Adds the counts to `facts`; raises the verdict when it is not green."""
        names, told = self.plan.names, self.outcomes
        red = [name for name in names if name in told and told[name][0] == RED]
        unjudged = [name for name in names if name in told and told[name][0] == UNJUDGED]
        missing = [name for name in names if name not in told]
        required = [name for name in red if name not in self.plan.optional]
        facts |= {
            "expected": len(names),
            "executed": len(told),
            "missing": missing,
            "red": red,
            "optional-red": [name for name in red if name in self.plan.optional],
            "unjudged": unjudged,
        }
        if required:
            # A program that fails says more than a secondary check.
            programs = [name for name in required if "/" in name or name == "install"]
            first = (programs or required)[0]
            raise Red(f"{len(required)} of {len(names)} checks are red, {first}: {told[first][1]}")
        if unjudged:
            first = unjudged[0]
            raise Unjudged(f"{len(unjudged)} checks are unjudged, {first}: {told[first][1]}")
        if missing or not told:
            raise Red(f"{len(missing)} of {len(names)} declared checks did not run: {missing[:3]}")
