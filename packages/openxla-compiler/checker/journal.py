"""Records each check as it ends, and gives the verdict on all of them."""

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.plan import Plan
from verdict import Red, Unjudged

GREEN, RED, UNJUDGED = "green", "red", "unjudged"


@dataclass
class Journal:
    """The checks that ran; written line by line, so that a killed check leaves what it knew."""

    plan: Plan
    path: Path
    outcomes: dict[str, tuple[str, str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, outcome: str, detail: str, seconds: float, action: str) -> None:
        """Notes one check; one that nobody declared is a mistake in the recipe."""
        if name not in self.plan.names:
            raise ValueError(f"check {name!r} is not declared in package.json")
        program, device, via = (name.split("/") + ["", ""])[:3]
        line = {
            "program": program, "device": device, "action": action, "via": via or "package",
            "outcome": outcome, "detail": " ".join(detail.split())[-600:], "seconds": round(seconds, 2),
        }  # fmt: skip
        with self._lock:
            self.outcomes[name] = (outcome, line["detail"])
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
            print(json.dumps(line), flush=True)

    def conclude(self, facts: dict[str, Any]) -> None:
        """Adds the counts to `facts`; raises the verdict when it is not green."""
        by = {it: [name for name in self.plan.names if self.outcomes.get(name, ("",))[0] == it] for it in (RED, UNJUDGED)}
        missing = [name for name in self.plan.names if name not in self.outcomes]
        required = [name for name in by[RED] if name not in self.plan.optional]
        facts |= {
            "expected": len(self.plan.names), "executed": len(self.outcomes), "missing": missing,
            "red": by[RED], "optional-red": [name for name in by[RED] if name in self.plan.optional], "unjudged": by[UNJUDGED],
        }  # fmt: skip
        if required:
            # A program that fails says more than a secondary check.
            first = min(required, key=lambda name: ("/" not in name and name != "install", self.plan.names.index(name)))
            raise Red(f"{len(required)} of {len(self.plan.names)} checks are red, first {first}: {self.outcomes[first][1]}")
        if by[UNJUDGED]:
            first = by[UNJUDGED][0]
            raise Unjudged(f"{len(by[UNJUDGED])} checks could not be judged, first {first}: {self.outcomes[first][1]}")
        if missing or not self.outcomes:
            raise Red(f"{len(missing)} of {len(self.plan.names)} declared checks did not run, first {missing[0]}")
