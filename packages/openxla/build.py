"""Decides which extras the release has: /in → /out. See docs/recipes.md. Runs in the build image.

A package is needed only where the schedule builds it, and /in/inputs.json says which are.
"""

import json
import sys
from pathlib import Path
from typing import Any

import extras
from kit import inputs, packed_sources
from kit.verdict import conclude

IN, OUT = Path("/in"), Path("/out")
PACKAGE, CONTENTS = "openxla", "contents.json"


def judge(facts: dict[str, Any]) -> None:
    """Writes what the release holds, and what it lacks."""
    told = inputs.told(IN / "inputs.json")
    facts["target"] = told["target"]
    text = json.dumps(extras.contents(told["needs"]), indent=2)
    (OUT / CONTENTS).write_text(text + "\n", encoding="utf-8")
    facts["files"] = [packed_sources.entry("contents", OUT / CONTENTS)]


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, {"schema": 1, "package": PACKAGE, "target": "", "files": []}, judge)


if __name__ == "__main__":
    sys.exit(main())
